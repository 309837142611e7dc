using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Insights.Web.Access;
using Insights.Web.Hosting.FirstStart;
using Insights.Web.Hosting.Verbs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>The product as `serve` runs it on an empty store: real Kestrel, real import. Without the scheduler, so that numbers are computed before an import says it has ended.</summary>
internal sealed class ImportPortal : IAsyncDisposable
{
    private const string Password = "correct horse battery";

    private WebApplication _app;

    private ImportPortal(WebApplication app, string folder, string[] settings)
    {
        _app = app;
        Folder = folder;
        Settings = settings;
    }

    public string Folder { get; }

    public string[] Settings { get; }

    public IServiceProvider Services => _app.Services;

    public string Address => _app.Urls.First();

    public static async Task<ImportPortal> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("insights-imports-").FullName;
        var portal = new ImportPortal(await StartAppAsync(folder, settings), folder, settings);
        await portal.AddPersonAsync("admin", Roles.Administrator);
        return portal;
    }

    /// <summary>The process ends and another begins on the same data.</summary>
    public async Task RestartAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = await StartAppAsync(Folder, Settings);
    }

    public async Task AddPersonAsync(string name, string role, string? vendor = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserAccounts>();
        Assert.Null((await accounts.AddAsync(name, name, role, vendor)).Error);
        Assert.Null(await accounts.SetPasswordAsync((await accounts.FindByNameAsync(name))!, Password));
    }

    public async Task<ImportClient> SignInAsync(string name = "admin")
    {
        var client = new ImportClient(Address);
        var answer = await client.SubmitAsync("/account/sign-in", new() { ["name"] = name, ["password"] = Password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Every byte the portal has on disk, searched for a text.</summary>
    public IReadOnlyList<string> FilesHolding(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(path => Read(path).AsSpan().IndexOf(wanted) >= 0)];
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static async Task<WebApplication> StartAppAsync(string folder, string[] settings)
    {
        var app = ServeVerb.Build(["--urls=http://127.0.0.1:0", $"--Insights:DataDirectory={folder}", "--Insights:Demo=false", "--Insights:WarmUp=false", "--Insights:RunJobs=false", "--environment=Development", "--applicationName=Insights.Web", .. settings]);
        await app.Services.GetRequiredService<StartUp>().PrepareAsync(CancellationToken.None);
        await app.StartAsync();
        return app;
    }
}

/// <summary>Keeps cookies, follows no redirects, knows the form's token of the last page.</summary>
internal sealed class ImportClient(string address) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(1) };

    public async Task<string> TokenAsync(string page = "/data-health") =>
        (await PageAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode}: {text}");
        return await new HtmlParser().ParseDocumentAsync(text);
    }

    public async Task<HttpResponseMessage> SubmitAsync(string page, Dictionary<string, string> fields, string? action = null)
    {
        fields["__RequestVerificationToken"] = await TokenAsync(page);
        using var content = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(action ?? page, UriKind.Relative), content);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request);
    }

    /// <summary>A piece of an upload.</summary>
    public Task<HttpResponseMessage> PatchAsync(string url, long offset, HttpContent content, string token)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return SendAsync(HttpMethod.Patch, url, content, ("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("X-Form-Token", token));
    }

    public void Dispose() => _client.Dispose();
}
