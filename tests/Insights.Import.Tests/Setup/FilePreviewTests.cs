using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Setup;

public sealed class FilePreviewTests
{
    private const string Stripe = "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,Statement Descriptor,vendor (metadata)\nch_1,2024-06-07 02:38:54,10.00,4.00,usd,Live,Paid,OAK 4242424242424242,oak\nch_2,2024-06-07 02:38:54,x,0,usd,Live,Paid,,\nch_3,2024-06-07 02:38:54,1,0,usd,Test,Paid,,\n";

    [Fact]
    public async Task Preview_RecognisedFile_ShowsWhatAnImportWouldDo()
    {
        using var import = new ImportFixture();
        string path = import.Write("s.csv", Stripe);

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, path);

        Assert.Equal(("stripe-payments-csv", "stripe", 1, true), (preview.Format, preview.Source, preview.HeaderRow, preview.IsReady));
        Assert.InRange(preview.Confidence, 80, 100);
        Assert.StartsWith("All 6 required columns are there", preview.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(["mapped", "rejected", "skipped"], preview.Rows.Select(r => r.Outcome));
        Assert.Equal([2, 3, 4], preview.Rows.Select(r => r.Line));
        Assert.Equal(["transaction", "transaction"], preview.Rows[0].Facts.Select(f => f.Kind));
        Assert.Contains(KeyValuePair.Create("amount_minor", "10.00 USD"), preview.Rows[0].Facts[0].Fields);
        Assert.Contains(KeyValuePair.Create("vendor", "oak"), preview.Rows[0].Facts[0].Fields);
        Assert.Equal(("vendor", "column vendor (metadata)", "format"), (preview.Settings[0].Name, preview.Settings[0].Value, preview.Settings[0].From));
        Assert.Empty(import.Store.Transactions);
    }

    /// <summary>A table below the first is imported as a file of its own, and is shown like one beforehand.</summary>
    [Fact]
    public async Task Preview_TablesFurtherDown_HaveTheirColumnsAndFirstRows()
    {
        using var import = new ImportFixture();
        string path = import.Write("both.csv", "agent,team,tier\nAda,Payments,tier 1\n\nchargeback_id,event_id,occurred_at,state,amount,currency\ncb5,e3,2025-11-29T08:00:00Z,lost,60.00,EUR\ncb6,e9,never,lost,1.00,EUR\n\nagent,team,tier\nBen,Refunds,tier 2\n");

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, path);

        Assert.Equal(("canonical-agents", false), (preview.Format, preview.IsFurtherDown));
        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path], DryRun = true });
        Assert.Equal(result.Files.Skip(1).Select(f => f.File), preview.Parts.Select(p => p.File));
        var below = preview.Parts[0];
        Assert.Equal(("both.csv (table at line 4)", "canonical-chargeback-events", true), (below.File, below.Format, below.IsFurtherDown));
        Assert.Equal([(5, "mapped"), (6, "rejected")], below.Rows.Select(r => (r.Line, r.Outcome)));
        Assert.Equal(["cb5", "cb6"], below.Columns[0].Samples);
    }

    /// <summary>4242 4242 4242 4242 is a card number; a preview is a screen like any other.</summary>
    [Fact]
    public async Task Preview_Samples_HoldNoCardNumber()
    {
        using var import = new ImportFixture();

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, import.Write("s.csv", Stripe));

        Assert.Equal(["OAK 424242******4242"], Assert.Single(preview.Columns, c => c.Header == "Statement Descriptor").Samples);
        Assert.DoesNotContain("4242424242424242", System.Text.Json.JsonSerializer.Serialize(preview), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OpenQuestions_AreAsked()
    {
        using var import = new ImportFixture();
        await import.Setup.SaveMappingAsync(new MappedFormat
        {
            Id = "own-table",
            Name = "Own",
            Kind = "transactions",
            Fields = new Dictionary<string, MappedField>
            {
                ["transaction_id"] = MappedField.Of("No"),
                ["occurred_at"] = MappedField.Of("At"),
                ["amount"] = MappedField.Of("Sum"),
                ["currency"] = MappedField.Of("Ccy"),
                ["kind"] = new() { Constant = "charge" },
                ["status"] = new() { Constant = "succeeded" },
            },
        });
        string path = import.Write("t.csv", "No,At,Sum,Ccy\n1,04/05/2024 10:00,5.00,EUR\n");

        var open = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, path);
        var settled = await import.Setup.PreviewAsync(new ImportRequest { Paths = [], Settings = new SourceSettings { Zone = "Europe/Berlin", Dates = "day-first" } }, path);

        Assert.Equal(["zone", "dates"], open.Questions.Select(q => q.Setting));
        Assert.Equal(["day-first", "month-first"], open.Questions[1].Choices);
        Assert.Equal("open", Assert.Single(open.Settings, s => s.Name == "zone").From);
        Assert.True(settled.IsReady);
        Assert.Equal(("Europe/Berlin", "request"), (settled.Settings.Single(s => s.Name == "zone").Value, settled.Settings.Single(s => s.Name == "zone").From));
        Assert.Contains(KeyValuePair.Create("occurred_at", "2024-05-04T08:00:00Z"), settled.Rows[0].Facts[0].Fields);
    }

    [Fact]
    public async Task Preview_UnknownTable_LeadsToAMappingThatImports()
    {
        using var import = new ImportFixture();
        string path = import.Write("Kasse 2024.csv", "Belegnummer;Datum;Betrag;Währung;Status;Kundennummer\nB-1;13.05.2024 10:15;1.234,50;EUR;bezahlt;K7\nB-2;14.05.2024 10:15;7,00;EUR;storniert;K8\n");

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, path);
        var suggested = import.Setup.SuggestMapping(preview, "transactions");

        Assert.Null(preview.Format);
        Assert.Equal(("format", 8), (Assert.Single(preview.Questions).Setting, preview.Questions[0].Choices.Count));
        Assert.Contains("/guide#templates", preview.Error, StringComparison.Ordinal);
        Assert.Equal(("Datum", "Betrag", "Währung", "Kundennummer"), (suggested.Fields["occurred_at"].Column, suggested.Fields["amount"].Column, suggested.Fields["currency"].Column, suggested.Fields["customer"].Column));
        Assert.Equal("succeeded", suggested.Fields["status"].Words!["bezahlt"]);
        Assert.Equal(("decimal-comma", "day-first"), (suggested.Settings!.Amounts, suggested.Settings.Dates));
        suggested.Validate();
        await import.Setup.SaveMappingAsync(suggested with { Settings = suggested.Settings with { Zone = "Europe/Berlin" } });
        var file = await import.ImportFileAsync(path);
        Assert.Equal(("kasse-2024", 2L, 0L), (file.Format, file.Inserted, file.Rejected));
        Assert.Equal(["succeeded", "canceled"], import.Store.Transactions.Values.Select(t => t.Row.Status));
    }

    /// <summary>What a column of currencies is called in a shop's language nobody can list: its values say what it is.</summary>
    [Fact]
    public async Task SuggestMapping_CurrencyUnderAnUnknownName_IsFoundByItsValues()
    {
        using var import = new ImportFixture();
        string path = import.Write("export.csv", "Beleg-Nr.;Laden;Zeitpunkt;Summe;Zahlmittel\nB-1;lumora;13.05.2024 10:15;1.234,50;EUR\nB-2;oakridge;14.05.2024 10:15;7,00;CHF\n");

        var suggested = import.Setup.SuggestMapping(await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, path), "transactions");

        Assert.Equal(
            ("Beleg-Nr.", "Laden", "Zahlmittel"),
            (suggested.Fields["transaction_id"].Column, suggested.Fields["vendor"].Column, suggested.Fields["currency"].Column));
    }

    [Fact]
    public async Task Preview_NearMiss_NamesWhatLacks()
    {
        using var import = new ImportFixture();

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, import.Write("t.csv", "transaction_id,kind,status,occurred_at,amount\nt1,charge,succeeded,2026-01-01T00:00:00Z,1\n"));

        Assert.Equal(("canonical-transactions", "currency"), (preview.Others[0].Format, Assert.Single(preview.Others[0].Missing)));
    }

    [Fact]
    public void Formats_EveryCanonicalKind_HasATemplateThatFits()
    {
        using var import = new ImportFixture();

        Assert.All(import.Setup.Formats.Where(f => f.Kind.Length > 0), f =>
        {
            Assert.NotNull(f.Template);
            string[] lines = f.Template!.Split("\r\n");
            Assert.Equal(lines[0].Split(',').Length, lines[1].Split(',').Length);
            Assert.All(f.Fields, field => Assert.True(field.Meaning.Length > 0, $"{f.Id}.{field.Name}"));
        });
        Assert.Equal(8, import.Setup.Formats.Count(f => f.Kind.Length > 0));
    }

    [Fact]
    public async Task Templates_Imported_AreAccepted()
    {
        using var import = new ImportFixture();
        foreach (var format in import.Setup.Formats.Where(f => f.Template is not null))
        {
            var file = await import.ImportAsync(format.Id + ".csv", format.Template!);

            Assert.Equal((format.Id, "done", 1L, 0L), (file.Format, file.State, file.Inserted, file.Rejected + file.Warnings));
        }
    }
}
