using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Insights.Import.Store;
using Insights.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>POST /api/imports as a program uses it.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private ImportPortal _portal = null!;
    private HttpClient _program = null!;

    public async Task InitializeAsync()
    {
        _portal = await ImportPortal.StartAsync("--Insights:Api:RequestsPerMinute=40");
        _program = await ProgramAsync();
    }

    public async Task DisposeAsync()
    {
        _program.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Post_AndWait_AnswersWithTheCounts()
    {
        var answer = await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(120))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = await JsonAsync(answer);
        Assert.Equal("done", body.RootElement.GetProperty("state").GetString());
        Assert.Equal(120, body.RootElement.GetProperty("files")[0].GetProperty("inserted").GetInt32());
        Assert.Equal(120, Stored());
        // The numbers are up to date when the program goes on.
        await using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.Empty(context.TouchedDays);
    }

    [Fact]
    public async Task Post_SameBytesUnderOtherSettings_FailsWithBothAndTheBatchToUndo()
    {
        var setup = _portal.Services.GetRequiredService<Insights.Import.IImportSetup>();
        await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(3))));
        await setup.SaveSettingsAsync("canonical", new Insights.Import.SourceSettings { Vendor = new() { Constant = "elm" } });

        using var body = await JsonAsync(await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(3)))));

        var file = body.RootElement.GetProperty("files")[0];
        Assert.Equal(("failed", 1), (file.GetProperty("state").GetString(), file.GetProperty("earlier_batch").GetInt32()));
        var difference = file.GetProperty("settings_differ")[0];
        Assert.Equal(("vendor", "as the format says", "always elm"), (difference.GetProperty("setting").GetString(), difference.GetProperty("then").GetString(), difference.GetProperty("now").GetString()));
    }

    [Fact]
    public async Task Post_WithoutWaiting_NamesTheAddressThatTells()
    {
        var answer = await PostAsync("/api/imports", Form(("payments.csv", Payments.Csv(50))));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var location = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/api/imports/", location, StringComparison.Ordinal);

        await _portal.Services.GetRequiredService<Insights.Web.Pages.DataHealth.IImports>().WaitAsync(location.Split('/')[^1], TimeSpan.FromMinutes(1), CancellationToken.None);
        using var body = await JsonAsync(await _program.GetAsync(new Uri(location, UriKind.Relative)));
        Assert.True(body.RootElement.GetProperty("ended").GetBoolean());
        Assert.Equal(50, body.RootElement.GetProperty("files")[0].GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task RawBody_WithItsName_IsAFileToo()
    {
        var body = new ByteArrayContent(Payments.Csv(7));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        using var answer = await JsonAsync(await PostAsync("/api/imports?wait=60&name=payments.csv", body));

        Assert.Equal("payments.csv", answer.RootElement.GetProperty("files")[0].GetProperty("file").GetString());
        Assert.Equal(7, Stored());
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/api/imports?wait=60", new ByteArrayContent(Payments.Csv(7)))).StatusCode);
    }

    [Fact]
    public async Task DryRun_StoresNothing()
    {
        using var answer = await JsonAsync(await PostAsync("/api/imports?dryRun=true&wait=60", Form(("payments.csv", Payments.Csv(9)))));

        Assert.Equal("checked", answer.RootElement.GetProperty("state").GetString());
        Assert.Equal(9, answer.RootElement.GetProperty("files")[0].GetProperty("inserted").GetInt32());
        Assert.Equal(0, Stored());
    }

    [Fact]
    public async Task SameKey_SameRequest_SameAnswer_AlsoAfterARestart()
    {
        var first = await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(30))), "key-1");
        var said = await first.Content.ReadAsStringAsync();
        var again = await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(30))), "key-1");

        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal(said, await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(1, Batches());

        await _portal.RestartAsync();
        using var later = await ProgramAsync(_program.DefaultRequestHeaders.Authorization!.Parameter);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports?wait=60") { Content = Form(("payments.csv", Payments.Csv(30))) };
        request.Headers.Add("Idempotency-Key", "key-1");
        Assert.Equal(said, await (await later.SendAsync(request)).Content.ReadAsStringAsync());
        Assert.Equal(1, Batches());
    }

    [Fact]
    public async Task SameKey_OtherRequest_IsRefused()
    {
        await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(30))), "key-1");

        foreach (var (path, form) in ((string, HttpContent)[])[
            ("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(31)))),
            ("/api/imports?wait=60", Form(("other.csv", Payments.Csv(30)))),
            ("/api/imports?wait=60&dryRun=true", Form(("payments.csv", Payments.Csv(30))))])
        {
            var answer = await PostAsync(path, form, "key-1");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }
        // Another key is another request.
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(31))), "key-2")).StatusCode);
    }

    [Fact]
    public async Task RefusedRequest_LeavesItsKeyFree()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/api/imports", new MultipartFormDataContent { { new StringContent("x"), "note" } }, "key-1")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(3))), "key-1")).StatusCode);
    }

    [Theory]
    [InlineData("?wait=soon", 400)]
    [InlineData("?wait=9999", 400)]
    [InlineData("?dryRun=maybe", 400)]
    public async Task WrongChoices_AreExplained(string query, int status)
    {
        var answer = await PostAsync("/api/imports" + query, Form(("payments.csv", Payments.Csv(3))));

        Assert.Equal(status, (int)answer.StatusCode);
        using var body = await JsonAsync(answer);
        Assert.NotEqual("", body.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task UnknownFormat_SaysWhichThereAre()
    {
        using var answer = await JsonAsync(await PostAsync("/api/imports?wait=60&format=nonsense", Form(("payments.csv", Payments.Csv(3)))));

        Assert.Equal("failed", answer.RootElement.GetProperty("state").GetString());
        Assert.Contains("stripe-payments", answer.RootElement.GetProperty("files")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfOneSource_ImportsIntoThatOnly()
    {
        using var bound = await ProgramAsync(await _portal.Services.GetRequiredService<ApiTokens>().CreateAsync("shop", [TokenScopes.ImportsWrite], "shop", null, null, "admin"));
        using var wrong = Form(("payments.csv", Payments.Csv(3)));
        Assert.Equal(HttpStatusCode.Forbidden, (await bound.PostAsync(new Uri("/api/imports?source=stripe", UriKind.Relative), wrong)).StatusCode);

        using var answer = await JsonAsync(await bound.PostAsync(new Uri("/api/imports?wait=60", UriKind.Relative), Form(("payments.csv", Payments.Csv(3)))));
        Assert.Equal("shop", answer.RootElement.GetProperty("files")[0].GetProperty("source").GetString());
    }

    [Fact]
    public async Task Nobody_WithoutAWorkingToken_GetsIn()
    {
        var tokens = _portal.Services.GetRequiredService<ApiTokens>();
        var expired = await tokens.CreateAsync("old", [TokenScopes.ImportsWrite], null, null, DateTime.UnixEpoch, "admin");
        var revoked = await tokens.CreateAsync("gone", [TokenScopes.ImportsWrite], null, null, null, "admin");
        await tokens.RevokeAsync((await tokens.AllAsync())[0].Id);
        foreach (var token in (string?[])[null, "ins_wrong", expired, revoked])
        {
            using var stranger = await ProgramAsync(token, make: false);
            var answer = await stranger.PostAsync(new Uri("/api/imports", UriKind.Relative), Form(("a.csv", Payments.Csv(1))));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
        // A person's cookie opens pages, and no door for programs; a token opens no page.
        using var admin = await _portal.SignInAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await admin.SendAsync(HttpMethod.Post, "/api/imports", Form(("a.csv", Payments.Csv(1))))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await _program.GetAsync(new Uri("/data-health", UriKind.Relative))).StatusCode);
        Assert.Equal(0, Stored());
    }

    [Fact]
    public async Task Imports_OfOtherTokens_AreUnknown()
    {
        var location = (await PostAsync("/api/imports?wait=60", Form(("payments.csv", Payments.Csv(3))))).Headers.Location!;
        using var other = await ProgramAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(location)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _program.GetAsync(location)).StatusCode);
    }

    [Fact]
    public async Task AskingTooOften_IsSaid()
    {
        HttpResponseMessage last = null!;
        for (var i = 0; i < 41; i++)
            last = await _program.GetAsync(new Uri("/api/imports/none", UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.NotNull(last.Headers.RetryAfter);
        Assert.Equal("application/problem+json", last.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Token_IsShownOnce_StoredAsAHash_AndRevoked()
    {
        using var admin = await _portal.SignInAsync();
        await admin.SubmitAsync("/admin/tokens", new() { ["name"] = "night job", ["scopes"] = "imports:write", ["days"] = "30" }, "/admin/tokens?handler=Add");
        var token = (await admin.PageAsync("/admin/tokens")).QuerySelector(".notice-good code")!.TextContent;
        var page = await admin.PageAsync("/admin/tokens");

        Assert.StartsWith("ins_", token, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".notice-good code"));
        Assert.Contains("night job", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(_portal.FilesHolding(token));

        using var program = await ProgramAsync(token);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(new Uri("/api/imports/none", UriKind.Relative))).StatusCode);
        await admin.SubmitAsync("/admin/tokens", new() { ["id"] = page.QuerySelector("button[name=id]")!.GetAttribute("value")! }, "/admin/tokens?handler=Revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync(new Uri("/api/imports/none", UriKind.Relative))).StatusCode);
    }

    private async Task<HttpClient> ProgramAsync(string? token = null, bool make = true)
    {
        token ??= make ? await _portal.Services.GetRequiredService<ApiTokens>().CreateAsync("test", [TokenScopes.ImportsWrite], null, null, null, "admin") : null;
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_portal.Address) };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, HttpContent content, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await _program.SendAsync(request);
    }

    private static MultipartFormDataContent Form(params (string Name, byte[] Bytes)[] files)
    {
        // A boundary of chance is no part of the request: two equal requests differ in it.
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
            form.Add(new ByteArrayContent(bytes), "file", name);
        return form;
    }

    private static async Task<JsonDocument> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

    private int Stored()
    {
        using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return context.Transactions.Count();
    }

    private int Batches()
    {
        using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return context.ImportBatches.Count();
    }
}
