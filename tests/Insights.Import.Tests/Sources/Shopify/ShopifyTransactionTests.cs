using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Shopify;

public sealed class ShopifyTransactionTests
{
    private const string Header = "Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Available On,Amount,Fee,Net,Checkout,Payment Method Name,Presentment Amount,Presentment Currency,Currency\n";

    /// <summary>Newest first, as Shopify writes it: the refund stands above its charge. 23:32:39 −0400 is 03:32:39 UTC of the next day.</summary>
    private const string Rows = Header
        + "2025-07-20 10:00:00 -0400,payout,,,,paid,2025-07-20,2025-07-20,-120.00,0.00,-120.00,,,,,USD\n"
        + "2025-07-10 09:00:00 -0400,chargeback won,#43034,visa,,paid,2025-07-12,2025-07-12,20.00,-15.00,35.00,,card,,,USD\n"
        + "2025-07-05 09:00:00 -0400,chargeback,#43034,visa,,paid,2025-07-07,2025-07-07,-20.00,15.00,-35.00,,card,,,USD\n"
        + "2025-07-02 08:00:00 -0400,refund,#43033,master,online,paid,2025-07-03,2025-07-03,-10.00,0.00,-10.00,ck1,card,9.10,EUR,USD\n"
        + "2025-07-01 08:00:00 -0400,charge,#43034,visa,online,paid,2025-07-03,2025-07-03,20.00,0.88,19.12,ck2,card,20.00,USD,USD\n"
        + "2025-07-01 07:00:00 -0400,adjustment,,,,pending,,,1.50,0.00,1.50,,,,,USD\n"
        + "2025-07-01 07:00:00 -0400,adjustment,,,,pending,,,1.50,0.00,1.50,,,,,USD\n"
        + "2025-06-30 23:32:39 -0400,charge,#43033,master,online,pending,,2025-07-02,\"1,045.00\",30.61,\"1,014.39\",ck1,shop_pay,950.00,EUR,USD\n";

    [Fact]
    public async Task Map_Transactions_AreJoinedByTheirOrder()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("payments.csv", Rows);

        Assert.Equal(("shopify-payments-transactions-csv", "shopify-payments", 8L, 8L, 0L), (file.Format, file.Source, file.Rows, file.Inserted, file.Warnings));
        Assert.Equal(
            ["adjustment 150", "adjustment 150", "adjustment 2000", "adjustment 2000", "charge 104500", "charge 2000", "payout 12000", "refund 1000"],
            import.Store.Transactions.Values.Select(t => $"{t.Row.Kind} {t.Row.AmountMinor}").Order(StringComparer.Ordinal));
        var charge = Assert.Single(import.Store.Transactions.Values, t => t.Row.OrderRef == "#43033" && t.Row.Kind == "charge").Row;
        Assert.Equal((3061L, "USD", "mastercard", "wallet", new DateTime(2025, 7, 1, 3, 32, 39)), (charge.FeeMinor, charge.Currency, charge.Brand, charge.Method, charge.OccurredAt));
        Assert.Null(charge.SettledAt);
        var refund = Assert.Single(import.Store.Transactions.Values, t => t.Row.Kind == "refund").Row;
        Assert.Equal((charge.ExternalId, new DateTime(2025, 7, 3)), (refund.OriginalRef, refund.SettledAt));
    }

    /// <summary>20.00 and a fee of 15.00 taken on July 5th, both given back on the 10th.</summary>
    [Fact]
    public async Task Map_ChargebackAndItsReturn_AreOneDispute()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("payments.csv", Rows);

        var row = Assert.Single(import.Store.Chargebacks.Values).Row;
        Assert.Equal(("#43034#chargeback", "won", 2000L, 1500L, 1500L, 2000L), (row.ExternalId, row.State, row.AmountMinor, row.FeeMinor, row.FeeReturnedMinor, row.RecoveredMinor));
        Assert.Equal((new DateTime(2025, 7, 5, 13, 0, 0), new DateTime(2025, 7, 10, 13, 0, 0)), (row.OpenedAt, row.DecidedAt));
        Assert.Equal(Assert.Single(import.Store.Transactions.Values, t => t.Row.OrderRef == "#43034" && t.Row.Kind == "charge").Row.ExternalId, row.TransactionRef);
    }

    /// <summary>A payout that was pending is paid in the next export: the same rows, now with their day; equal rows stay two.</summary>
    [Fact]
    public async Task Import_SameRowsOnceTheirPayoutIsPaid_AreTheSame()
    {
        await using var import = await SqliteImport.CreateAsync();
        await import.ImportAsync("a.csv", Rows);
        int before = (await import.TransactionsAsync()).Count;

        var later = await import.ImportAsync("b.csv", Rows.Replace(",pending,,2025-07-02,", ",paid,2025-07-03,2025-07-02,", StringComparison.Ordinal));

        Assert.Equal((8L, 1L, 7L, 8), (later.Rows, later.Updated, later.Unchanged, before));
        Assert.Equal(new DateTime(2025, 7, 3), Assert.Single(await import.TransactionsAsync(), row => row.AmountMinor == 104500).SettledAt);
    }
}
