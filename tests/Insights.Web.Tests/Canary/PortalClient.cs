using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Insights.Web.Tests.Running;

namespace Insights.Web.Tests.Canary;

/// <summary>A signed-in person's connection: keeps cookies and follows no redirects, so that each answer is seen as it was given.</summary>
internal sealed class PortalClient : IDisposable
{
    private readonly HttpClient _client;

    private PortalClient(string address) =>
        _client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };

    public static async Task<PortalClient> SignInAsync(RunningPortal portal, string name)
    {
        var client = new PortalClient(portal.Address);
        var page = await new HtmlParser().ParseDocumentAsync(await client._client.GetStringAsync("/account/sign-in"));
        var answer = await client.PostAsync("/account/sign-in", new()
        {
            ["name"] = name,
            ["password"] = RunningPortal.Password,
            ["__RequestVerificationToken"] = ((IHtmlInputElement)page.QuerySelector("input[name=__RequestVerificationToken]")!).Value,
        });
        if (answer.Status != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"{name} cannot sign in: {answer.Status}");
        return client;
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return await Answer.ReadAsync(path, response);
    }

    public async Task<Answer> PostAsync(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        return await Answer.ReadAsync("POST " + path, response);
    }

    public void Dispose() => _client.Dispose();
}
