using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Imports;

/// <summary>What a person sees and settles before an import.</summary>
public sealed class PreviewTests(UploadedFiles files) : IClassFixture<UploadedFiles>
{
    // 10.00 - 0.50 = 9.50, and the file says 9.60.
    private const string DoesNotAddUp = """
        balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description
        txn_1,2024-06-07 02:38:54,2024-06-09 00:00:00,eur,10.00,0.50,9.60,charge,ch_1,

        """;

    [Fact]
    public async Task Archive_TellsEveryTablesFormatReasonsAndProblems()
    {
        var page = await files.UploadAsync("month.zip", UploadedFiles.Zip(
            ("payments.csv", Payments.Header + "\nzip-1,oak,charge,succeeded,2026-10-01T10:00:00Z,1.50,EUR\nzip-2,oak,charge,succeeded,yesterday,1.50,EUR\n"),
            ("vendors.csv", "vendor,name,country\noak,Oak & Sons,DE\n"),
            ("odd.csv", "Beleg;Betrag;Tag\nK-1;12,00;14.10.2026\n")));

        var cards = (await files.Client.PageAsync(page)).QuerySelectorAll("section.card[id^=file-]");
        Assert.Equal(["month.zip/odd.csv", "month.zip/payments.csv", "month.zip/vendors.csv"], cards.Select(card => card.QuerySelector("h2")!.ChildNodes[0].TextContent.Trim()).Order(StringComparer.Ordinal));
        var payments = cards.Single(card => card.TextContent.Contains("month.zip/payments.csv", StringComparison.Ordinal)).TextContent;
        Assert.Contains("100 % sure", payments, StringComparison.Ordinal);
        Assert.Contains("Why it was recognised", payments, StringComparison.Ordinal);
        Assert.Contains("yesterday", payments, StringComparison.Ordinal);
        Assert.Contains("% sure", cards.Single(card => card.TextContent.Contains("month.zip/vendors.csv", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);

        // The table nobody knows is mapped like one that came alone.
        var map = cards.Single(card => card.TextContent.Contains("month.zip/odd.csv", StringComparison.Ordinal)).QuerySelector("a[href*='/map']")!.GetAttribute("href")!;
        Assert.Contains("Beleg", (await files.Client.PageAsync(map + "&kind=transactions")).QuerySelector("#mapping")!.TextContent, StringComparison.Ordinal);
        await files.SubmitAsync(page, "Cancel");
    }

    /// <summary>The same file in another zone is not the same import: both zones are shown, and the way: undo, check again, import.</summary>
    [Fact]
    public async Task SameFileUnderOtherSettings_ShowsBoth_AndTheWayThroughUndo()
    {
        const string desk = "Ticket ID,Subject,Status,Priority,Created time,Last update time\n7,Card declined,Open,High,2026-07-03 16:29:08,2026-07-03 17:00:00\n";
        var guide = files.Portal.Services.GetRequiredService<IImportGuide>();
        await guide.AnswerAsync("freshdesk", "zone", "Europe/Berlin");
        var first = await files.ImportAsync("desk.csv", desk);
        await guide.AnswerAsync("freshdesk", "zone", "America/New_York");

        var page = await files.UploadAsync("desk.csv", desk);
        var text = await files.TextAsync(page);
        Assert.Contains("This file is stored under other settings", text, StringComparison.Ordinal);
        Assert.Contains("Time zonethen Europe/Berlin, now America/New_York", text, StringComparison.Ordinal);
        var undo = (await files.Client.PageAsync(page)).QuerySelector($"a[href='/data-health/batches/{first.BatchId}/undo']");
        Assert.Contains($"Undo batch {first.BatchId}", undo!.TextContent, StringComparison.Ordinal);

        await files.Portal.Services.GetRequiredService<Insights.Import.IImportUndo>().UndoAsync(first.BatchId!.Value, "admin");
        Assert.Equal("done", (await files.SubmitAsync(page, "Check")).Results[0].State);
        Assert.Equal((ImportStage.Imported, 1L), ((await files.SubmitAsync(page, "Import")) is { } view ? (view.Stage, view.Results[0].Inserted) : default));
    }

    /// <summary>A table below another has its reasons, settings and first rows like any other; what it is, is not chosen.</summary>
    [Fact]
    public async Task TableFurtherDown_HasACardOfItsOwn()
    {
        var page = await files.UploadAsync("both.csv", "agent,team,tier\nAda,Payments,tier 1\n\n" + Payments.Header + "\nbelow-1,oak,charge,succeeded,2026-10-01T10:00:00Z,1.50,EUR\nbelow-2,oak,charge,succeeded,yesterday,1.50,EUR\n");

        var cards = (await files.Client.PageAsync(page)).QuerySelectorAll("section.card[id^=file-]");
        var below = cards.Single(card => card.TextContent.Contains("both.csv (table at line 4)", StringComparison.Ordinal));
        Assert.Contains("First rows as they would be stored", below.TextContent, StringComparison.Ordinal);
        Assert.Contains("below-1", below.TextContent, StringComparison.Ordinal);
        Assert.Contains("yesterday", below.TextContent, StringComparison.Ordinal);
        Assert.Empty(below.QuerySelectorAll("select[name=format]"));
        Assert.NotEmpty(cards[0].QuerySelectorAll("select[name=format]"));
        await files.SubmitAsync(page, "Cancel");
    }

    [Fact]
    public async Task WrongRecognition_IsOverruled_AndTakenBack()
    {
        var page = await files.UploadAsync("export.csv", Payments.Header + "\nown-1,oak,charge,succeeded,2026-10-01T10:00:00Z,1.50,EUR\n");
        var format = files.Portal.Services.GetRequiredService<IImportGuide>().Formats.First(known => known.Id.StartsWith("stripe-", StringComparison.Ordinal));

        var view = await files.SubmitAsync(page, "Choose", new() { ["file"] = "0", ["format"] = format.Id, ["source"] = "" });
        Assert.Equal("failed", Assert.Single(view.Results).State);
        Assert.Contains(format.Title, await files.TextAsync(page), StringComparison.Ordinal);
        Assert.Equal(format.Id, (await files.Client.PageAsync(page)).QuerySelector("select[name=format] option[selected]")!.GetAttribute("value"));

        view = await files.SubmitAsync(page, "Choose", new() { ["file"] = "0", ["format"] = "", ["source"] = "Shop-B" });
        Assert.Equal(("done", "shop-b"), (view.Results[0].State, view.Results[0].Source));
        view = await files.SubmitAsync(page, "Choose", new() { ["file"] = "0", ["format"] = "", ["source"] = "no good name" });
        Assert.Equal("shop-b", view.Results[0].Source);

        view = await files.SubmitAsync(page, "Import");
        Assert.Equal((ImportStage.Imported, "shop-b", 1L), (view.Stage, view.Results[0].Source, view.Results[0].Inserted));
    }

    [Fact]
    public async Task FileThatDoesNotAddUp_IsImportedWithAReason_WhichIsKeptAndAudited()
    {
        var page = await files.UploadAsync("balance.csv", DoesNotAddUp);
        Assert.Contains("should be 9.50 EUR", await files.TextAsync(page), StringComparison.Ordinal);
        var view = await files.SubmitAsync(page, "Totals", new() { ["file"] = "0", ["reason"] = "why" });
        Assert.Equal("failed", view.Results[0].State);

        view = await files.SubmitAsync(page, "Totals", new() { ["file"] = "0", ["reason"] = "rounded by the bank, ticket 17" });
        Assert.Equal("done", view.Results[0].State);
        view = await files.SubmitAsync(page, "Import");

        Assert.Equal(ImportStage.Imported, view.Stage);
        Assert.Contains("rounded by the bank, ticket 17", await files.TextAsync($"/data-health/files/{view.Results[0].FileId}"), StringComparison.Ordinal);
        await using var db = files.Portal.Services.GetRequiredService<PortalStore>().Open();
        var entry = await db.Audit.SingleAsync(entry => entry.Action == AuditActions.TotalsOverridden);
        Assert.Equal("admin", entry.UserName);
        Assert.Contains("balance.csv", entry.Detail, StringComparison.Ordinal);
        Assert.Contains("should be 9.50 EUR", entry.Detail, StringComparison.Ordinal);
        Assert.Contains("rounded by the bank, ticket 17", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletedMapping_IsGone_AndItsTableNoLongerRecognised()
    {
        var guide = files.Portal.Services.GetRequiredService<IImportGuide>();
        FieldForm Column(string name) => FieldForm.Empty with { Column = name };
        await guide.SaveMappingAsync(new MappingForm
        {
            Kind = "transactions",
            Name = "Till",
            Source = "till",
            Zone = "Europe/Berlin",
            Dates = "day-first",
            Amounts = "decimal-comma",
            Fields = new Dictionary<string, FieldForm>
            {
                ["transaction_id"] = Column("Beleg"),
                ["occurred_at"] = Column("Tag"),
                ["amount"] = Column("Betrag"),
                ["currency"] = FieldForm.Empty with { Constant = "EUR" },
                ["kind"] = FieldForm.Empty with { Constant = "charge" },
                ["status"] = FieldForm.Empty with { Constant = "succeeded" },
                ["vendor"] = FieldForm.Empty with { Constant = "oak" },
            },
        });
        const string table = "Beleg;Betrag;Tag\nT-1;12,00;14.10.2026\n";
        var page = await files.UploadAsync("till.csv", table);
        Assert.Equal("done", (await files.RestAsync(page)).Results[0].State);

        Assert.Contains("Till", await files.TextAsync("/data-health/mappings"), StringComparison.Ordinal);
        var id = guide.Mappings.Single(mapping => mapping.Name == "Till").Id;
        await files.Client.SubmitAsync("/data-health/mappings", new() { ["id"] = id }, "/data-health/mappings?handler=Delete");

        Assert.Contains("“Till” is deleted", await files.TextAsync("/data-health/mappings"), StringComparison.Ordinal);
        Assert.Equal("failed", (await files.SubmitAsync(page, "Check")).Results[0].State);
        await files.SubmitAsync(page, "Cancel");
    }
}
