namespace Insights.Analytics.Rollups.Tables;

/// <summary>How cases of one day, team and issue ended: by the day of their last solve, and for all vendors together under RollupVendor.All.</summary>
internal sealed class DailyQuality
{
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }
    public string Team { get; set; } = "";
    public string Issue { get; set; } = "";
    public long Solved { get; set; }
    public long Reopened { get; set; }

    /// <summary>Solved with a conversation that is known, and of these with one reply.</summary>
    public long Known { get; set; }
    public long FirstContact { get; set; }
    public long Rated { get; set; }
    public long RatedBad { get; set; }

    /// <summary>Passed from tier to tier at least once.</summary>
    public long Passed { get; set; }
}

/// <summary>Tickets of one day whose subjects have one key (SubjectKey): created by the day of creation, the rest by the day of the last solve.</summary>
internal sealed class DailySubjects
{
    public int VendorId { get; set; }
    public long SubjectKey { get; set; }
    public DateOnly Day { get; set; }
    public long Created { get; set; }
    public long Known { get; set; }
    public long FirstContact { get; set; }
}

/// <summary>
/// A key that subjects have had, and the recurring issue it belongs to once it came often enough. History: a key keeps its issue, so that a rebuild leaves every address as it is.
/// </summary>
internal sealed class SubjectKeyRow
{
    public long SubjectKey { get; set; }
    public string Words { get; set; } = "";

    /// <summary>The issue it belongs to, named by the key that began it; null while it came too seldom.</summary>
    public long? Cluster { get; set; }
}

/// <summary>A customer with something that speaks for trouble. All cases of one customer are weighed anew when one of them changes; customers without any sign have no row.</summary>
internal sealed class CustomerSignal
{
    public int VendorId { get; set; }

    /// <summary>Of vendor and customer.</summary>
    public long CustomerHash { get; set; }

    /// <summary>The most cases of one issue within 30 days.</summary>
    public int Repeats { get; set; }
    public string? RepeatedIssue { get; set; }

    /// <summary>Cases rated bad.</summary>
    public int RatedBad { get; set; }

    /// <summary>Refund cases that are not solved.</summary>
    public int OpenRefunds { get; set; }
    public int Tickets { get; set; }

    /// <summary>Of these signs, how many it has: 1 to 3.</summary>
    public int Signs { get; set; }
    public DateOnly LastDay { get; set; }

    /// <summary>Its cases by the day they were created and what they carry, packed (CellBlock): what else a filter names, some case of the customer has to carry.</summary>
    public byte[] Cases { get; set; } = [];
}

/// <summary>Somebody who read a ticket says what it is about. Taken back rather than deleted. History: no rebuild touches it.</summary>
internal sealed class IssueCorrection
{
    public int Id { get; set; }
    public int SourceId { get; set; }
    public string TicketRef { get; set; } = "";
    public int VendorId { get; set; }
    public string Issue { get; set; } = "";
    public string? Cause { get; set; }
    public string Note { get; set; } = "";
    public string By { get; set; } = "";
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}

/// <summary>One saved version of the words contacts are told apart by; the newest holds. An empty text is what the program came with.</summary>
internal sealed class IssueWordsVersion
{
    public int Id { get; set; }
    public string Text { get; set; } = "";
    public DateTime SavedAt { get; set; }
    public string SavedBy { get; set; } = "";
    public string Reason { get; set; } = "";
}

/// <summary>A limit somebody set to a daily number. Taken back rather than deleted.</summary>
internal sealed class AlertThreshold
{
    public int Id { get; set; }

    /// <summary>Of the catalogue.</summary>
    public string Metric { get; set; } = "";

    /// <summary>The vendor whose rows it watches; −1 for all together.</summary>
    public int VendorId { get; set; }

    /// <summary>True: an alert when the number is above the limit; false: below.</summary>
    public bool IsAbove { get; set; }

    /// <summary>In the metric's unit: a count, a fraction, seconds.</summary>
    public double Limit { get; set; }

    /// <summary>Days that are taken together: 1 for each day by itself, 7 for the last seven.</summary>
    public int Days { get; set; }
    public string By { get; set; } = "";
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}

/// <summary>A stretch of days in which a number was beyond its limit: told once, however long it lasts, and told again only after it recovered.</summary>
internal sealed class ThresholdCrossing
{
    public int Id { get; set; }
    public int ThresholdId { get; set; }
    public int VendorId { get; set; }
    public DateOnly FirstDay { get; set; }
    public DateOnly LastDay { get; set; }

    /// <summary>The first whole day on the right side again; null while it goes on.</summary>
    public DateOnly? RecoveredDay { get; set; }

    /// <summary>The number on the day it was farthest beyond.</summary>
    public double Worst { get; set; }
    public DateOnly WorstDay { get; set; }
    public DateTime FirstSeenAt { get; set; }
}
