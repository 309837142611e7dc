namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>Something payments or disputes can be told apart by.</summary>
/// <param name="Id">Stable: rows, links and the list of actions name it.</param>
/// <param name="Name">As a person reads it.</param>
public sealed record PatternDimension(string Id, string Name);

/// <summary>
/// The dimensions in the order of their codes. What payments carry gives a rate (disputes ÷ payments); what only disputes carry gives a mix (which part of the disputes).
/// </summary>
public static class PatternDimensions
{
    public const int Descriptor = 0;
    public const int Bin = 1;
    public const int Network = 2;
    public const int Method = 3;
    public const int Country = 4;
    public const int Product = 5;
    public const int Amount = 6;
    public const int Gateway = 7;
    public const int ThreeDs = 8;
    public const int Avs = 9;
    public const int Cvc = 10;
    public const int Weekday = 11;
    public const int Hour = 12;
    public const int RepeatCustomer = 13;
    public const int DuplicateCharge = 14;
    public const int CustomerCountry = 15;

    public const int Reason = 0;
    public const int DaysToDispute = 1;
    public const int RefundState = 2;
    public const int TicketHistory = 3;

    public static readonly PatternDimension Vendor = new("vendor", "Vendor");

    public static IReadOnlyList<PatternDimension> OfPayments { get; } =
    [
        new("descriptor", "Statement text"), new("bin", "Card BIN"), new("network", "Card network"), new("method", "Payment method"), new("issuer_country", "Issuer country"),
        new("product", "Product"), new("amount_band", "Amount"), new("gateway", "Gateway"), new("three_ds", "3-D Secure"), new("avs", "Address check"), new("cvc", "Security code check"),
        new("weekday", "Weekday"), new("hour", "Hour of the day"), new("repeat_customer", "Repeat customer"), new("duplicate_charge", "Charged again within 24 hours"),
        new("customer_country", "Customer country"),
    ];

    public static IReadOnlyList<PatternDimension> OfDisputes { get; } =
        [new("reason", "Reason"), new("days_to_dispute", "Days to dispute"), new("refund_state", "Refund before the dispute"), new("ticket_history", "Contact before the dispute")];

    /// <summary>Two dimensions of payments that say more together than each alone.</summary>
    internal static IReadOnlyList<(int One, int Other)> Pairs { get; } = [(Gateway, Method), (Network, ThreeDs), (Country, Method), (Country, CustomerCountry), (Amount, RepeatCustomer), (Amount, ThreeDs)];

    /// <summary>Dimensions of payments whose disputes are also looked at reason by reason.</summary>
    internal static IReadOnlyList<int> WithReason { get; } = [DuplicateCharge, ThreeDs];

    public static string NameOf(string id) =>
        OfPayments.Concat(OfDisputes).Append(Vendor).FirstOrDefault(dimension => dimension.Id == id)?.Name ?? id;
}
