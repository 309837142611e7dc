using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Insights.Import.Sources.Canonical;
using Insights.Import.Tests.Pipeline;
using Insights.Import.Tests.Reading.Containers;
using Xunit;

namespace Insights.Import.Tests.Setup;

public sealed class MappedFormatTests
{
    private const string Kassenbuch = """
        Kassenbuch 2024
        Beleg;Am;Uhrzeit;Summe;Geld;Art;Stand;Kunde
        B-1;13.05.2024;10:15;1.234,50;EUR;Verkauf;bezahlt;K7
        B-2;14.05.2024;11:00;-20,00;EUR;Verkauf;bezahlt;K8
        B-3;14.05.2024;11:30;5,00;EUR;Verkauf;unklar;K9

        """;

    private static readonly MappedFormat Cash = new()
    {
        Id = "kassenbuch",
        Name = "Kassenbuch",
        Kind = "transactions",
        Source = "kasse",
        Fields = new Dictionary<string, MappedField>
        {
            ["transaction_id"] = MappedField.Of("Beleg"),
            ["occurred_at"] = new() { Column = "Am", TimeColumn = "Uhrzeit" },
            ["amount"] = MappedField.Of("Summe"),
            ["currency"] = MappedField.Of("Geld"),
            ["kind"] = new() { Column = "Art", Words = new Dictionary<string, string> { ["verkauf"] = "charge" } },
            ["status"] = new() { Column = "Stand", Words = new Dictionary<string, string> { ["Bezahlt"] = "succeeded" } },
            ["customer"] = MappedField.Of("Kunde"),
            ["gateway"] = new() { Constant = "till" },
        },
        Settings = new SourceSettings { Zone = "Europe/Berlin", Amounts = "decimal-comma", Negatives = "refund", Vendor = new VendorSettings { Constant = "north" } },
    };

    [Fact]
    public async Task Import_MappedTable_IsRecognisedByItsColumns()
    {
        using var import = new ImportFixture();
        await import.Setup.SaveMappingAsync(Cash);

        var file = await import.ImportAsync("2024.csv", Kassenbuch);

        Assert.Equal(("kassenbuch", "kasse", 3L, 2L, 1L), (file.Format, file.Source, file.Rows, file.Inserted, file.Rejected));
        var (sale, vendor) = import.Store.Transactions["1:B-1"];
        Assert.Equal(("north", "charge", "succeeded", 123450L, "K7", "till", new DateTime(2024, 5, 13, 8, 15, 0)), (vendor, sale.Kind, sale.Status, sale.AmountMinor, sale.CustomerRef, sale.Gateway, sale.OccurredAt));
        Assert.Equal(("refund", 2000L), (import.Store.Transactions["1:B-2"].Row.Kind, import.Store.Transactions["1:B-2"].Row.AmountMinor));
        Assert.Contains(file.FirstProblems, p => p is { Rule: "word-unknown", Value: "unklar", Column: "Stand" });
    }

    /// <summary>A title and a date above the table, in its own delimiters, are no header; one unnamed column is no preamble. The mapping finds its header by its columns.</summary>
    [Theory]
    [InlineData("Kassenbuch;;;;;;;\nStand 1.6.2024;13.05.2024;;;;;;\n", 3)]
    [InlineData("", 1)]
    public async Task Suggest_TableBelowAPreamble_HasItsColumns(string above, int headerRow)
    {
        using var import = new ImportFixture();
        string table = Kassenbuch[(Kassenbuch.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace(";Kunde", ";", StringComparison.Ordinal);

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, import.Write("own.csv", above + table));

        Assert.Equal(headerRow, preview.HeaderRow);
        Assert.Equal(["Beleg", "Am", "Uhrzeit", "Summe", "Geld", "Art", "Stand", ""], preview.Columns.Select(column => column.Header));
        Assert.Equal("B-1", preview.Columns[0].Samples[0]);
        Assert.Null(import.Setup.SuggestMapping(preview, "transactions").HeaderRow);
    }

    [Fact]
    public async Task Import_ByNameOrGiven_RunsTheSame()
    {
        using var import = new ImportFixture();
        string path = import.Write("2024.csv", Kassenbuch);

        var given = await import.Runner.RunAsync(new ImportRequest { Paths = [path], Mapping = Cash, DryRun = true });
        var unknown = await import.Runner.RunAsync(new ImportRequest { Paths = [path], Format = "kassenbuch", DryRun = true });
        await import.Setup.SaveMappingAsync(Cash);
        var named = await import.Runner.RunAsync(new ImportRequest { Paths = [path], Format = "kassenbuch", DryRun = true });

        Assert.Equal((2L, 2L), (given.Files[0].Inserted, named.Files[0].Inserted));
        Assert.Contains("There is no format 'kassenbuch'", unknown.Files[0].Error, StringComparison.Ordinal);
    }

    /// <summary>13.05. proves the order; without it, and without a zone, nothing is imported and both are asked.</summary>
    [Fact]
    public async Task Import_WhatTheTableLeavesOpen_IsAskedAndNotGuessed()
    {
        using var import = new ImportFixture();
        await import.Setup.SaveMappingAsync(Cash with { Settings = new SourceSettings { Amounts = "decimal-comma" } });

        var file = await import.ImportAsync("2024.csv", "Beleg;Am;Uhrzeit;Summe;Geld;Art;Stand\nB-1;04.05.2024;10:15;1,50;EUR;Verkauf;bezahlt\n");

        Assert.Equal("failed", file.State);
        // The zone falls back to the workspace's own; the order of day and month has nothing to fall back to.
        Assert.DoesNotContain("time zone", file.Error, StringComparison.Ordinal);
        Assert.Contains("Is 04.05.2024 (line 2) written with the day or the month first?", file.Error, StringComparison.Ordinal);
        Assert.Empty(import.Store.Transactions);
    }

    [Fact]
    public async Task Import_TimesThatNameTheirZone_NeedNoSetting()
    {
        using var import = new ImportFixture();
        await import.Setup.SaveMappingAsync(Own("transactions", ("transaction_id", "No"), ("occurred_at", "At"), ("amount", "Sum"), ("currency", "Ccy")));

        var file = await import.ImportAsync("t.csv", "No,At,Sum,Ccy\n1,2026-01-01T10:00:00+01:00,5.00,EUR\n");

        Assert.Equal(("done", 1L), (file.State, file.Inserted));
    }

    /// <summary>Two equal rows are two movements; the same file again adds none.</summary>
    [Fact]
    public async Task Import_TableWithoutIds_TellsEqualRowsApart()
    {
        using var import = new ImportFixture();
        var mapping = Own("transactions", ("occurred_at", "At"), ("amount", "Sum"), ("currency", "Ccy"));
        await import.Setup.SaveMappingAsync(mapping with { Fields = mapping.Fields.Append(KeyValuePair.Create("transaction_id", new MappedField { WholeRow = true })).ToDictionary() });
        const string table = "At,Sum,Ccy\n2026-01-01T10:00:00Z,5.00,EUR\n2026-01-01T10:00:00Z,5.00,EUR\n2026-01-01T10:00:00Z,6.00,EUR\n";

        await import.ImportAsync("t.csv", table);
        await import.ImportAsync("again.csv", table + "2026-01-02T10:00:00Z,6.00,EUR\n");

        Assert.Equal(4, import.Store.Transactions.Count);
    }

    [Fact]
    public async Task Import_IdOfSeveralColumns_IsJoined()
    {
        using var import = new ImportFixture();
        var mapping = Own("transactions", ("occurred_at", "At"), ("amount", "Sum"), ("currency", "Ccy"));
        await import.Setup.SaveMappingAsync(mapping with { Fields = mapping.Fields.Append(KeyValuePair.Create("transaction_id", new MappedField { Column = "Batch", Join = ["Ref"] })).ToDictionary() });

        await import.ImportAsync("t.csv", "Batch,Ref,At,Sum,Ccy\n7,a,2026-01-01T10:00:00Z,5.00,EUR\n7,b,2026-01-01T10:00:00Z,5.00,EUR\n");

        Assert.Equal(["1:7|a", "1:7|b"], import.Store.Transactions.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_MappedRates_TakeCurrenciesByTheirColumns()
    {
        using var import = new ImportFixture();
        await import.Setup.SaveMappingAsync(new MappedFormat
        {
            Id = "bank-rates",
            Name = "Rates of the bank",
            Kind = "fx-rates",
            Fields = new Dictionary<string, MappedField> { ["date"] = MappedField.Of("Tag"), ["USD"] = MappedField.Of("Dollar"), ["GBP"] = MappedField.Of("Pfund") },
        });

        var file = await import.ImportAsync("r.csv", "Tag,Dollar,Pfund\n2026-10-30,1.0831,0.8412\n");

        Assert.Equal(("bank-rates", 1L, 0L), (file.Format, file.Inserted, file.Rejected));
        Assert.Single(import.Store.Dimensions);
    }

    [Theory]
    [InlineData("""{ "id": "a", "name": "n", "kind": "transactions", "fields": {} }""", "id")]
    [InlineData("""{ "id": "canonical-tickets", "name": "n", "kind": "tickets", "fields": {} }""", "id")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "invoices", "fields": {} }""", "kind")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "vendors", "fields": { "vendr": { "column": "x" } } }""", "fields.vendr")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "vendors", "fields": { "vendor": {} } }""", "fields.vendor")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "vendors", "fields": { "vendor": { "column": "x", "constant": "y" } } }""", "fields.vendor")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "vendors", "fields": { "name": { "column": "x" } } }""", "fields.vendor")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "chargeback-events", "fields": { "state": { "column": "x", "words": { "Neu": "brand new" } } } }""", "fields.state.words.Neu")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "chargeback-events", "fields": { "state": { "constant": "brand new" } } }""", "fields.state.constant")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "vendors", "fields": { "vendor": { "column": "x" } }, "settings": { "zone": "Mars" } }""", "settings.zone")]
    [InlineData("""{ "id": "own", "name": "n", "kind": "vendors" }""", "")]
    public void Parse_WhatCannotBeRight_NamesTheProperty(string json, string property) =>
        Assert.Equal(property, Assert.Throws<InvalidSettingsException>(() => MappedFormat.Parse(json)).Property);

    [Fact]
    public async Task Mappings_SavedAndDeleted_ComeAndGo()
    {
        using var import = new ImportFixture();

        await import.Setup.SaveMappingAsync(Cash);

        Assert.Equal(Cash.ToJson(), Assert.Single(import.Setup.Mappings).ToJson());
        Assert.Contains(import.Setup.Formats, f => f is { Id: "kassenbuch", IsMapped: true });
        await import.Setup.DeleteMappingAsync("kassenbuch");
        Assert.Empty(import.Setup.Mappings);
    }

    /// <summary>Whatever columns of the canonical files are called, in whatever order: the facts are those of the canonical import.</summary>
    [Theory]
    [InlineData("transactions")]
    [InlineData("tickets")]
    [InlineData("ticket-events")]
    [InlineData("chargebacks")]
    [InlineData("chargeback-events")]
    [InlineData("vendors")]
    [InlineData("agents")]
    public void Import_RenamedCanonicalFile_GivesTheSameFacts(string kind)
    {
        string[] names = [.. CanonicalFields.Of(kind).Select(f => f.Name)];
        string[] values = [.. CanonicalFields.Of(kind).Select(f => f.Example)];
        var orders = Gen.Shuffle(Enumerable.Range(0, names.Length).ToArray());
        var check = Prop.ForAll(orders.ToArbitrary(), order =>
        {
            using var canonical = new ImportFixture();
            using var mapped = new ImportFixture();
            var fields = names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => MappedField.Of($"Spalte {p.i} «{p.i * 7}»"));
            var mapping = new MappedFormat { Id = "own", Name = "Own", Kind = kind, Source = "canonical", Fields = fields };
            mapped.Setup.SaveMappingAsync(mapping).GetAwaiter().GetResult();
            string row = string.Join('\t', order.Select(i => values[i])) + "\n";

            var a = canonical.ImportAsync("a.tsv", string.Join('\t', order.Select(i => names[i])) + "\n" + row).GetAwaiter().GetResult();
            var b = mapped.ImportAsync("b.tsv", string.Join('\t', order.Select(i => fields[names[i]].Column)) + "\n" + row).GetAwaiter().GetResult();

            return a.Inserted == 1 && b.Inserted == 1 && b.Format == "own" && Facts(canonical) == Facts(mapped);
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5), check);
    }

    private static string Facts(ImportFixture import) => JsonSerializer.Serialize(new
    {
        Transactions = import.Store.Transactions.Select(t => new { t.Key, t.Value.Row, t.Value.Vendor }),
        Tickets = import.Store.Tickets.Select(t => new { t.Key, t.Value.Row, t.Value.Vendor }),
        Chargebacks = import.Store.Chargebacks.Select(t => new { t.Key, t.Value.Row, t.Value.Vendor }),
        import.Store.TicketEvents,
        import.Store.ChargebackEvents,
        Dimensions = import.Store.Dimensions.Select(d => new { d.Key, Value = JsonSerializer.Serialize(d.Value, d.Value.GetType()) }),
    });

    private static MappedFormat Own(string kind, params (string Field, string Column)[] fields)
    {
        var all = fields.ToDictionary(f => f.Field, f => MappedField.Of(f.Column));
        all["kind"] = new MappedField { Constant = "charge" };
        all["status"] = new MappedField { Constant = "succeeded" };
        return new MappedFormat { Id = "own-table", Name = "Own table", Kind = kind, Fields = all };
    }

    public static TheoryData<string, string> OtherScripts => new()
    {
        { "касса.csv", "Номер;Дата;Сумма;Валюта;Статус;Клиент\nЧ-1;14.10.2026 09:30;1 249,50;EUR;Оплачен;К7\nЧ-2;15.10.2026 18:05;12,00;EUR;отклонён;К8\n" },
        { "订单.csv", "订单号,支付时间,金额,币种,状态,客户\nX-1,2026年10月14日 09:30:00,\"1,249.50\",EUR,成功,甲\nX-2,2026/10/15 18:05,12,EUR,失败,乙\n" },
        { "متجر.csv", "رقم العملية\tالتاريخ\tالمبلغ\tالعملة\tالحالة\tالعميل\nم-1\t14/10/2026 09:30\t1,249.50\tEUR\tناجحة\tأ\nم-2\t15/10/2026 18:05\t12.00\tEUR\tفاشلة\tب\n" },
        { "データ.json", "{\"データ\":[{\"取引ID\":\"J-1\",\"日時\":\"2026-10-14 09:30:00\",\"金額\":1249.5,\"通貨\":\"EUR\",\"ステータス\":\"成功\",\"顧客\":\"甲\"},{\"取引ID\":\"J-2\",\"日時\":\"2026-10-15 18:05:00\",\"金額\":12,\"通貨\":\"EUR\",\"ステータス\":\"失敗\",\"顧客\":\"乙\"}]}" },
    };

    /// <summary>Headers and words in other scripts: suggested, saved under an id of its own, recognised and read like any table.</summary>
    [Theory]
    [MemberData(nameof(OtherScripts))]
    public async Task Import_TableInAnotherScript_IsSuggestedMappedAndRead(string name, string text)
    {
        using var import = new ImportFixture();
        string path = import.Write(name, text);

        var suggested = import.Setup.SuggestMapping(await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, path), "transactions");
        Assert.Matches("^own-table-[0-9a-f]{6}$", suggested.Id);
        await import.Setup.SaveMappingAsync(suggested with { Settings = (suggested.Settings ?? new()) with { Zone = "Europe/Berlin" } });
        var file = await import.ImportFileAsync(path);

        Assert.Equal(("done", suggested.Id, 2L, 0L), (file.State, file.Format, file.Inserted, file.Rejected));
        // 09:30 in Berlin is 07:30 UTC in October's summer time.
        Assert.Equal(
            [("succeeded", 124950L, new DateTime(2026, 10, 14, 7, 30, 0)), ("failed", 1200L, new DateTime(2026, 10, 15, 16, 5, 0))],
            import.Store.Transactions.Values.Select(t => (t.Row.Status, t.Row.AmountMinor, t.Row.OccurredAt)));
        Assert.All(import.Store.Transactions.Values, t => Assert.NotNull(t.Row.CustomerRef));
    }

    /// <summary>The same from a workbook, with its dates as serial numbers.</summary>
    [Fact]
    public async Task Import_WorkbookInAnotherScript_IsSuggestedMappedAndRead()
    {
        using var import = new ImportFixture();
        string path = import.Write("订单.xlsx", new TestWorkbook().Sheet("一月", [["订单号", "支付时间", "金额", "币种", "状态"], ["X-1", TestWorkbook.Serial(46309.395833333336, 2), 1249.5, "EUR", "成功"]]).ToBytes());

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [] }, path);
        var suggested = import.Setup.SuggestMapping(preview, "transactions");
        await import.Setup.SaveMappingAsync(suggested with { Settings = (suggested.Settings ?? new()) with { Zone = "Europe/Berlin" } });
        var file = await import.ImportFileAsync(path);

        Assert.Equal(("done", suggested.Id, 1L), (file.State, file.Format, file.Inserted));
        Assert.Equal(("succeeded", 124950L, new DateTime(2026, 10, 14, 7, 30, 0)), import.Store.Transactions.Values.Select(t => (t.Row.Status, t.Row.AmountMinor, t.Row.OccurredAt)).Single());
    }
}
