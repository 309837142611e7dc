namespace Insights.Analytics.Rollups.Tables;

/// <summary>What looks like the work of a fraudster: many cards tried in a row, one card tried again and again, one customer who disputes again and again.</summary>
internal sealed class FraudSignal
{
    public const string Testing = "card_testing";
    public const string Velocity = "velocity";
    public const string Disputer = "repeat_disputer";

    public string Kind { get; set; } = "";
    public int VendorId { get; set; }
    public DateTime StartedAt { get; set; }

    /// <summary>The card BIN, or the provider's token of the card, or the customer's id. Never a card number.</summary>
    public string Member { get; set; } = "";
    public DateOnly Day { get; set; }
    public DateTime EndedAt { get; set; }
    public int Attempts { get; set; }
    public int Failed { get; set; }

    /// <summary>How many different cards; 0 where the provider names none.</summary>
    public int Cards { get; set; }
    public int Disputes { get; set; }
    public long LeastMinor { get; set; }
    public long MostMinor { get; set; }

    /// <summary>Empty when there are several.</summary>
    public string Currency { get; set; } = "";
}

/// <summary>A card (its token) or customer that took part in a signal: a candidate for a block list.</summary>
internal sealed class BlockCandidate
{
    public const string Card = "card";
    public const string Customer = "customer";

    public int VendorId { get; set; }
    public string TokenKind { get; set; } = "";
    public string Token { get; set; } = "";

    /// <summary>The kind of the signal.</summary>
    public string Reason { get; set; } = "";
    public DateOnly Day { get; set; }
    public int Attempts { get; set; }
    public int Passed { get; set; }
    public DateTime LastAt { get; set; }
}
