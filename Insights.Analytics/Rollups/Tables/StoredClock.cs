using Insights.Analytics.Metrics.ServiceLevels;

namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// A clock as its table holds it: its words as numbers, and nothing that its ticket's own row says. There are seven to a ticket, so that what each repeats is
/// most of a rebuild. Questions are asked of <see cref="TicketClock"/>, which is the same row in words and with its ticket's dimensions.
/// </summary>
internal sealed class StoredClock
{
    public long TicketKey { get; set; }
    public ClockMetric Metric { get; set; }

    /// <summary>From 1, in the order they started.</summary>
    public int Instance { get; set; }

    /// <summary>The ticket's, here too: indexes lead a vendor to its own rows.</summary>
    public int VendorId { get; set; }
    public string? Party { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime? ClosedAt { get; set; }
    public DateOnly? ClosedDay { get; set; }
    public int? ClosedHour { get; set; }
    public DateTime? DecidedAt { get; set; }
    public DateOnly? DecidedDay { get; set; }
    public DateTime? RiskAt { get; set; }
    public Verdict Verdict { get; set; }
    public string? ExcludedBecause { get; set; }
    public long? BusinessSeconds { get; set; }
    public long? WallSeconds { get; set; }
    public long? TargetSeconds { get; set; }
    public bool JudgedByBusinessTime { get; set; }
    public TimeOwner? Cause { get; set; }
    public long? AgentSeconds { get; set; }
    public long? VendorSeconds { get; set; }
    public long? CustomerSeconds { get; set; }
    public long? ThirdPartySeconds { get; set; }
    public long? OffHoursSeconds { get; set; }
    public DateTime? DueAt { get; set; }
    public ClosedBy ClosedBy { get; set; }
    public bool EntersPercentiles { get; set; }
    public string? Policy { get; set; }
    public int? PolicyVersion { get; set; }
    public string? Calendar { get; set; }
    public int? CalendarVersion { get; set; }
}
