namespace Insights.Analytics.Rollups.Tables;

/// <summary>When a day's sums were last derived: who holds sums in memory asks for the days that are younger, and for no others.</summary>
internal sealed class DerivedDay
{
    /// <summary>Every day of every table: all of them were derived anew.</summary>
    public const int Everything = -1;

    /// <summary>Payments; disputes stand under 1 + their <see cref="DisputeBasis"/>.</summary>
    public const int Payments = 0;

    /// <summary>Whatever is summed from tickets, under each day that one of its columns is counted by.</summary>
    public const int Tickets = 10;

    /// <summary>Sums of payment cases.</summary>
    public const int PaymentCases = 11;

    /// <summary>Sums of the dispute ledger, under the day received and the day decided.</summary>
    public const int Ledger = 12;

    /// <summary>Refunds that name others of their payment: these may lie on days of which nothing else was derived.</summary>
    public const int LinkedRefunds = 13;

    /// <summary>Customers with a sign of trouble, under the day of their last case.</summary>
    public const int Customers = 14;

    public int Kind { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>Grows with every day derived.</summary>
    public long Revision { get; set; }

    public static int KindOf(DisputeBasis? basis) => basis is { } disputes ? 1 + (int)disputes : Payments;
}
