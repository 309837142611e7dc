using Insights.Analytics.Metrics.Chargebacks.Actions;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Actions;

public sealed class ActionRulesTests
{
    [Fact]
    public void Catalogue_HoldsAll18_EachWithStepsReasonEvidenceAndSource()
    {
        Assert.Equal(Enumerable.Range(1, 18).Select(i => FormattableString.Invariant($"A{i}")), ActionCatalog.All.Select(action => action.Id));
        Assert.All(ActionCatalog.All, action =>
        {
            Assert.NotEmpty(action.Steps);
            Assert.NotEmpty(action.Evidence);
            Assert.EndsWith(".", action.Reason, StringComparison.Ordinal);
            Assert.NotEmpty(action.Source);
            Assert.True(action.Title.Length <= 70, action.Title);
        });
    }

    [Theory]
    [InlineData("reason=unrecognized", null, "A1")]
    [InlineData("reason=product_not_received", null, "A4")]
    [InlineData("reason=subscription_canceled", null, "A6")]
    [InlineData("reason=duplicate", null, "A8")]
    [InlineData("descriptor=SP*DGTLSVC 8842", "unrecognized", "A1")]
    [InlineData("descriptor=SHOP.EXAMPLE", "product_not_received", "A4")]
    [InlineData("three_ds=not_used,reason=fraudulent", null, "A2")]
    [InlineData("three_ds=not_used,reason=duplicate", null, "A8")]
    [InlineData("bin=545301", "fraudulent", "A2")]
    [InlineData("repeat_customer=yes,amount_band=25 to 50", "fraudulent", "A3")]
    [InlineData("repeat_customer=yes", "unrecognized", "A1")]
    [InlineData("product=Course", "product_unacceptable", "A5")]
    [InlineData("ticket_history=not_answered", "product_not_received", "A11")]
    [InlineData("ticket_history=answered_not_solved", null, "A11")]
    [InlineData("ticket_history=never_contacted", "product_not_received", "A12")]
    [InlineData("ticket_history=solved", "credit_not_processed", "A7")]
    [InlineData("refund_state=full", "general", "A16")]
    [InlineData("refund_state=none", "credit_not_processed", "A7")]
    [InlineData("duplicate_charge=yes,reason=fraudulent", null, "A8")]
    [InlineData("duplicate_charge=no", "fraudulent", "A2")]
    [InlineData("gateway=meridian", "credit_not_processed", "A7")]
    public void For_EachKindOfSegment_IsTheActionAgainstIt(string members, string? leading, string expected) =>
        Assert.Equal(expected, ActionRules.For(Members(members), leading)?.Id);

    [Theory]
    [InlineData("product=Course")]
    [InlineData("gateway=meridian")]
    [InlineData("reason=not_a_reason")]
    [InlineData("refund_state=none")]
    public void For_ASegmentThatSaysNothingAboutACause_IsNoAdvice(string members) => Assert.Null(ActionRules.For(Members(members), null));

    private static List<KeyValuePair<string, string>> Members(string text) => [.. text.Split(',').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];
}
