using NodaTime;

namespace Insights.Analytics.Reports;

/// <summary>
/// One typed value of a document. Pages, PDF, Excel, CSV and JSON all take their text and number from here (<see cref="CellText"/>):
/// no writer decides a format or a rounding.
/// </summary>
public abstract record Cell
{
    private Cell() { }

    /// <summary>Where the number's rows are (path and query inside the portal), when it has rows.</summary>
    public string? Link { get; init; }

    public sealed record Text(string Value) : Cell;

    public sealed record Count(long Value) : Cell;

    /// <summary>A share, kept as its counts. <paramref name="Decimals"/> are those of the printed percentage.</summary>
    public sealed record Share(long Numerator, long Denominator, int Decimals = 1) : Cell
    {
        /// <summary>100 prints a percentage, 1000 so many for every thousand: a rate, whose changes are relative.</summary>
        public int Per { get; init; } = 100;
    }

    /// <summary>A difference of two shares, in percentage points.</summary>
    public sealed record Points(double Value, int Decimals = 1) : Cell;

    /// <summary>A relative change, for counts and money: 0.12 is +12 %.</summary>
    public sealed record Change(double Value) : Cell;

    /// <summary>Minor units of the currency; printed with that currency's decimals.</summary>
    public sealed record Money(long Minor, string Currency) : Cell;

    /// <summary>Whole seconds; printed as the two largest units (1 d 4 h, 41 min).</summary>
    public sealed record Duration(long Seconds) : Cell;

    public sealed record Date(LocalDate Value) : Cell;

    /// <summary>An instant, printed in the document's zone.</summary>
    public sealed record Moment(Instant Value) : Cell;

    /// <summary>No value, and why: "no payments", "not yet decided". Never a zero.</summary>
    public sealed record None(string Why) : Cell;
}
