using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Payments;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Payments;

public sealed class AlternativesTests
{
    [Fact]
    public void Among_MethodsInACountry_TellsWhatFailsAgainstTheBest_WithItsInterval()
    {
        var found = Alternatives.Among(
            [
                Line(60, 200, "card", "DE"), Line(20, 200, "wallet", "DE"),
                // Four points: not worth it. Too few attempts. Nobody knows where.
                Line(24, 200, "bnpl", "DE"), Line(50, 99, "bank_debit", "DE"), Line(90, 200, "card", ReportFilter.Unknown),
                // Fifteen points of twenty attempts each way: within chance, and too few besides.
                Line(6, 40, "card", "FR"), Line(0, 40, "wallet", "FR"),
            ], placeAt: 1);

        var one = Assert.Single(found);
        Assert.Equal(("DE", "card", "wallet"), (one.Place, one.Failing, one.Working));
        // 30 % − 10 %; Newcombe's interval of 60/200 − 20/200, worked out apart: 12.285 % to 27.510 %.
        Assert.Equal(0.2, one.Difference, 12);
        Assert.Equal(0.12285, one.Lower, 5);
        Assert.Equal(0.27510, one.Upper, 5);
    }

    [Fact]
    public void Among_GatewaysOfAMethod_ComparesWithinTheMethod()
    {
        var found = Alternatives.Among([Line(60, 200, "card", "corvex"), Line(20, 200, "card", "meridian"), Line(2, 200, "wallet", "tidewater")], placeAt: 0);

        Assert.Equal(("card", "corvex", "meridian"), Assert.Single(found) is var one ? (one.Place, one.Failing, one.Working) : default);
    }

    private static FacetLine Line(long failed, long attempts, params string[] members) => new(members, "", failed, attempts, 0);
}
