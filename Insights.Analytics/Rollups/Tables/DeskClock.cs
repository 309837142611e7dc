namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// One promise that is still open: running, standing still, or broken. Few of all clocks are; each holds what it showed at its last change,
/// so that what it shows at any second is worked out when asked, with its calendar, and never read stale.
/// </summary>
internal sealed class DeskClock : TicketRow
{
    public string Metric { get; set; } = "";
    public int Instance { get; set; }
    public string? Agent { get; set; }

    /// <summary>The team of a stay, the third party waited for.</summary>
    public string? Party { get; set; }
    public DateTime StartedAt { get; set; }

    /// <summary>Its last change, and the seconds it held then.</summary>
    public DateTime Since { get; set; }
    public long JudgedSeconds { get; set; }

    /// <summary>Since then it has run; otherwise it stands still.</summary>
    public bool Runs { get; set; }
    public long TargetSeconds { get; set; }
    public bool JudgedByBusinessTime { get; set; }

    /// <summary>The deadline as people are shown it; null while it stands still in time, or when its calendar has no hours ahead.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>The first second at risk; null while it stands still.</summary>
    public DateTime? RiskAt { get; set; }

    /// <summary>The first second over target: past when it is broken, ahead while it runs, null while it stands still in time.</summary>
    public DateTime? BreachesAt { get; set; }
    public string? Calendar { get; set; }
    public string? Policy { get; set; }
    public int? PolicyVersion { get; set; }
}
