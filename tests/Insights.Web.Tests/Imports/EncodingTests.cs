using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>Which encoding a text has is said in four places: on the file's card, in a source's settings, in a mapping, and by a program.</summary>
public sealed class EncodingTests(UploadedFiles files) : IClassFixture<UploadedFiles>
{
    private const string Header = Payments.Header + ",product\n";

    [Fact]
    public async Task Card_SaysThatTheEncodingIsAGuess_AndReadsTheFileInTheOneThatWasChosen()
    {
        var page = await files.UploadAsync("card.csv", Cyrillic(Header + Row("card-1")));
        var shown = await files.TextAsync(page);
        Assert.Contains("No byte of this file proves how its letters are encoded.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Лампа", shown, StringComparison.Ordinal);

        await files.SubmitAsync(page, "Choose", new() { ["file"] = "0", ["encoding"] = " Windows-1251 " });

        var again = await files.Client.PageAsync(page);
        Assert.Equal("windows-1251", Assert.IsType<IHtmlInputElement>(again.QuerySelector("input[name=encoding]"), exactMatch: false).Value);
        Assert.Contains("Лампа", again.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("No byte of this file proves", again.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("windows-1251 (chosen)", (await files.SubmitAsync(page, "Import")).Results.Single().Encoding);
        Assert.Equal("Лампа", Product("card-1"));
    }

    [Fact]
    public async Task Card_RefusesAnEncodingThatThereIsNot_AndKeepsWhatHeld()
    {
        var page = await files.UploadAsync("wrong.csv", Cyrillic(Header + Row("wrong-1")));

        await files.SubmitAsync(page, "Choose", new() { ["file"] = "0", ["encoding"] = "cyrillic-ish" });

        var shown = await files.Client.PageAsync(page);
        Assert.Contains("There is no encoding named “cyrillic-ish”.", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", Assert.IsType<IHtmlInputElement>(shown.QuerySelector("input[name=encoding]"), exactMatch: false).Value);
    }

    [Fact]
    public async Task Source_KeepsItsEncoding_ForEveryFileThatProvesNone()
    {
        const string page = "/data-health/sources/canonical";
        Assert.Equal(HttpStatusCode.Redirect, (await files.Client.SubmitAsync(page, new() { ["encoding"] = "windows-1251" })).StatusCode);
        try
        {
            Assert.Equal("windows-1251", (await files.Client.PageAsync(page)).QuerySelector("input[name=encoding]")!.GetAttribute("value"));

            var import = await files.SubmitAsync(await files.UploadAsync("source.csv", Cyrillic(Header + Row("source-1"))), "Import");
            Assert.Equal("windows-1251 (set for its source)", import.Results.Single().Encoding);
            Assert.Equal("Лампа", Product("source-1"));

            var wrong = await files.Client.SubmitAsync(page, new() { ["encoding"] = "cyrillic-ish" });
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            Assert.Contains("cyrillic-ish", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await files.Client.SubmitAsync(page, []);
        }
    }

    /// <summary>Chosen on the card, it is in the mapping's form; saved with it, the next table of this layout needs nobody.</summary>
    [Fact]
    public async Task Mapping_TakesTheCardsEncoding_AndKeepsIt()
    {
        const string table = "Номер;Дата;Сумма;Валюта;Статус\nЧ-1;14.10.2026 09:30;1249,50;EUR;Оплачен\n";
        var page = await files.UploadAsync("kassa.csv", Cyrillic(table));
        await files.SubmitAsync(page, "Choose", new() { ["file"] = "0", ["encoding"] = "windows-1251" });
        var map = (await files.Client.PageAsync(page)).QuerySelector("a[href$='/map']")!.GetAttribute("href")!;
        var form = await files.Client.PageAsync(map + "?kind=transactions");
        var fields = MappingTests.Fields(form);
        Assert.Equal("windows-1251", fields["encoding"]);
        Assert.Contains(form.QuerySelectorAll("select[name='column.amount'] option"), option => option.GetAttribute("value") == "Сумма");
        fields["name"] = "Касса";
        fields["source"] = "kassa";
        fields["zone"] = "Europe/Berlin";

        Assert.Equal(HttpStatusCode.Redirect, (await files.Client.SendAsync(HttpMethod.Post, map + "?handler=Save", new FormUrlEncodedContent(fields))).StatusCode);
        await files.RestAsync(page);
        Assert.Equal(ImportStage.Imported, (await files.SubmitAsync(page, "Import")).Stage);

        var next = (await files.SubmitAsync(await files.UploadAsync("kassa-2.csv", Cyrillic(table.Replace("Ч-1", "Ч-2", StringComparison.Ordinal))), "Import")).Results.Single();
        Assert.Equal(("windows-1251 (set for its source)", 1L), (next.Encoding, next.Inserted));
    }

    [Fact]
    public async Task Program_NamesTheEncoding_AndIsToldWhenThereIsNone()
    {
        using var program = await ProgramAsync();
        using var done = await PostAsync(program, "windows-1251", "api-1");
        Assert.Equal("windows-1251 (chosen)", done.RootElement.GetProperty("files")[0].GetProperty("encoding").GetString());
        Assert.Equal("Лампа", Product("api-1"));

        using var refused = await PostAsync(program, "cyrillic-ish", "api-2");
        Assert.Equal("failed", refused.RootElement.GetProperty("state").GetString());
        Assert.Contains("no encoding named 'cyrillic-ish'", refused.RootElement.GetProperty("files")[0].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static string Row(string id) => id + ",oak,charge,succeeded,2026-10-05T10:00:00Z,1.50,EUR,Лампа\n";

    private static byte[] Cyrillic(string text) => CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text);

    private string? Product(string id)
    {
        using var context = files.Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return context.Transactions.Single(row => row.ExternalId == id).Product;
    }

    private async Task<HttpClient> ProgramAsync()
    {
        await using var scope = files.Portal.Services.CreateAsyncScope();
        var secret = await scope.ServiceProvider.GetRequiredService<ApiTokens>().CreateAsync("test", [TokenScopes.ImportsWrite], null, null, null, "admin");
        var program = new HttpClient { BaseAddress = new Uri(files.Portal.Address) };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return program;
    }

    private static async Task<JsonDocument> PostAsync(HttpClient program, string encoding, string id)
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent(Cyrillic(Header + Row(id))), "files", id + ".csv" } };
        var answer = await program.PostAsync(new Uri("/api/imports?wait=60&encoding=" + encoding, UriKind.Relative), body);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }
}
