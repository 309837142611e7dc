using Insights.Import.Sources;
using Insights.Import.Sources.Vocabularies;
using Xunit;

namespace Insights.Import.Tests.Sources.Vocabularies;

public sealed class ReasonCodesTests
{
    [Theory]
    // A network's code.
    [InlineData("visa", "10.4", null, null, null, "needs_response", "fraud", "fraudulent")]
    [InlineData("visa", "1040", null, null, null, "needs_response", "fraud", "fraudulent")]
    [InlineData("visa", " visa 13.1 ", null, null, null, "lost", "consumer_dispute", "product_not_received")]
    [InlineData("discover", "U01", null, null, null, "lost", "fraud", "fraudulent")]
    [InlineData("diners", "RG", null, null, null, "lost", "consumer_dispute", "product_not_received")]
    // The same digits mean different things on different networks.
    [InlineData("mastercard", "4863", null, null, null, "lost", "fraud", "unrecognized")]
    [InlineData("discover", "4863", null, null, null, "lost", "authorization", "authorization")]
    // Two digits are 48xx on Mastercard.
    [InlineData("mastercard", "37", null, null, null, "lost", "fraud", "fraudulent")]
    [InlineData("mastercard", "70", null, null, null, "lost", "fraud", "fraudulent")]
    // The stage tells inquiry 30 from the chargeback of the same code.
    [InlineData("visa", "30", null, null, null, "inquiry_open", "inquiry", "general")]
    [InlineData("visa", "30", null, null, null, "needs_response", "consumer_dispute", "product_not_received")]
    // An umbrella: the sub-reason first, then the provider's reason, then general.
    [InlineData("mastercard", "4853", "not-provided", null, null, "lost", "consumer_dispute", "product_not_received")]
    [InlineData("mastercard", "4853", "Goods or services not provided", "stripe", "fraudulent", "lost", "consumer_dispute", "product_not_received")]
    [InlineData("mastercard", "4853", null, "stripe", "credit_not_processed", "lost", "consumer_dispute", "credit_not_processed")]
    [InlineData("mastercard", "4853", null, null, null, "lost", "consumer_dispute", "general")]
    [InlineData("mastercard", "4808", null, null, null, "lost", "authorization", "authorization")]
    // The provider's reason alone, also in Shopify's capitals.
    [InlineData(null, null, null, "stripe", "PRODUCT_UNACCEPTABLE", "lost", "consumer_dispute", "product_unacceptable")]
    [InlineData("visa", null, null, null, "UNAUTHORISED", "lost", "fraud", "fraudulent")]
    // Status notes are no reasons.
    [InlineData("amex", "S01", null, null, null, "lost", "not_a_reason", null)]
    [InlineData("mastercard", "4901", null, null, null, "lost", "not_a_reason", null)]
    public void Classify_FollowsTheOrder(string? network, string? code, string? sub, string? provider, string? reason, string state, string group, string? category)
    {
        var classified = ReasonCodes.Classify(network, code, sub, provider, reason, state);
        Assert.Equal((group, category, true), (classified.Group, classified.Category, classified.IsMapped));
    }

    [Theory]
    [InlineData("visa", "99.9", null)]
    [InlineData(null, "4863", null)]
    [InlineData(null, null, "no such reason")]
    public void Classify_Unknown_IsGeneralAndMarked(string? network, string? code, string? reason) =>
        Assert.Equal(new DisputeReason("other", "general", false), ReasonCodes.Classify(network, code, null, null, reason, "lost"));

    [Theory]
    [InlineData("fraud_notice", "fraud", false)]
    [InlineData("alert", "fraud", false)]
    [InlineData("inquiry_open", "inquiry", false)]
    [InlineData("inquiry_closed", "inquiry", false)]
    [InlineData("prevented", "fraud", false)]
    [InlineData("lost", "not_a_reason", false)]
    [InlineData("needs_response", "inquiry", true)]
    [InlineData("challenged", "fraud", true)]
    [InlineData("won", "fraud", true)]
    [InlineData("expired", "other", true)]
    [InlineData("withdrawn", "other", true)]
    [InlineData("pre_arbitration", "fraud", true)]
    public void CountsAsDispute_OnceFundsMoved(string state, string group, bool expected) => Assert.Equal(expected, DisputeRules.CountsAsDispute(state, group));

    [Theory]
    [InlineData("stripe", "warning_under_review", "inquiry_answered")]
    [InlineData("stripe", "Needs response", "needs_response")]
    [InlineData("adyen.event", "CHARGEBACK_REVERSED", "won")]
    [InlineData("braintree", "AUTO_ACCEPTED", "accepted")]
    public void FindState_KnowsEveryProvidersWords(string provider, string status, string state) => Assert.Equal(state, DisputeStates.Find(provider, status)?.State);
}
