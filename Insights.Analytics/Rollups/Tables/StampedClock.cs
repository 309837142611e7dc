namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// What a decided clock said when its month was closed. Narrow on purpose, some 25 bytes: there are as many as promises ever made. Names of tickets and
/// what clocks were judged by repeat, so they lie once in <see cref="StampedTicket"/> and <see cref="StampedTerms"/>.
/// </summary>
internal sealed class StampedClock
{
    public long TicketKey { get; set; }

    /// <summary>Number of the metric in <see cref="Insights.Analytics.Metrics.ServiceLevels.ClockMetric"/>.</summary>
    public int Metric { get; set; }
    public int Instance { get; set; }
    public DateOnly Month { get; set; }
    public int VendorId { get; set; }

    /// <summary>Met when false: only decided clocks are stamped.</summary>
    public bool Breached { get; set; }
    public int TermsId { get; set; }

    /// <summary>Null for a breach that was still running: its length was not known yet, so none can be restated.</summary>
    public long? BusinessSeconds { get; set; }
    public long? WallSeconds { get; set; }
}

/// <summary>A ticket that has stamped clocks, by its name: the ticket itself may be gone when somebody asks.</summary>
internal sealed class StampedTicket
{
    public long TicketKey { get; set; }
    public long TicketHash { get; set; }
    public int SourceId { get; set; }
    public string TicketRef { get; set; } = "";
}

/// <summary>What stamped clocks were judged by. A few dozen rows in all.</summary>
internal sealed class StampedTerms
{
    public int Id { get; set; }

    /// <summary>Empty and 0 where a clock had none.</summary>
    public string Policy { get; set; } = "";
    public int PolicyVersion { get; set; }
    public string Calendar { get; set; } = "";
    public int CalendarVersion { get; set; }
    public long TargetSeconds { get; set; }
    public bool JudgedByBusinessTime { get; set; }
}

/// <summary>One headline figure of a closed month, for all vendors together (<see cref="RollupVendor.All"/>) and for each that had any.</summary>
internal sealed class StampedFigure
{
    public int VendorId { get; set; }
    public DateOnly Month { get; set; }

    /// <summary>Metric of the catalogue.</summary>
    public string Figure { get; set; } = "";
    public long? Numerator { get; set; }
    public long? Denominator { get; set; }
    public long N { get; set; }
    public long? Seconds { get; set; }
}
