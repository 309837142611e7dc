using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Alerts;

/// <summary>
/// What stood out in the daily numbers, each cause once. A vendor reads what lies in its own rows; what goes across vendors is for staff. Of a filter the period
/// counts (alerts with a day in it) and the vendor.
/// </summary>
public interface IAlertQueries
{
    /// <summary>The metrics of the catalogue that are watched.</summary>
    IReadOnlyList<string> Watched { get; }

    /// <summary>Null while nothing has been watched.</summary>
    Task<TrendWatch?> LastRunAsync(DataScope scope, CancellationToken cancel = default);

    /// <summary>Those that go on first, then the newest.</summary>
    Task<IReadOnlyList<Alert>> ListAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Null when there is none of this number, or the scope may not read it.</summary>
    Task<AlertDetail?> FindAsync(int id, DataScope scope, CancellationToken cancel = default);
}

/// <param name="From">First day that was judged.</param>
/// <param name="To">The last whole day.</param>
/// <param name="Series">Daily series: numbers, as a whole and by the members of their dimensions.</param>
/// <param name="Chance">Below which a day of a series is called out of the ordinary.</param>
/// <param name="FalseAlarmsAYear">How many are to be expected at this chance, over all series.</param>
public sealed record TrendWatch(Instant RanAt, LocalDate From, LocalDate To, int Series, double Chance, double FalseAlarmsAYear);

/// <summary>Something out of the ordinary, on one day or several in a row.</summary>
public sealed record Alert
{
    /// <summary>Its address: the same from run to run.</summary>
    public required int Id { get; init; }

    /// <summary>failed_payments, failed_refunds, refunds, payments, tickets, disputes.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric of the catalogue whose cases are counted.</summary>
    public required string CatalogueId { get; init; }

    /// <summary>Where it lies; null: everywhere alike.</summary>
    public required AlertMember? Place { get; init; }
    public required string? VendorCode { get; init; }

    /// <summary>False: fewer than usual.</summary>
    public required bool IsHigh { get; init; }
    public required LocalDate FirstDay { get; init; }
    public required LocalDate LastDay { get; init; }

    /// <summary>Null while it goes on.</summary>
    public required LocalDate? RecoveredDay { get; init; }
    public required long Count { get; init; }
    public required double Expected { get; init; }
    public required double Chance { get; init; }

    /// <summary>The worst day and its hours.</summary>
    public required LocalDate PeakDay { get; init; }
    public required AlertWindow? Window { get; init; }

    /// <summary>Days of the same name the worst day was compared with.</summary>
    public required int ComparedDays { get; init; }

    /// <summary>What the rows of the worst day have in common besides.</summary>
    public required IReadOnlyList<AlertMember> Shared { get; init; }
    public required Instant FirstSeenAt { get; init; }

    /// <summary>"Failed payments · gateway corvex".</summary>
    public required string Name { get; init; }

    /// <summary>What happened, against what, in one or two sentences.</summary>
    public required string Sentence { get; init; }
    public double Excess => Count - Expected;
}

/// <param name="Value">As stored; of vendors their name.</param>
/// <param name="Share">Of the rows of the worst day; 1 for the place itself.</param>
public sealed record AlertMember(string Dimension, string Value, double Share = 1);

/// <param name="FromHour">0 to 23, in the reporting zone.</param>
/// <param name="ToHour">First hour after it, 1 to 24.</param>
/// <param name="Usual">In the same hours of the days it was compared with, on average.</param>
public sealed record AlertWindow(int FromHour, int ToHour, long Count, double Usual);

/// <param name="Days">Its days, oldest first.</param>
/// <param name="Together">Other alerts with a day in common.</param>
public sealed record AlertDetail(Alert Alert, TrendWatch Watch, IReadOnlyList<AlertPoint> Days, IReadOnlyList<Alert> Together);

public sealed record AlertPoint(LocalDate Day, long Count, double Expected);
