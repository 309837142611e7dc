using AngleSharp.Dom;
using Insights.Analytics.Queries;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>What can be seen and settled once rows are stored.</summary>
public sealed class AfterwardsTests(UploadedFiles files) : IClassFixture<UploadedFiles>
{
    [Fact]
    public async Task File_LeadsToExactlyItsRows_AndALaterFileTakesTheOnesItChanged()
    {
        var first = (await files.ImportAsync("first.csv", Text(Payments.Csv(120, "rows")))).Results[0].FileId!.Value;
        Assert.Equal(120, await RowsAsync(first, "120 payments"));

        // Three rows come again with another amount.
        var second = (await files.ImportAsync("second.csv", Text(Payments.Csv(3, "rows")).Replace(".50,EUR", ".75,EUR", StringComparison.Ordinal))).Results[0].FileId!.Value;
        Assert.Equal(117, await RowsAsync(first, "117 payments"));
        Assert.Equal(3, await RowsAsync(second, "3 payments"));

        // The house's ledger is no vendor's business.
        Assert.Empty(await files.Portal.Services.GetRequiredService<IFileRowQueries>().CountsAsync(first, DataScope.Vendor(1)));
    }

    [Fact]
    public async Task CurrencyWithoutRates_IsNamedWithItsDays()
    {
        Assert.DoesNotContain("Exchange rates are missing", await files.TextAsync("/data-health"), StringComparison.Ordinal);
        await files.ImportAsync("foreign.csv", Payments.Header + "\nnok-1,oak,charge,succeeded,2026-10-05T10:00:00Z,100.00,NOK\nnok-2,oak,charge,succeeded,2026-10-07T10:00:00Z,100.00,NOK\n");

        var cells = (await files.Client.PageAsync("/data-health")).QuerySelectorAll("#rates tbody td").Select(cell => cell.TextContent);
        Assert.Equal(["NOK", "2 days", "5 Oct 2026 to 7 Oct 2026"], cells);
    }

    [Fact]
    public async Task UnknownStatusOfATicket_IsExplainedOnce_ForPastAndFutureRows()
    {
        const string header = "ticket_id,vendor,subject,status,created_at,updated_at\n";
        await files.ImportAsync("tickets-1.csv", header + "T-1,oak,Late refund,parked,2026-10-01T10:00:00Z,2026-10-01T10:00:00Z\n");
        Assert.Null(await StatusAsync("T-1"));
        Assert.Contains("parked", await files.TextAsync("/data-health/to-be-mapped"), StringComparison.Ordinal);

        await ExplainAsync("canonical", "ticket_status", "parked", "on_hold");
        Assert.Equal("on_hold", await StatusAsync("T-1"));
        var text = await files.TextAsync("/data-health/to-be-mapped");
        Assert.Contains("“parked” of canonical means on_hold: 1 stored row changed.", text, StringComparison.Ordinal);

        await files.ImportAsync("tickets-2.csv", header + "T-2,oak,Late refund,Parked,2026-10-02T10:00:00Z,2026-10-02T10:00:00Z\n");
        Assert.Equal("on_hold", await StatusAsync("T-2"));
    }

    [Fact]
    public async Task UnknownStatusOfAPayment_KeepsItOut_UntilItIsExplained()
    {
        var file = (await files.ImportAsync("held.csv", Payments.Header + "\nheld-1,oak,charge,beglichen,2026-10-01T10:00:00Z,1.50,EUR\nheld-2,oak,charge,succeeded,2026-10-01T10:00:00Z,1.50,EUR\n")).Results[0];
        Assert.Equal((1L, 1L), (file.Inserted, file.Rejected));

        await ExplainAsync("canonical", "transaction_status", "beglichen", "succeeded");
        var text = await files.TextAsync("/data-health/to-be-mapped");

        Assert.Contains("Rejected rows of held.csv: 1 run again, 1 new.", text, StringComparison.Ordinal);
        Assert.Equal(2, await RowsAsync(file.FileId!.Value, "2 payments"));
    }

    /// <summary>Vendors are asked about once a vendors file has named some; the field offers the known ones.</summary>
    [Fact]
    public async Task UnknownVendor_IsExplainedOnce_ForPastAndFutureRows()
    {
        await files.ImportAsync("vendors.csv", "vendor,name\nelm-trees,Elm Trees\n");
        await files.ImportAsync("elm-1.csv", Payments.Header + "\nelm-1,Elm Treez,charge,succeeded,2026-10-01T10:00:00Z,1.50,EUR\n");
        var line = await LineAsync("Elm Treez");
        Assert.Equal(["canonical", "vendor", "Elm Treez", "1 row"], line.QuerySelectorAll("td[data-label]").Select(cell => cell.TextContent));
        Assert.Contains("elm-trees", (await files.Client.PageAsync("/data-health/to-be-mapped")).QuerySelectorAll($"#{line.QuerySelector("input[name=meaning]")!.GetAttribute("list")} option").Select(option => option.GetAttribute("value")));

        await ExplainAsync("canonical", "vendor", "Elm Treez", "elm-trees");

        Assert.Equal("elm-trees", await VendorAsync("elm-1"));
        Assert.Contains("“Elm Treez” of canonical means elm-trees: 1 stored row changed.", await files.TextAsync("/data-health/to-be-mapped"), StringComparison.Ordinal);
        await files.ImportAsync("elm-2.csv", Payments.Header + "\nelm-2,elm treez,charge,succeeded,2026-10-02T10:00:00Z,1.50,EUR\n");
        Assert.Equal("elm-trees", await VendorAsync("elm-2"));
        Assert.Null(await FindLineAsync("elm treez"));
    }

    /// <summary>One agent under another name, and one who is right as it is.</summary>
    [Fact]
    public async Task UnknownAgents_AreExplainedOnce_ForPastAndFutureRows()
    {
        const string header = "ticket_id,vendor,subject,status,created_at,updated_at,agent\n";
        await files.ImportAsync("agents.csv", "agent,team,tier\nNoor Haddad,Payments,1\n");
        await files.ImportAsync("agents-1.csv", header + "A-1,oak,Late,open,2026-10-01T10:00:00Z,2026-10-01T10:00:00Z,N. Haddad\nA-2,oak,Late,open,2026-10-01T10:00:00Z,2026-10-01T10:00:00Z,Ines Sol\n");
        Assert.Equal("agent", (await LineAsync("N. Haddad")).QuerySelector("td[data-label=What]")!.TextContent);
        Assert.NotNull((await LineAsync("Ines Sol")).QuerySelector("button[name=asItIs]"));

        await ExplainAsync("canonical", "agent", "N. Haddad", "Noor Haddad");
        await files.Client.SubmitAsync("/data-health/to-be-mapped", new() { ["source"] = "canonical", ["kind"] = "agent", ["value"] = "Ines Sol", ["asItIs"] = "true" });
        await files.ImportAsync("agents-2.csv", header + "A-3,oak,Late,open,2026-10-02T10:00:00Z,2026-10-02T10:00:00Z,n. haddad\nA-4,oak,Late,open,2026-10-02T10:00:00Z,2026-10-02T10:00:00Z,Ines Sol\n");

        Assert.Equal(["Noor Haddad", "Ines Sol", "Noor Haddad", "Ines Sol"], await AgentsAsync("A-1", "A-2", "A-3", "A-4"));
        Assert.Null(await FindLineAsync("N. Haddad"));
        Assert.Null(await FindLineAsync("Ines Sol"));
    }

    private async Task<IElement> LineAsync(string value) => Assert.IsType<IElement>(await FindLineAsync(value), exactMatch: false);

    /// <summary>The value's line among those that nobody has explained.</summary>
    private async Task<IElement?> FindLineAsync(string value) =>
        (await files.Client.PageAsync("/data-health/to-be-mapped")).QuerySelectorAll("[aria-label='Values to be mapped'] tbody tr")
            .SingleOrDefault(line => string.Equals(line.QuerySelector("td.value")!.TextContent, value, StringComparison.OrdinalIgnoreCase));

    private async Task<string?> VendorAsync(string payment)
    {
        await using var context = files.Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var vendor = (await context.Transactions.SingleAsync(row => row.ExternalId == payment)).VendorId;
        return (await context.Vendors.SingleAsync(row => row.Id == vendor)).Code;
    }

    private async Task<IEnumerable<string?>> AgentsAsync(params string[] tickets)
    {
        await using var context = files.Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        var agents = await context.Tickets.Where(row => tickets.Contains(row.ExternalId)).ToDictionaryAsync(row => row.ExternalId, row => row.Agent);
        return tickets.Select(ticket => agents[ticket]);
    }

    /// <summary>The import's lane is done with it when an empty import behind it has ended.</summary>
    private async Task ExplainAsync(string source, string kind, string value, string meaning)
    {
        await files.Client.SubmitAsync("/data-health/to-be-mapped", new() { ["source"] = source, ["kind"] = kind, ["value"] = value, ["meaning"] = meaning });
        // The first file waits for the explanation, the second for the replays that it began.
        await files.ImportAsync(value + "-1.csv", "vendor,name\nwaits,One " + value + "\n");
        await files.ImportAsync(value + "-2.csv", "vendor,name\nwaits,Two " + value + "\n");
    }

    private async Task<string?> StatusAsync(string ticket)
    {
        await using var context = files.Portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return (await context.Tickets.SingleAsync(row => row.ExternalId == ticket)).Status;
    }

    /// <summary>The number on the file's page, its link followed to the last page of rows.</summary>
    private async Task<int> RowsAsync(int file, string said)
    {
        var link = (await files.Client.PageAsync($"/data-health/files/{file}")).QuerySelectorAll("a").Single(a => a.TextContent == said).GetAttribute("href");
        var rows = 0;
        while (link is not null)
        {
            var page = await files.Client.PageAsync(link);
            Assert.StartsWith(said, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
            rows += page.QuerySelectorAll("main tbody tr").Length;
            link = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        return rows;
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
