using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Pages.Jobs;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Insights.Web.Tests.Portal;

/// <summary>
/// The portal's real pipeline, people and pages on a data directory of its own; what other stages answer comes from <see cref="Sample"/>.
/// Remote address and host name are what a test says they are.
/// </summary>
internal sealed class PortalFixture : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private PortalFixture(WebApplication app, string folder, Sample sample, IPAddress remote)
    {
        _app = app;
        _folder = folder;
        Sample = sample;
        Remote = remote;
    }

    public const string Password = "correct horse battery";

    public Sample Sample { get; }

    public IPAddress Remote { get; set; }

    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<Endpoint> Endpoints => [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints)];

    public static async Task<PortalFixture> StartAsync(bool demo = false, string environment = "Development", bool firstAdministrator = true, string? url = null)
    {
        var folder = Directory.CreateTempSubdirectory("insights-web-").FullName;
        var sample = new Sample { IsOn = demo };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Insights.Web",
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets();
        if (url is null)
            builder.WebHost.UseTestServer();
        else
            builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddPortal(new PortalStoreOptions { DataDirectory = folder });
        sample.AddTo(builder.Services);
        PortalFixture? fixture = null;
        var app = builder.Build();
        if (url is null)
        {
            app.Use((http, next) =>
            {
                http.Connection.RemoteIpAddress = fixture!.Remote;
                return next(http);
            });
        }
        app.UsePortal();
        app.MapGet("/throws", Task () => throw new InvalidOperationException("The secret of the stack.")).AllowAnonymous();
        fixture = new PortalFixture(app, folder, sample, IPAddress.Loopback);
        await app.Services.GetRequiredService<PortalStore>().MigrateAsync();
        await app.StartAsync();
        if (firstAdministrator)
            await fixture.AddPersonAsync("admin", Roles.Administrator);
        return fixture;
    }

    /// <summary>A person with the known password.</summary>
    public async Task AddPersonAsync(string name, string role, string? vendor = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserAccounts>();
        var added = await accounts.AddAsync(name, name, role, vendor);
        Assert.Null(added.Error);
        Assert.Null(await accounts.SetPasswordAsync((await accounts.FindByNameAsync(name))!, Password));
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>A browser without a history.</summary>
    public Browser Open() => new(_app.GetTestServer());

    public async Task<Browser> SignInAsync(string name, string password = Password)
    {
        var browser = Open();
        var answer = await browser.SubmitAsync("/account/sign-in", new() { ["name"] = name, ["password"] = password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Until the process is told to stop.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Keeps cookies, follows no redirects, sends forms with their token.</summary>
internal sealed class Browser(TestServer server)
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client = server.CreateClient();

    public string Host { get; set; } = "localhost";

    public Dictionary<string, string> Headers { get; } = [];

    public async Task<HttpResponseMessage> GetAsync(string path) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Loads a page for its form token, then posts the fields.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, Dictionary<string, string> fields, string? action = null)
    {
        var document = await new HtmlParser().ParseDocumentAsync(await (await GetAsync(page)).Content.ReadAsStringAsync());
        var token = (document.QuerySelector("input[name=__RequestVerificationToken]") as IHtmlInputElement)?.Value;
        if (token is not null)
            fields["__RequestVerificationToken"] = token;
        return await PostAsync(action ?? page, fields);
    }

    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var uri = new Uri(new Uri("http://" + Host), request.RequestUri!);
        request.RequestUri = uri;
        var sent = _cookies.GetCookieHeader(uri);
        if (sent.Length > 0)
            request.Headers.Add("Cookie", sent);
        foreach (var (name, value) in Headers)
            request.Headers.Add(name, value);
        var answer = await _client.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                _cookies.SetCookies(uri, cookie);
        }
        return answer;
    }
}
