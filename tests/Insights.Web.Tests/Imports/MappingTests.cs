using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Insights.Import.Store;
using Insights.Web.Pages.DataHealth;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>What a person settles on the way: an own table's columns, a question of a source.</summary>
public sealed class MappingTests : IAsyncLifetime
{
    private ImportPortal _portal = null!;
    private ImportClient _client = null!;

    public async Task InitializeAsync()
    {
        _portal = await ImportPortal.StartAsync();
        _client = await _portal.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task OwnTable_IsMappedOnce_TriedSavedAndRecognisedFromThenOn()
    {
        const string table = "Belegnummer;Händler;Gebucht am;Betrag;Währung;Zustand\nA-1;oak;14.10.2026 09:30;1.249,50;EUR;bezahlt\nA-2;oak;15.10.2026 18:05;12,00;EUR;geplatzt\n";
        var page = await UploadAsync("kasse.csv", table);
        var shown = await _client.PageAsync(page);
        Assert.Contains("This file needs your help", shown.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var map = shown.QuerySelector("a[href$='/map']")!.GetAttribute("href")!;
        Assert.NotEmpty((await _client.PageAsync(map)).QuerySelectorAll("select[name=kind] option"));

        var form = await _client.PageAsync(map + "?kind=transactions");
        var fields = Fields(form);
        fields["name"] = "Kasse";
        fields["source"] = "kasse";
        fields["zone"] = "Europe/Berlin";
        fields["dates"] = "day-first";
        fields["amounts"] = "decimal-comma";
        foreach (var (field, column) in (Dictionary<string, string>)new() { ["transaction_id"] = "Belegnummer", ["vendor"] = "Händler", ["occurred_at"] = "Gebucht am", ["amount"] = "Betrag", ["currency"] = "Währung", ["status"] = "Zustand" })
        {
            Assert.Contains(form.QuerySelector($"select[name='column.{field}']")!.QuerySelectorAll("option"), option => option.GetAttribute("value") == column);
            fields["column." + field] = column;
            fields.Remove("constant." + field);
        }
        fields["column.kind"] = "";
        fields["constant.kind"] = "charge";
        var pairs = fields.Where(f => !f.Key.StartsWith("raw.", StringComparison.Ordinal) && !f.Key.StartsWith("means.", StringComparison.Ordinal))
            .Concat([new("raw.status", "bezahlt"), new("means.status", "succeeded"), new("raw.status", "geplatzt"), new("means.status", "failed")]).ToList();

        var tried = await PostAsync(map + "?handler=Try", pairs);
        Assert.True(tried.Status == HttpStatusCode.OK, tried.Text);
        Assert.Contains("1249.50", tried.Text.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(_portal.Services.GetRequiredService<IImportGuide>().Mappings);

        var saved = await PostAsync(map + "?handler=Save", pairs);
        Assert.True(saved.Status == HttpStatusCode.Redirect, saved.Text);
        var view = await RestAsync(page);
        Assert.Equal(2, view.Results.Single().Inserted);
        await _client.SubmitAsync(page, [], page + "?handler=Import");
        Assert.Equal(ImportStage.Imported, (await RestAsync(page)).Stage);
        await using (var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff))
        {
            var first = context.Transactions.Single(t => t.ExternalId == "A-1");
            Assert.Equal((124_950, "succeeded"), (first.AmountMinor, first.Status));
            // 09:30 in Berlin is 07:30 UTC in October's summer time.
            Assert.Equal(new DateTime(2026, 10, 14, 7, 30, 0, DateTimeKind.Utc), first.OccurredAt);
            Assert.Equal("failed", context.Transactions.Single(t => t.ExternalId == "A-2").Status);
        }

        // The next table of this layout needs nobody.
        var next = await RestAsync(await UploadAsync("kasse-november.csv", table.Replace("A-", "B-", StringComparison.Ordinal)));
        Assert.Equal(2, next.Results.Single().Inserted);
    }

    /// <summary>Headers and words in another script, as CSV and as JSON, through the form as it is suggested: two tables, two mappings.</summary>
    [Theory]
    [InlineData("касса.csv", "Касса", "Номер;Дата;Сумма;Валюта;Статус\nЧ-1;14.10.2026 09:30;1 249,50;EUR;Оплачен\n")]
    [InlineData("订单.json", "订单", "[{\"订单号\":\"Ч-1\",\"支付时间\":\"2026-10-14 09:30:00\",\"金额\":1249.5,\"币种\":\"EUR\",\"状态\":\"成功\"}]")]
    public async Task OwnTable_InAnotherScript_IsMappedThroughTheForm(string file, string name, string table)
    {
        var page = await UploadAsync(file, table);
        var map = (await _client.PageAsync(page)).QuerySelector("a[href$='/map']")!.GetAttribute("href")!;
        var fields = Fields(await _client.PageAsync(map + "?kind=transactions"));
        fields["name"] = name;
        fields["zone"] = "Europe/Berlin";

        var saved = await PostAsync(map + "?handler=Save", [.. fields]);

        Assert.True(saved.Status == HttpStatusCode.Redirect, saved.Text);
        await RestAsync(page);
        await _client.SubmitAsync(page, [], page + "?handler=Import");
        Assert.Equal(ImportStage.Imported, (await RestAsync(page)).Stage);
        await using var context = _portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var stored = context.Transactions.Single();
        Assert.Equal(("Ч-1", 124_950, "succeeded", new DateTime(2026, 10, 14, 7, 30, 0, DateTimeKind.Utc)), (stored.ExternalId, stored.AmountMinor, stored.Status, stored.OccurredAt));
        Assert.Equal(name, Assert.Single(_portal.Services.GetRequiredService<IImportGuide>().Mappings).Name);
    }

    [Fact]
    public async Task Mapping_ThatLacksAField_SaysWhich_AndKeepsWhatWasTyped()
    {
        var page = await UploadAsync("own.csv", "No,When\n1,2026-10-01\n");
        var map = (await _client.PageAsync(page)).QuerySelector("a[href$='/map']")!.GetAttribute("href")!;
        var fields = Fields(await _client.PageAsync(map + "?kind=transactions"));
        fields["name"] = "Own table of mine";
        fields["column.amount"] = "";
        fields["constant.amount"] = "";

        var answer = await PostAsync(map + "?handler=Save", [.. fields]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("This field is required", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Own table of mine", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourceSettings_AreSavedAndShownAgain_AndWrongOnesExplained()
    {
        const string page = "/data-health/sources/stripe";
        var saved = await _client.SubmitAsync(page, new() { ["vendorWay"] = "metadata", ["vendorValue"] = "seller", ["vendorTable"] = "acct_1 = oak\nacct_2 = elm", ["zone"] = "Europe/Berlin", ["testRows"] = "keep" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var again = await _client.PageAsync(page);
        Assert.Equal("seller", again.QuerySelector("input[name=vendorValue]")!.GetAttribute("value"));
        Assert.Contains("acct_2 = elm", again.QuerySelector("textarea[name=vendorTable]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Europe/Berlin", again.QuerySelector("input[name=zone]")!.GetAttribute("value"));

        var wrong = await _client.SubmitAsync(page, new() { ["zone"] = "Mars/Base" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Mars/Base", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> UploadAsync(string name, string text)
    {
        var form = new MultipartFormDataContent { { new StringContent(await _client.TokenAsync()), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name } };
        var page = (await _client.SendAsync(HttpMethod.Post, "/data-health/upload", form)).Headers.Location!.OriginalString;
        await RestAsync(page);
        return page;
    }

    private async Task<ImportView> RestAsync(string page) =>
        (await _portal.Services.GetRequiredService<IImports>().WaitAsync(page.Split('/')[^1], TimeSpan.FromMinutes(1), CancellationToken.None))!;

    /// <summary>The mapping form as it is shown.</summary>
    internal static Dictionary<string, string> Fields(IHtmlDocument page)
    {
        var form = page.GetElementById("mapping")!;
        var fields = new Dictionary<string, string>();
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>())
            fields[input.Name!] = input.Value;
        foreach (var list in form.QuerySelectorAll("select[name]").OfType<IHtmlSelectElement>())
            fields[list.Name!] = list.Value ?? "";
        return fields;
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var answer = await _client.SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
