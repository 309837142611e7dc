namespace Insights.Analytics.Rollups.Tables;

/// <summary>Tickets of one day in the reporting zone, by vendor and one dimension.</summary>
internal sealed class DailyTickets : IMarginRow
{
    public RollupDimension Dimension { get; set; }
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }
    public string Member { get; set; } = "";
    public long Created { get; set; }

    /// <summary>Tickets whose last change to solved fell on the day.</summary>
    public long Solved { get; set; }

    /// <summary>Spans of being unsolved that began; with <see cref="UnsolvedEnded"/> summed over all days so far they give the backlog.</summary>
    public long UnsolvedBegan { get; set; }
    public long UnsolvedEnded { get; set; }

    /// <summary>Tickets created whose issue is known.</summary>
    public long Classified { get; set; }

    /// <summary>Tickets created whose fields name the issue and which have a subject to hold against them.</summary>
    public long WordsKnown { get; set; }

    /// <summary>Of these, tickets whose words say the same.</summary>
    public long WordsAgree { get; set; }
}
