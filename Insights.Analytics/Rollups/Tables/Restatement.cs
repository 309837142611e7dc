namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// A clock of a closed month that no longer says what was stamped. Rows are only ever added: a later change of the same clock is a further row, and so is
/// the one by which it says again what was stamped (<see cref="TakenBack"/>). The last row of each clock is <see cref="Latest"/>.
/// </summary>
internal sealed class Restatement
{
    public long TicketHash { get; set; }
    public int SourceId { get; set; }
    public string TicketRef { get; set; } = "";
    public DateOnly Month { get; set; }

    /// <summary>A ticket that moved to another vendor has left the one's month and come into the other's.</summary>
    public int VendorId { get; set; }
    public string Metric { get; set; } = "";
    public int Instance { get; set; }

    /// <summary>From 1, in the order of the changes.</summary>
    public int Number { get; set; }

    /// <summary>met or breached as stamped; null when the month had no such clock.</summary>
    public string? WasVerdict { get; set; }
    public long? WasBusinessSeconds { get; set; }
    public long? WasWallSeconds { get; set; }
    public long? WasTargetSeconds { get; set; }
    public bool WasByBusinessTime { get; set; }
    public string? WasPolicy { get; set; }
    public int? WasPolicyVersion { get; set; }
    public string? WasCalendar { get; set; }
    public int? WasCalendarVersion { get; set; }

    /// <summary>The verdict now; null when there is no such clock any more.</summary>
    public string? NowVerdict { get; set; }

    /// <summary>Still decided in this month: else it counts elsewhere, or nowhere.</summary>
    public bool NowInMonth { get; set; }
    public long? NowBusinessSeconds { get; set; }
    public long? NowWallSeconds { get; set; }
    public long? NowTargetSeconds { get; set; }
    public bool NowByBusinessTime { get; set; }
    public string? NowPolicy { get; set; }
    public int? NowPolicyVersion { get; set; }
    public string? NowCalendar { get; set; }
    public int? NowCalendarVersion { get; set; }

    /// <summary>One of <see cref="History.RestatementCause"/>'s kinds.</summary>
    public string Cause { get; set; } = "";

    /// <summary>For an import or its undo: the batch.</summary>
    public int? CauseBatch { get; set; }

    /// <summary>Who did it, where that is known. Not shown to vendors.</summary>
    public string? CauseBy { get; set; }

    /// <summary>What exactly: the file's name, the policy and its version, the zones. Not shown to vendors.</summary>
    public string? CauseDetail { get; set; }
    public DateTime MadeAt { get; set; }
    public bool Latest { get; set; }
    public bool TakenBack { get; set; }
}
