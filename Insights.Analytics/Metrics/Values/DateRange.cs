using NodaTime;

namespace Insights.Analytics.Metrics.Values;

/// <summary>Whole local days, both ends included: "October" is 1 to 31 October.</summary>
public sealed record DateRange
{
    public DateRange(LocalDate from, LocalDate to)
    {
        if (to < from)
            throw new ArgumentException($"The range ends ({to}) before it starts ({from}).", nameof(to));
        From = from;
        To = to;
    }

    public LocalDate From { get; }

    public LocalDate To { get; }

    public int Days => Period.DaysBetween(From, To) + 1;

    /// <summary>The range of the same length that ends the day before this one starts; a whole calendar month gives the whole month before.</summary>
    public DateRange Previous()
    {
        if (From.Day == 1 && To == From.With(DateAdjusters.EndOfMonth))
            return new(From.PlusMonths(-1), From.PlusDays(-1));
        return new(From.PlusDays(-Days), From.PlusDays(-1));
    }

    public DateRange PreviousYear()
    {
        var from = From.PlusYears(-1);
        var to = To.PlusYears(-1);
        // February's end stays February's end, so that a leap day is neither lost nor doubled.
        if (From.Day == 1 && To == To.With(DateAdjusters.EndOfMonth))
            to = to.With(DateAdjusters.EndOfMonth);
        return new(from, to);
    }

    /// <summary>First instant of the range and the first instant after it, in the zone.</summary>
    public (Instant Start, Instant End) In(DateTimeZone zone) =>
        (zone.AtStartOfDay(From).ToInstant(), zone.AtStartOfDay(To.PlusDays(1)).ToInstant());

    public bool Contains(LocalDate day) => day >= From && day <= To;

    public override string ToString() => FormattableString.Invariant($"{From:uuuu-MM-dd}..{To:uuuu-MM-dd}");
}
