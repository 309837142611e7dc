namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>One question and its answer.</summary>
/// <param name="Disputes">All of the segment, also in strata without comparison.</param>
/// <param name="Base">Payments of the segment; for a mix its disputes of any outcome.</param>
/// <param name="Compared">The count that was tested.</param>
internal sealed record SegmentTest(Segment Segment, long Disputes, long Base, StratifiedCount Compared)
{
    /// <summary>All segments of one dimension (or pair) in one run.</summary>
    public string Family => Segment.Kind;

    public double P { get; } = Compared.P;

    /// <summary>Within the family (Benjamini and Hochberg), times families ÷ families with a finding.</summary>
    public double Q { get; set; } = 1;

    /// <summary>Segments of the family.</summary>
    public int M { get; set; }
}
