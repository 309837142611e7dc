namespace Insights.Web.Portal;

/// <summary>A report or the filtered page of a saved view that goes to people by mail, on its schedule, each time rendered in each recipient's own scope.</summary>
internal sealed class Subscription
{
    public int Id { get; set; }

    public int OwnerId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>
    /// The owner's saved view that it sends, as that is on the day of each run; null: its own filter. Kept when the view is deleted, so that nobody gets anything else unawares.
    /// </summary>
    public int? ViewId { get; set; }

    /// <summary>Id of the report or screen document: executive-monthly, chargebacks. Of a saved view: as it was when it was chosen.</summary>
    public string ReportId { get; set; } = "";

    /// <summary>The filter's canonical query string; relative periods are read on the day of each run.</summary>
    public string Query { get; set; } = "";

    /// <summary>Separated by blanks: "pdf xlsx". Empty: the mail's own summary only.</summary>
    public string Formats { get; set; } = "";

    /// <summary>One of <see cref="Delivery.Schedules.Cadence"/>, by name.</summary>
    public string Cadence { get; set; } = "";

    /// <summary>Weekly: 1 Monday to 7 Sunday.</summary>
    public int Weekday { get; set; } = 1;

    /// <summary>Monthly: the n-th working day, from 1.</summary>
    public int WorkingDay { get; set; } = 1;

    /// <summary>Minutes after midnight in the zone.</summary>
    public int Minute { get; set; }

    /// <summary>IANA name.</summary>
    public string Zone { get; set; } = "";

    /// <summary>Whose holidays count; null: Monday to Friday.</summary>
    public string? Calendar { get; set; }

    /// <summary>Late data: true holds the run until the data is there, false sends and says it in the first line.</summary>
    public bool HoldsStale { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? PausedAt { get; set; }

    /// <summary>Why it was paused, when no person did it; a sentence for people.</summary>
    public string? PausedBecause { get; set; }

    /// <summary>Deleted, and can be taken back for a while.</summary>
    public DateTime? DeletedAt { get; set; }

    /// <summary>When the next run falls due; null while it is paused or deleted.</summary>
    public DateTime? NextRunAt { get; set; }

    public bool IsActive => PausedAt is null && DeletedAt is null;
}
