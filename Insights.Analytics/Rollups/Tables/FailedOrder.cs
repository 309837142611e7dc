namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// One order whose payment failed, and what came of it within seven days: the first failed attempt, the tries after it, the payment that went through,
/// and what the customer did first. Attempts of one order are one row, so that a customer who tries five times is not five failures.
/// </summary>
internal sealed class FailedOrder
{
    public const string SameMethod = "same_method";
    public const string OtherCard = "other_card";
    public const string OtherMethod = "other_method";
    public const string Asked = "ticket";
    public const string Left = "left";

    /// <summary>Nothing names the order, the customer or the card: nobody can say what came next.</summary>
    public const string NotKnown = "not_known";

    public static readonly string[] AllNext = [SameMethod, OtherCard, OtherMethod, Asked, Left, NotKnown];

    /// <summary>The key of the first failed attempt.</summary>
    public long PaymentKey { get; set; }
    public int VendorId { get; set; }
    public int SourceId { get; set; }
    public string PaymentRef { get; set; } = "";
    public string? CustomerRef { get; set; }
    public string? OrderRef { get; set; }
    public string Currency { get; set; } = "";

    /// <summary>Of the first failed attempt.</summary>
    public long AmountMinor { get; set; }
    public DateTime FirstAt { get; set; }
    public DateOnly Day { get; set; }
    public string? Gateway { get; set; }
    public string? Method { get; set; }
    public string? Brand { get; set; }
    public string? Country { get; set; }
    public string? CustomerCountry { get; set; }
    public string? Bin6 { get; set; }
    public string? FailureCode { get; set; }
    public string? FailureCause { get; set; }

    /// <summary>Failed attempts within the seven days, the first one among them.</summary>
    public int Failures { get; set; }

    /// <summary>What the customer did first: one of the words above.</summary>
    public string Next { get; set; } = Left;
    public DateTime? NextAt { get; set; }

    /// <summary>By which method the customer tried next.</summary>
    public string? NextMethod { get; set; }
    public int? TicketSourceId { get; set; }
    public string? TicketRef { get; set; }

    /// <summary>1: a payment for it went through within the seven days.</summary>
    public int Recovered { get; set; }
    public DateTime? RecoveredAt { get; set; }
    public string? RecoveredRef { get; set; }
    public long RecoveredMinor { get; set; }
}
