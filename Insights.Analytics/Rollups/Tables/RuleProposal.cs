namespace Insights.Analytics.Rollups.Tables;

/// <summary>Somebody asked what would change if the undecided versions of policies and calendars counted for the past too.</summary>
internal sealed class RuleProposal
{
    public const string Waiting = "waiting";
    public const string Ready = "ready";
    public const string Approved = "approved";
    public const string Discarded = "discarded";

    public int Id { get; set; }
    public string State { get; set; } = Waiting;
    public string AskedBy { get; set; } = "";
    public DateTime AskedAt { get; set; }
    public DateTime? ComparedAt { get; set; }

    /// <summary>The versions in question, for people: "policy urgent version 2".</summary>
    public string Versions { get; set; } = "";

    /// <summary>Fingerprint of the rules in force when it was compared; other rules by now make it worthless.</summary>
    public string RulesBefore { get; set; } = "";
    public string RulesAfter { get; set; } = "";

    /// <summary>Data version when it was compared: later facts are not in it.</summary>
    public long DataVersion { get; set; }
    public long Tickets { get; set; }
    public long Clocks { get; set; }
    public string? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }
}

/// <summary>One clock that would be judged otherwise.</summary>
internal sealed class RuleEffect
{
    public int ProposalId { get; set; }

    /// <summary>From 1, in the order of the tickets.</summary>
    public int Number { get; set; }
    public int SourceId { get; set; }
    public string TicketRef { get; set; } = "";
    public int VendorId { get; set; }
    public string Metric { get; set; } = "";
    public int Instance { get; set; }

    /// <summary>Null: the clock does not exist on that side.</summary>
    public string? VerdictBefore { get; set; }
    public string? VerdictAfter { get; set; }

    /// <summary>When its verdict fell; for one that has none, when it started.</summary>
    public DateOnly? DayBefore { get; set; }
    public DateOnly? DayAfter { get; set; }

    /// <summary>What of the rules differs: "policy urgent version 2 instead of 1; target 1:00:00 instead of 2:00:00".</summary>
    public string Cause { get; set; } = "";
}
