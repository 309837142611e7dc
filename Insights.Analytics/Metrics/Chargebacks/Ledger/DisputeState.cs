namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>The canonical states of a dispute, and what each means for its course.</summary>
public static class DisputeState
{
    public const string FraudNotice = "fraud_notice";
    public const string Alert = "alert";
    public const string InquiryOpen = "inquiry_open";
    public const string InquiryAnswered = "inquiry_answered";
    public const string InquiryClosed = "inquiry_closed";
    public const string NeedsResponse = "needs_response";
    public const string Challenged = "challenged";
    public const string Accepted = "accepted";
    public const string Expired = "expired";
    public const string PreArbitration = "pre_arbitration";
    public const string Arbitration = "arbitration";
    public const string Won = "won";
    public const string Lost = "lost";
    public const string Prevented = "prevented";
    public const string Withdrawn = "withdrawn";

    /// <summary>In the order a case may run through them: decides between events of the same second.</summary>
    public static IReadOnlyList<string> InOrder { get; } =
    [
        FraudNotice, Alert, InquiryOpen, InquiryAnswered, InquiryClosed, NeedsResponse, Challenged, Accepted, Expired, PreArbitration, Arbitration, Won, Lost, Prevented, Withdrawn,
    ];

    /// <summary>Where the state stands in that order; behind all others when it is none of ours.</summary>
    public static int Rank(string state)
    {
        for (var i = 0; i < InOrder.Count; i++)
        {
            if (InOrder[i] == state)
                return i;
        }
        return InOrder.Count;
    }

    /// <summary>The case rests in this state unless somebody reopens it.</summary>
    public static bool IsClosed(string state) => DisputeOutcome.IsDecided(state) || state is Prevented or Withdrawn or InquiryClosed;

    /// <summary>The vendor's next step is awaited: evidence or acceptance.</summary>
    public static bool AwaitsUs(string state) => state is NeedsResponse or InquiryOpen or PreArbitration;

    /// <summary>How far into the networks' procedure the state lies; null for exits, which lie in whichever cycle they end.</summary>
    public static DisputeStage? StageOf(string state) => state switch
    {
        FraudNotice or Alert => DisputeStage.Notice,
        InquiryOpen or InquiryAnswered or InquiryClosed => DisputeStage.Inquiry,
        NeedsResponse or Challenged or Accepted or Expired or Won or Lost => DisputeStage.Chargeback,
        PreArbitration => DisputeStage.PreArbitration,
        Arbitration => DisputeStage.Arbitration,
        _ => null,
    };
}
