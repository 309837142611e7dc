namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>Numbers as members of a dimension. The edges are fixed before anything is counted. Codes begin at 1; 0 is unknown.</summary>
internal static class PatternBands
{
    public static IReadOnlyList<string> Weekdays { get; } = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static IReadOnlyList<string> YesNo { get; } = ["no", "yes"];

    /// <summary>In units of the currency, so that bands mean the same in every report; yen and other currencies without decimals are taken as a hundredth.</summary>
    public static IReadOnlyList<string> Amounts { get; } = ["under 2", "2 to 10", "10 to 25", "25 to 50", "50 to 100", "100 to 250", "250 to 1000", "1000 and more"];

    private static readonly long[] s_amountEdges = [200, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000];

    public static IReadOnlyList<string> Days { get; } = ["0-7", "8-14", "15-30", "31-60", "61-90", "91 and more"];

    private static readonly int[] s_dayEdges = [8, 15, 31, 61, 91];

    public static IReadOnlyList<string> Refunds { get; } = ["none", "partial", "full"];

    public static IReadOnlyList<string> Tickets { get; } = ["never_contacted", "not_answered", "answered_not_solved", "solved"];

    public static int OfAmount(long minor)
    {
        var band = 1;
        foreach (var edge in s_amountEdges)
        {
            if (minor < edge)
                break;
            band++;
        }
        return band;
    }

    public static int OfDays(int days)
    {
        if (days < 0)
            return 0;
        var band = 1;
        foreach (var edge in s_dayEdges)
        {
            if (days < edge)
                break;
            band++;
        }
        return band;
    }

    /// <summary>The members of a dimension that has fixed ones; null where they are whatever the data holds.</summary>
    public static IReadOnlyList<string>? OfPayments(int dimension) => dimension switch
    {
        PatternDimensions.Amount => Amounts,
        PatternDimensions.Weekday => Weekdays,
        PatternDimensions.Hour => s_hours,
        PatternDimensions.RepeatCustomer or PatternDimensions.DuplicateCharge => YesNo,
        _ => null,
    };

    public static IReadOnlyList<string>? OfDisputes(int dimension) => dimension switch
    {
        PatternDimensions.DaysToDispute => Days,
        PatternDimensions.RefundState => Refunds,
        PatternDimensions.TicketHistory => Tickets,
        _ => null,
    };

    private static readonly string[] s_hours = [.. Enumerable.Range(0, 24).Select(hour => FormattableString.Invariant($"{hour:00}:00 to {hour:00}:59"))];
}
