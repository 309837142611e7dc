using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <summary>What a daily number will be, with how far off such forecasts have been.</summary>
public interface IForecastQueries
{
    /// <summary>Null where there is too little history, or the rows carry not what the filter names. The filter's period does not matter: a forecast goes on from the last whole day.</summary>
    /// <param name="ahead">Days.</param>
    Task<MetricForecast?> OfAsync(string metricId, ReportFilter filter, DataScope scope, int ahead, CancellationToken cancel = default);
}

/// <summary>A forecast of a count a day.</summary>
public sealed record MetricForecast
{
    public required string MetricId { get; init; }

    /// <summary>Whole days, the last one last; the day that is not over is left out.</summary>
    public required IReadOnlyList<PastDay> Past { get; init; }
    public required IReadOnlyList<ForecastDay> Days { get; init; }

    /// <summary>No model beat "as on the same day a week before" on the series' own past, so that is shown.</summary>
    public required bool IsNaive { get; init; }

    /// <summary>How far off the forecast and the naive one were on average, in cases a day, when made of the last weeks from what was known then.</summary>
    public required double Error { get; init; }
    public required double NaiveError { get; init; }

    /// <summary>Days that were forecast and compared.</summary>
    public required int Backtests { get; init; }
}

/// <param name="Trend">Without the days of the week and without outliers (STL, robust).</param>
public sealed record PastDay(LocalDate Day, long Count, double Trend);

/// <summary>In nine of ten backtested forecasts as far ahead the number lay between the two.</summary>
public sealed record ForecastDay(LocalDate Day, double Value, double Lower, double Upper);
