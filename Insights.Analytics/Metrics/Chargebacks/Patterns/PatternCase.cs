namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>One dispute together with what its payment carries.</summary>
internal sealed record PatternCase
{
    /// <summary>Dense number of the vendor.</summary>
    public required int Vendor { get; init; }

    /// <summary>Day of the charge in the window.</summary>
    public required int Day { get; init; }

    /// <summary>By <see cref="PatternDimensions.OfPayments"/>; 0 is unknown.</summary>
    public required int[] Codes { get; init; }

    /// <summary>By <see cref="PatternDimensions.OfDisputes"/>; 0 is unknown.</summary>
    public required int[] Outcomes { get; init; }

    public int Period => Day / PatternWindow.PeriodDays;

    public int Week => Day / 7;

    public long AmountMinor { get; init; }
    public string Currency { get; init; } = "";
    public int SourceId { get; init; }
    public string Ref { get; init; } = "";

    /// <summary>Of its ledger row.</summary>
    public long Key { get; init; }
    public DateTime OpenedAt { get; init; }
}
