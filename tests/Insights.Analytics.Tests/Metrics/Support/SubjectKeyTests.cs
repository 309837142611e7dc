using Insights.Analytics.Metrics.Support;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Support;

public sealed class SubjectKeyTests
{
    [Theory]
    [InlineData("Payment declined for order A-10442", "declin payment")]
    [InlineData("RE: payments declined, order 7!", "declin payment")]
    [InlineData("Error gateway_timeout when paying", "error gateway_timeout paying")]
    [InlineData("Order 12345?", null)]
    [InlineData(null, null)]
    public void Of_LeavesOutWhatNamesOneCase(string? subject, string? words) => Assert.Equal(words, SubjectKey.Of(subject)?.Words);

    [Fact]
    public void Similarity_IsWhatBothHaveOfWhatEitherHas()
    {
        // no, refund, still against no, refund, yet: two of four.
        var (one, other) = (SubjectKey.Of("Still no refund")!, SubjectKey.Of("No refund yet")!);

        Assert.Equal(0.5, SubjectKey.Similarity(new HashSet<string> { "no", "refund", "late" }, other.ToSet()), 12);
        Assert.Equal(2.0 / 3, SubjectKey.Similarity(one.ToSet(), other.ToSet()), 12); // "still" is a little word
    }

    [Fact]
    public void ErrorCode_IsTheWordWithASign() => Assert.Equal("gateway_timeout", SubjectKey.Of("Checkout error: gateway_timeout")!.ErrorCode);
}
