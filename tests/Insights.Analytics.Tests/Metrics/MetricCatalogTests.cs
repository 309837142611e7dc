using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Xunit;

namespace Insights.Analytics.Tests.Metrics;

public sealed class MetricCatalogTests
{
    private static readonly MetricDefinition[] s_defined = [.. MetricCatalog.All, .. MetricCatalog.Now];

    [Fact]
    public void Now_EveryRowSetOfTheDesk_IsDefinedOnce()
    {
        Assert.Equal(RowSets.Now.Select(set => set.Id), MetricCatalog.Now.Select(metric => metric.Rows));
        Assert.All(MetricCatalog.Now, metric => Assert.Equal((metric.Id, RowSets.AsOfNow), (MetricCatalog.Defined(metric.Id)!.Id, metric.DateBasis)));
        Assert.Null(MetricCatalog.Defined("no_such_number"));
    }

    [Fact]
    public void All_IdsAndNames_AreUnique()
    {
        Assert.Equal(s_defined.Length, s_defined.Select(metric => metric.Id).Distinct().Count());
        Assert.Equal(s_defined.Length, s_defined.Select(metric => metric.Name).Distinct().Count());
        Assert.All(s_defined, metric => Assert.Matches("^[a-z0-9_]+$", metric.Id));
    }

    [Fact]
    public void All_TextsAreComplete() => Assert.All(s_defined, metric =>
    {
        foreach (var text in new[] { metric.Name, metric.DateBasis, metric.TimeBasis, metric.Definition, metric.Formula, metric.Example })
            Assert.False(string.IsNullOrWhiteSpace(text), metric.Id);
        Assert.EndsWith(".", metric.Definition);
        Assert.True(metric.Exclusions.Count > 0, metric.Id);
        Assert.All(metric.Exclusions, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    });

    [Fact]
    public void All_RowSetsExist() => Assert.All(s_defined, metric =>
    {
        Assert.NotNull(RowSets.Find(metric.Rows));
        Assert.Equal(metric.Unit is MetricUnit.Percent or MetricUnit.PerThousand, metric.DenominatorRows is not null);
        if (metric.DenominatorRows is { } denominator)
            Assert.NotNull(RowSets.Find(denominator));
    });

    [Fact]
    public void All_DateBasisIsTheRowSets() => Assert.All(
        MetricCatalog.All, metric => Assert.StartsWith(RowSets.Find(metric.Rows)!.DateBasis, metric.DateBasis));

    [Fact]
    public void All_RowSetsAreUsed() =>
        // clocks.decided and its like are denominators; what stands beside a rate is counted there; every other set is some metric's rows.
        Assert.Empty(RowSets.All.Select(set => set.Id).Except(RowSets.Beside).Except(MetricCatalog.All.SelectMany(metric => new[] { metric.Rows, metric.DenominatorRows })!));

    [Fact]
    public void All_Durations_NameTheirTimeBasis() => Assert.All(
        MetricCatalog.All.Where(metric => metric.Unit == MetricUnit.Duration), metric => Assert.Contains(metric.TimeBasis, new[] { "business", "wall-clock" }));

    [Fact]
    public void All_HoldWhatTheScreensAskFor() => Assert.Superset(
        new HashSet<string>
        {
            "tickets_created", "tickets_solved", "backlog",
            "first_reply_time", "first_reply_time_p90", "first_reply_time_wall_clock", "first_reply_time_wall_clock_p90",
            "full_resolution_time", "full_resolution_time_p90", "full_resolution_time_wall_clock", "full_resolution_time_wall_clock_p90",
            "sla_attainment", "first_reply_attainment", "resolution_attainment",
            "payments", "payment_volume", "approval_rate", "failed_payments", "refunds", "refund_rate", "refunded_value",
            "disputes", "dispute_activity", "dispute_rate", "disputed_value", "net_loss", "win_rate",
        },
        MetricCatalog.All.Select(metric => metric.Id).ToHashSet());

    [Theory]
    [InlineData("first_reply", "Did you mean first_reply_time")]
    [InlineData("aproval_rate", "Did you mean approval_rate?")]
    [InlineData("Dispute-Rate", "dispute_rate")]
    [InlineData("xyz", "The metrics are tickets_created, ")]
    public void Find_UnknownId_NamesNearOnes(string id, string hint) =>
        Assert.Contains(hint, Assert.Throws<ArgumentException>(() => MetricCatalog.Find(id)).Message);

    [Fact]
    public void Find_KnownId_IsThatMetric() => Assert.Equal("Approval rate", MetricCatalog.Find("approval_rate").Name);

    /// <summary>A percentage as the product prints it.</summary>
    internal static string Percent(double? share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");
}
