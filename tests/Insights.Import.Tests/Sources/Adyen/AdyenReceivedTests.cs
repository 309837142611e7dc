using Xunit;

namespace Insights.Import.Tests.Sources.Adyen;

public sealed class AdyenReceivedTests
{
    private const string Header = "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Currency,Amount,Type,Risk Scoring,Shopper PAN,Issuer Country,Acquirer Response,Shopper Reference,Raw Acquirer Response\n";

    private static string Row(string psp, string amount, string currency, string answer, string raw, string type = "Payment") =>
        $"Oak,OakUK,{psp},order-{psp},visa,2026-07-01 10:00:00,CEST,{currency},{amount},{type},10,4111 1111 1111 1111,DE,{answer},shopper-1,{raw}\n";

    /// <summary>An authorised payment has moved no money yet; anything but an approval is a refusal, with its cause.</summary>
    [Theory]
    [InlineData("APPROVED", "00 : Approved", "Payment", "pending", null)]
    [InlineData("", "", "Payment", "pending", null)]
    [InlineData("REFUSED", "51 : Insufficient funds", "Payment", "failed", "insufficient_funds")]
    [InlineData("APPROVED", "", "Refused", "failed", "unknown")]
    public async Task Map_AcquirersAnswer_IsTheStatus(string answer, string raw, string type, string status, string? cause)
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("received.csv", Header + Row("PSP1", "1200", "CLP", answer, raw, type));

        Assert.Equal(("adyen-received-payments-csv", "adyen", 1L), (file.Format, file.Source, file.Inserted));
        var payment = (await store.TransactionsAsync())["PSP1"];
        Assert.Equal((status, cause, 1200L, new DateTime(2026, 7, 1, 8, 0, 0), "card", "visa", "DE"), (payment.Status, payment.FailureCause, payment.AmountMinor, payment.OccurredAt, payment.Method, payment.Brand, payment.Country));
    }

    /// <summary>What was booked later stands, whichever report comes first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_WithAccounting_LeavesTheLaterState(bool receivedFirst)
    {
        const string accounting = "Merchant Account,Psp Reference,Merchant Reference,Payment Method,Booking Date,TimeZone,Record Type,Modification Psp Reference,Main Currency,Main Amount\nOakUK,PSP1,order-PSP1,visa,2026-07-03 09:00:00,CEST,Settled,M1,EUR,12.50\n";
        await using var store = await SourceStore.CreateAsync();

        if (receivedFirst)
            await store.ImportAsync("received.csv", Header + Row("PSP1", "12.50", "EUR", "APPROVED", ""));
        await store.ImportAsync("accounting.csv", accounting);
        if (!receivedFirst)
            await store.ImportAsync("received.csv", Header + Row("PSP1", "12.50", "EUR", "APPROVED", ""));

        var payment = (await store.TransactionsAsync())["PSP1"];
        Assert.Equal(("succeeded", new DateTime(2026, 7, 1, 8, 0, 0), new DateTime(2026, 7, 3, 7, 0, 0), "DE"), (payment.Status, payment.OccurredAt, payment.SettledAt, payment.Country));
    }
}
