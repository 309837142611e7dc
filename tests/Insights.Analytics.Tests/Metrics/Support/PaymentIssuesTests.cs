using Insights.Analytics.Metrics.Support;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Support;

public sealed class PaymentIssuesTests
{
    [Theory]
    [InlineData("refund", "chargeback", 2)]
    [InlineData("refund", "refund vip", 1)]
    [InlineData("refund", null, 1)]
    [InlineData("other", "vip urgent", 0)]
    [InlineData("other", "fraud Fraud billing_error", 2)]
    [InlineData(null, null, 0)]
    public void Count_NamesEachIssueTypeOnce(string? category, string? tags, int issues) => Assert.Equal(issues, PaymentIssues.Count(category, tags));
}
