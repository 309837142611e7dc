namespace Insights.Analytics.Rollups.Tables;

/// <summary>Which payments or disputes a pattern is about, as texts: what it is recognised by from run to run.</summary>
internal abstract class PatternSegmentRow
{
    /// <summary>vendor+descriptor, gateway, vendor+reason …: the dimensions, whatever the members.</summary>
    public string Kind { get; set; } = "";

    /// <summary>0 for patterns over all vendors.</summary>
    public int VendorId { get; set; }

    /// <summary>Up to two dimensions of payments, null where there is none.</summary>
    public string? Dimension { get; set; }
    public string? Member { get; set; }
    public string? SecondDimension { get; set; }
    public string? SecondMember { get; set; }

    /// <summary>Dimension of disputes: reason, days_to_dispute, refund_state, ticket_history.</summary>
    public string? Outcome { get; set; }
    public string? OutcomeMember { get; set; }

    /// <summary>True: which part of the disputes. False: how many disputes of the payments.</summary>
    public bool IsMix { get; set; }
}

/// <summary>One pattern of the last run. All of them are replaced together.</summary>
internal sealed class PatternRow : PatternSegmentRow
{
    /// <summary>Of its sighting: the same from run to run.</summary>
    public int Id { get; set; }
    public string Baseline { get; set; } = "";

    /// <summary>Payments; for a mix disputes of any outcome.</summary>
    public long Base { get; set; }
    public long Disputes { get; set; }
    public double Expected { get; set; }
    public double ExpectedLikeAll { get; set; }
    public double? RateLower { get; set; }
    public double? RateUpper { get; set; }
    public double? RatioLower { get; set; }
    public double? RatioUpper { get; set; }
    public double ShrunkenRate { get; set; }
    public double ShrunkenLower { get; set; }
    public double ShrunkenUpper { get; set; }
    public double P { get; set; }

    /// <summary>With the causes told before it allowed for.</summary>
    public double PGivenOthers { get; set; }
    public double Q { get; set; }

    /// <summary>Segments of its family.</summary>
    public int M { get; set; }

    /// <summary>First day of the week from which on it stands out; null where it always has.</summary>
    public DateOnly? Since { get; set; }
    public DateOnly? SinceEarliest { get; set; }
    public DateOnly? SinceLatest { get; set; }

    /// <summary>First day after it; null while it goes on.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Reason category of more than half of its disputes.</summary>
    public string? LeadingReason { get; set; }
}

/// <summary>What a pattern's disputes amount to in one currency.</summary>
internal sealed class PatternAmount
{
    public int PatternId { get; set; }
    public string Currency { get; set; } = "";
    public int VendorId { get; set; }
    public long DisputedMinor { get; set; }

    /// <summary>The part of it beyond what was expected.</summary>
    public long ExcessMinor { get; set; }
}

internal sealed class PatternWeek
{
    public int PatternId { get; set; }

    /// <summary>First charge day.</summary>
    public DateOnly From { get; set; }
    public int VendorId { get; set; }
    public long Base { get; set; }
    public long Disputes { get; set; }
    public double Expected { get; set; }
}

/// <summary>One of the pattern's disputes, the newest first.</summary>
internal sealed class PatternExample
{
    public int PatternId { get; set; }
    public int Number { get; set; }
    public int VendorId { get; set; }
    public int SourceId { get; set; }
    public string DisputeRef { get; set; } = "";
    public DateTime OpenedAt { get; set; }
    public long AmountMinor { get; set; }
    public string Currency { get; set; } = "";
    public string? Reason { get; set; }
}

/// <summary>One of the disputes a pattern is made of: all of them, so that its number leads to its rows.</summary>
internal sealed class PatternCaseRow
{
    public int PatternId { get; set; }

    /// <summary>Of its ledger row.</summary>
    public long DisputeKey { get; set; }

    /// <summary>The pattern's vendor, 0 over all: whoever may read the pattern may count its disputes.</summary>
    public int VendorId { get; set; }
}

/// <summary>Another name under which the same disputes stood out.</summary>
internal sealed class PatternAlias : PatternSegmentRow
{
    public int PatternId { get; set; }
    public int Number { get; set; }

    /// <summary>The pattern's vendor, so that whoever may read the one may read the other; <see cref="PatternSegmentRow.VendorId"/> is the alias's own.</summary>
    public int OwnerVendorId { get; set; }
    public long Disputes { get; set; }
    public double Expected { get; set; }

    /// <summary>Disputes it has in common with the pattern.</summary>
    public long Shared { get; set; }

    /// <summary>With the pattern allowed for.</summary>
    public double PGivenPattern { get; set; }
}

/// <summary>When a pattern was seen. Never removed: the number is its address.</summary>
internal sealed class PatternSighting : PatternSegmentRow
{
    public int Id { get; set; }
    public DateTime FirstSeenAt { get; set; }
    public DateTime LastSeenAt { get; set; }

    /// <summary>The first run that did not find it any more; null while it is found.</summary>
    public DateTime? GoneAt { get; set; }
    public int Runs { get; set; }
}

/// <summary>One run of the search.</summary>
internal sealed class PatternRun
{
    public int Id { get; set; }
    public DateTime RanAt { get; set; }

    /// <summary>Of the rules of the search.</summary>
    public string Version { get; set; } = "";
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }
    public long Payments { get; set; }
    public long Disputes { get; set; }

    /// <summary>Disputes whose payment has not been imported: they belong to no segment.</summary>
    public long WithoutPayment { get; set; }
    public int Segments { get; set; }
    public int Families { get; set; }
    public int Patterns { get; set; }

    /// <summary>Discoveries beyond those that are told apart.</summary>
    public int LeftOut { get; set; }
}
