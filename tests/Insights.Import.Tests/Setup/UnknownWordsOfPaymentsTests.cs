using Insights.Import.Tests.Sources;
using Xunit;

namespace Insights.Import.Tests.Setup;

/// <summary>
/// Words that providers invent after us, in each payment source: kept and listed, and what a person says of them holds for the stored rows and the
/// next files alike. Golden files with one word changed.
/// </summary>
public sealed class UnknownWordsOfPaymentsTests
{
    /// <summary>A row of an unknown type is an adjustment until somebody says what it is, and stays the same row.</summary>
    [Theory]
    [InlineData("paypal-activity-csv-en.csv", "Express Checkout Payment", "Moon Remittance", "paypal", "charge")]
    [InlineData("paypal-stl-csv.csv", "T0006", "X4711", "paypal", "charge")]
    [InlineData("square-transactions-csv.csv", "Tea,Payment", "Tea,Teleport", "square", "charge")]
    [InlineData("shopify-payments-transactions-csv.csv", "-0400,refund", "-0400,gift_return", "shopify-payments", "refund")]
    [InlineData("adyen-settlement-details-csv--34.csv", "CEST,Refunded", "CEST,Teleported", "adyen", "refund")]
    [InlineData("stripe-itemized-balance-csv-utc.csv", "-2.00,fee", "-2.00,moon_fee", "stripe", "fee")]
    [InlineData("checkoutcom-settlement-breakdown-csv.csv", "Network Token Provisioning", "Solar Flare", "checkoutcom", "fee")]
    public async Task Kind_Explained_IsThatOfStoredAndLaterRows(string name, string known, string unknown, string source, string meaning)
    {
        var golden = GoldenFile.Load(name);
        string text = golden.With(golden.Records).Replace(known, unknown, StringComparison.Ordinal);
        string word = unknown.Trim(',').Split(',')[^1];
        await using var store = await SourceStore.CreateAsync(golden);

        var file = await store.ImportAsync("a.csv", text);
        Assert.Equal(0, file.Rejected);
        var open = Assert.Single(await store.Get<IToBeMapped>().ListAsync(), value => value.Value == word);
        Assert.Equal((source, "transaction_kind"), (open.Source, open.Kind));
        var before = await store.TransactionsAsync();
        long changed = await store.Get<IToBeMapped>().ResolveAsync(source, "transaction_kind", word, meaning, "ana");

        var after = await store.TransactionsAsync();
        Assert.Equal(open.Rows, changed);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        var renamed = after.Where(row => row.Value.Kind != before[row.Key].Kind).ToList();
        Assert.Equal(changed, renamed.Count);
        Assert.All(renamed, row => Assert.Equal(("adjustment", meaning), (before[row.Key].Kind, row.Value.Kind)));
        var facts = await store.FactsAsync();
        var again = await store.ImportAsync("again.csv", text + "\n");
        Assert.Equal((0L, 0L, 0L), (again.Inserted, again.Updated, again.Rejected));
        Assert.Equal(facts, await store.FactsAsync());
    }

    /// <summary>Where nobody could say whether money moved or how a case stands, the row waits among the rejected ones and is run again once that is said.</summary>
    [Theory]
    [InlineData("paypal-activity-csv-en.csv", "Completed,EUR,20.00", "In orbit,EUR,20.00", "transaction_status", "pending")]
    [InlineData("paypal-case-report-csv.csv", "\"Closed\"", "\"In orbit\"", "dispute_status", "lost")]
    [InlineData("paypal-dispute-json.ndjson", "UNDER_REVIEW", "IN_ORBIT", "dispute_status", "inquiry_answered")]
    [InlineData("adyen-payments-accounting-csv--37.csv", "CEST,Refused", "CEST,Teleported", "transaction_status", "failed")]
    [InlineData("adyen-dispute-transaction-details-csv.csv", "20.00,InformationSupplied", "20.00,Teleported", "dispute_status", "challenged")]
    public async Task Status_Explained_LetsTheRejectedRowsIn(string name, string known, string unknown, string kind, string meaning)
    {
        var golden = GoldenFile.Load(name);
        string text = golden.With(golden.Records);
        Assert.Contains(known, text, StringComparison.Ordinal);
        await using var store = await SourceStore.CreateAsync(golden);

        var file = await store.ImportAsync("a", text.Replace(known, unknown, StringComparison.Ordinal));

        var open = Assert.Single(await store.Get<IToBeMapped>().ListAsync(), value => value.Kind == kind);
        Assert.Equal((file.Rejected, golden.Format.DefaultSource), (open.RejectedRows, open.Source));
        Assert.True(file.Rejected > 0);
        await store.Get<IToBeMapped>().ResolveAsync(open.Source, kind, open.Value, meaning, "ana");
        if (golden.Format.RowsNeedTheirFile)
        {
            await Assert.ThrowsAsync<ReplayRefusedException>(() => store.Get<IRejectsReplay>().ReplayAsync(file.FileId!.Value));
            Assert.Equal(0, (await store.ImportAsync("b", text.Replace(known, unknown, StringComparison.Ordinal) + "\n")).Rejected);
            return;
        }

        var replay = await store.Get<IRejectsReplay>().ReplayAsync(file.FileId!.Value);
        Assert.Equal((file.Rejected, 0L, 0L), (replay.Rows, replay.StillRejected, replay.NotRun));
        Assert.DoesNotContain(await store.Get<IToBeMapped>().ListAsync(), value => value.Kind == kind);
    }

    /// <summary>Rows of typed records stand for themselves too: a settlement row whose status was unknown comes in by itself.</summary>
    [Fact]
    public async Task Status_OfATypedRecord_IsRunAgainWithoutItsFile()
    {
        var golden = GoldenFile.Load("paypal-trr-csv.csv");
        string text = golden.With(golden.Records);
        Assert.Contains("\"S\"", text, StringComparison.Ordinal);
        int at = text.LastIndexOf("\"S\"", StringComparison.Ordinal);
        await using var whole = await SourceStore.CreateAsync(golden);
        await whole.ImportAsync("whole.csv", text);
        await using var store = await SourceStore.CreateAsync(golden);

        var file = await store.ImportAsync("a.csv", string.Concat(text.AsSpan(0, at), "\"Q\"", text.AsSpan(at + 3)));
        Assert.Equal(1, file.Rejected);
        await store.Get<IToBeMapped>().ResolveAsync("paypal", "transaction_status", "Q", "succeeded", "ana");
        var replay = await store.Get<IRejectsReplay>().ReplayAsync(file.FileId!.Value);

        Assert.Equal((1L, 0L, 0L), (replay.Rows, replay.StillRejected, replay.NotRun));
        var (expected, actual) = (await whole.FactsAsync(), await store.FactsAsync());
        Assert.True(expected.SequenceEqual(actual), "missing:\n" + string.Join('\n', expected.Except(actual)) + "\nnew:\n" + string.Join('\n', actual.Except(expected)));
    }

    [Theory]
    [InlineData("shopify-payments-transactions-csv.csv", ",card,", ",carrier_pigeon,", "shopify-payments")]
    [InlineData("adyen-settlement-details-csv--34.csv", ",visa,", ",carrier_pigeon,", "adyen")]
    public async Task Method_Explained_IsThatOfStoredRows(string name, string known, string unknown, string source)
    {
        var golden = GoldenFile.Load(name);
        string text = golden.With(golden.Records).Replace(known, unknown, StringComparison.Ordinal).Replace("visaclassic", "", StringComparison.Ordinal);
        await using var store = await SourceStore.CreateAsync(golden);
        await store.ImportAsync("a.csv", text);

        await store.Get<IToBeMapped>().ResolveAsync(source, "method", "carrier_pigeon", "wallet", "ana");

        Assert.Equal(["wallet"], (await store.TransactionsAsync()).Values.Where(row => row.Kind is "charge" or "refund").Select(row => row.Method).Distinct());
        var again = await store.ImportAsync("again.csv", text + "\n");
        Assert.Equal((0L, 0L), (again.Inserted, again.Updated));
    }

    /// <summary>A status nobody knows is never taken for money that moved.</summary>
    [Fact]
    public async Task Square_UnknownStatus_IsNoSuccess()
    {
        var golden = GoldenFile.Load("square-transactions-csv.csv");
        var rows = golden.Records.Select((record, i) => i == 0 ? record[..record.LastIndexOf(",,,,,,,,,", StringComparison.Ordinal)] + ",In orbit,,,,,,,," : record);
        await using var store = await SourceStore.CreateAsync(golden);

        var file = await store.ImportAsync("a.csv", golden.With(rows));

        Assert.Equal((1L, "status-unknown"), (file.Rejected, file.FirstProblems.First(p => p.Severity == "rejected").Rule));
    }
}
