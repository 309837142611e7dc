using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Ledger;

public sealed class EvidenceChecklistTests
{
    private static readonly EvidenceFile s_fraud = new()
    {
        Network = "visa",
        ReasonCode = "10.4",
        ReasonCategory = "fraudulent",
        HasPayment = true,
        ThreeDs = "authenticated",
        AvsResult = "Y",
        CvcResult = "N",
        CustomerIsKnown = true,
        EarlierPayments = 3,
        EvidencePayments = 2,
    };

    [Fact]
    public void For_FraudOfAKnownCustomer_TellsWhatIsOnFile()
    {
        var lines = EvidenceChecklist.For(s_fraud);

        Assert.Equal(EvidenceStatus.OnFile, Status(lines, "3-D Secure"));
        Assert.Equal(EvidenceStatus.OnFile, Status(lines, "Address check"));
        Assert.Equal(EvidenceStatus.Against, Status(lines, "Card code"));
        Assert.Equal(EvidenceStatus.OnFile, Status(lines, "Two earlier undisputed"));
        Assert.Equal(EvidenceStatus.ToAdd, Status(lines, "The same IP address"));
        Assert.Equal(EvidenceStatus.OnFile, Status(lines, "Statement that the customer never asked"));
        // 3-D Secure, address, earlier payments, Compelling Evidence, never asked; the code speaks against it, address and delivery only the vendor has.
        Assert.Equal((5, 8), EvidenceChecklist.Count(lines));
    }

    [Fact]
    public void For_OneEarlierPayment_IsNotEnoughForCompellingEvidence() =>
        Assert.Equal(EvidenceStatus.Absent, Status(EvidenceChecklist.For(s_fraud with { EvidencePayments = 1 }), "Two earlier undisputed"));

    [Theory]
    [InlineData("visa", "10.5")]
    [InlineData("amex", "FR2")]
    public void For_ProgrammeCodes_AsksForNothing(string network, string code) => Assert.Empty(EvidenceChecklist.For(s_fraud with { Network = network, ReasonCode = code }));

    [Fact]
    public void For_NotReceived_ReadsTheTagsOfTheTicket()
    {
        var file = s_fraud with { ReasonCategory = "product_not_received", HasContact = true };
        Assert.Equal(EvidenceStatus.ToAdd, Status(EvidenceChecklist.For(file), "Delivery"));
        Assert.Equal(EvidenceStatus.OnFile, Status(EvidenceChecklist.For(file with { Tags = ["vip", "delivered"] }), "Delivery"));
        Assert.Equal(EvidenceStatus.Against, Status(EvidenceChecklist.For(file with { Tags = ["not_received"] }), "Delivery"));
    }

    [Fact]
    public void For_DuplicateThatIsOne_SpeaksAgainst()
    {
        var file = s_fraud with { ReasonCategory = "duplicate" };
        Assert.Equal(EvidenceStatus.OnFile, Status(EvidenceChecklist.For(file), "That no other charge"));
        Assert.Equal(EvidenceStatus.Against, Status(EvidenceChecklist.For(file with { IsDuplicate = true }), "That the two charges"));
    }

    [Fact]
    public void For_EveryCategory_HasALine() => Assert.All(
        ["fraudulent", "unrecognized", "product_not_received", "product_unacceptable", "duplicate", "credit_not_processed", "subscription_canceled", "general", "noncompliant", "authorization", null],
        category => Assert.NotEmpty(EvidenceChecklist.For(s_fraud with { ReasonCategory = category })));

    [Fact]
    public void Chances_UnderTenDecided_AreNotSaid()
    {
        var chances = new WinChances([new("visa", "fraudulent", 4, 9), new("visa", "duplicate", 6, 10), new("mastercard", "fraudulent", 80, 200)]);

        Assert.Null(chances.Of("visa", "fraudulent"));
        Assert.Null(chances.Of("amex", "fraudulent"));
        Assert.Equal(9, chances.Decided("visa", "fraudulent"));
        var small = chances.Of("visa", "duplicate")!.Value;
        // 6 of 10 is pulled towards 90 of 219, with the weight of 20 cases: (20 × 90 ÷ 219 + 6) ÷ 30.
        Assert.Equal(((20 * 90.0 / 219) + 6) / 30, small.Mean, 9);
        // Ten cases and twenty of the average say little, and the interval admits it.
        Assert.True(small.Interval.Upper - small.Interval.Lower > 0.3);
        Assert.True(small.Interval.Lower < small.Mean && small.Mean < small.Interval.Upper);
        Assert.Equal((6L, 10L), (small.Won, small.Decided));
    }

    private static EvidenceStatus Status(IReadOnlyList<EvidenceLine> lines, string what) => Assert.Single(lines, line => line.What.StartsWith(what, StringComparison.Ordinal)).Status;
}
