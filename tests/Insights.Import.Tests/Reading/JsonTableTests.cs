using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Reading;
using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Reading;

public sealed class JsonTableTests
{
    /// <summary>Columns in the order in which they first occur, in whichever record that is.</summary>
    [Fact]
    public void Read_Records_AreRowsUnderTheirPaths()
    {
        const string json = """
            {"a":1.50,"b":{"c":"x, \"y\"","d":null},"e":["p",2,true]}
            {"a":"","f":[{"g":1}],"b":{"c":"two\nlines"}}
            """;

        Assert.Equal("a,b.c,b.d,e,f\n1.50,\"x, \"\"y\"\"\",,\"p, 2, true\",\n,\"two\nlines\",,,\"[{\"\"g\"\":1}]\"\n", Csv(json));
    }

    /// <summary>A record that is no JSON, and a value that is no record, are rows of one cell: the import rejects and tells them.</summary>
    [Fact]
    public void Read_BrokenRecords_AreRowsOfOneCell() => Assert.Equal("a,b\n1,2\n\"{\"\"a\"\":1,\"\n\"17\"\n3,4\n", Csv("{\"a\":1,\"b\":2}\n{\"a\":1,\n17\n{\"a\":3,\"b\":4}\n"));

    [Theory]
    [InlineData("[1,2,3]")]
    [InlineData("[[\"a\",\"b\"],[1,2]]")]
    [InlineData("")]
    public void ColumnsOf_WhatHoldsNoRecords_IsNoTable(string json) => Assert.Null(JsonTable.ColumnsOf(Bytes(json), Recognise.Unwrap, default));

    /// <summary>A program that has our columns may send them as it likes.</summary>
    [Theory]
    [InlineData("""[{"transaction_id":"t1","kind":"charge","status":"succeeded","occurred_at":"2026-06-07T10:00:00Z","amount":"12.50","currency":"EUR","vendor":"oak"}]""")]
    [InlineData("""{"transaction_id":"t1","kind":"charge","status":"succeeded","occurred_at":"2026-06-07T10:00:00Z","amount":12.5,"currency":"EUR","vendor":"oak"}""")]
    [InlineData("""{"data":[{"transaction_id":"t1","kind":"charge","status":"succeeded","occurred_at":"2026-06-07T10:00:00Z","amount":12.50,"currency":"EUR","vendor":"oak"}],"next":null}""")]
    public async Task Import_CanonicalRowsAsJson_AreTheSameFacts(string json)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("rows.json", json);

        Assert.Equal((null, "canonical-transactions", 1L, 1L), (file.Error, file.Format, file.Rows, file.Inserted));
        var (row, vendor) = Assert.Single(import.Store.Transactions.Values);
        Assert.Equal(("t1", "oak", 1250L, "EUR", "charge"), (row.ExternalId, vendor, row.AmountMinor, row.Currency, row.Kind));
    }

    /// <summary>Every record has one outcome, also what is no record at all.</summary>
    [Fact]
    public async Task Import_BrokenRecordAmongRows_IsRejectedAndTold()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("rows.ndjson", """
            {"transaction_id":"t1","kind":"charge","status":"succeeded","occurred_at":"2026-06-07T10:00:00Z","amount":"12.50","currency":"EUR"}
            {"transaction_id":"t2","kind":
            {"transaction_id":"t3","kind":"charge","status":"succeeded","occurred_at":"2026-06-07T10:00:00Z","amount":"4111","currency":"EUR"}

            """);

        Assert.Equal((3L, 2L, 1L), (file.Rows, file.Inserted, file.Rejected));
        Assert.Equal("json-not-valid", Assert.Single(file.FirstProblems, p => p.Severity == "rejected").Rule);
    }

    private static string Csv(string json)
    {
        var columns = JsonTable.ColumnsOf(Bytes(json), Recognise.Unwrap, default)!;
        using var reader = new StreamReader(new JsonTable(Bytes(json), columns, Recognise.Unwrap));
        return reader.ReadToEnd();
    }

    private static MemoryStream Bytes(string json) => new(Encoding.UTF8.GetBytes(json));
}
