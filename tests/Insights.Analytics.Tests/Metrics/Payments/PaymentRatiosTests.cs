using Insights.Analytics.Metrics.Payments;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Payments;

public sealed class PaymentRatiosTests
{
    [Fact]
    public void ApprovalRate_NothingAnswered_IsUndefined() => Assert.Null(PaymentRatios.ApprovalRate(0, 0).Value);

    [Fact]
    public void ApprovalRate_RetriesCountEach() => Assert.Equal(1.0 / 3, PaymentRatios.ApprovalRate(1, 2).Value!.Value, 12);

    [Fact]
    public void RefundRate_MoreRefundsThanPayments_IsOverOneHundredPercent() => Assert.Equal(1.5, PaymentRatios.RefundRate(3, 2).Value);
}
