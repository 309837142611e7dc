using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using NodaTime;

namespace Insights.Analytics.Rollups.Trends;

/// <summary>
/// Looks at every watched series for days out of the ordinary and says of each where it comes from. The sums of all vendors tell which days; only of these days, and
/// of the weeks each is compared with, the facts are read. What it finds is kept as alerts.
/// </summary>
internal sealed class WatchPass(AnalyticsStore store, TimeProvider clock)
{
    /// <summary>Grows when the same data would give other alerts.</summary>
    internal const string Version = "2";

    private const int DaysTold = 400;

    /// <summary>A series of fewer, over all its days, is never large enough to be judged and has no part in the sharing out of false alarms.</summary>
    private const double LeastCount = 20;

    /// <summary>A stretch whose single days explain so much of it is told as these days.</summary>
    private const double MostByDays = 0.6;

    private const int ComparedWeeks = 4;
    private const int WeeksBack = 8;

    private readonly AlertTable _table = new(store, clock);

    public async Task<WatchRun> RunAsync(IProgress<(double Fraction, string Text)>? progress, CancellationToken cancel)
    {
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        await using var analytics = store.Open(DataScope.Staff);
        using var facts = store.Reporting.OpenFactReader();
        var days = new ReportingDays(workspace.ReportingZone);

        var watched = new List<(WatchedMetric Metric, DateOnly From, DateOnly To, IReadOnlyList<Series> Series)>();
        foreach (var metric in WatchedMetric.All)
        {
            if (Whole(facts, metric, days) is not { } whole)
                continue;
            var series = await new DailySeries(analytics, whole.From, whole.To).ReadAsync(metric, cancel);
            watched.Add((metric, whole.From, whole.To, [.. series.Where(one => one.Counts.Sum() >= LeastCount)]));
        }

        if (watched.Count == 0)
            return await _table.ReplaceAsync([], new() { Version = Version }, cancel);
        var (first, until) = (watched.Min(one => one.From), watched.Max(one => one.To));
        var count = watched.Sum(one => one.Series.Count);
        var chance = Math.Min(AnomalySettings.Standard.Chance, AnomalySettings.FalseAlarmsAYear / 365 / Math.Max(1, count));
        var holidays = await HolidaysAsync(first, until, cancel);
        var findings = new List<Finding>();
        for (var i = 0; i < watched.Count; i++)
        {
            var (metric, from, to, series) = watched[i];
            progress?.Report(((double)i / watched.Count, metric.Id));
            var reader = new DayCaseReader(analytics, facts, days, metric);
            findings.AddRange(await ExplainAsync(metric, reader, Out(metric, series, chance, from, holidays), from, cancel));
        }

        return await _table.ReplaceAsync(
            FoundAlert.Of(Once(findings), until), new() { Version = Version, From = first.AddDays(AnomalyFinder.FirstJudged), To = until, Series = count, Chance = chance }, cancel);
    }

    /// <summary>The last day that is over in any of the watched numbers; null while there is too little to watch.</summary>
    public async Task<DateOnly?> LastWholeDayAsync(CancellationToken cancel)
    {
        var days = new ReportingDays((await store.Reporting.WorkspaceAsync(cancel)).ReportingZone);
        using var facts = store.Reporting.OpenFactReader();
        return WatchedMetric.All.Max(metric => Whole(facts, metric, days)?.To);
    }

    /// <summary>The days a series has: from the day after the first fact to the day before the last one, which is seldom whole.</summary>
    private static (DateOnly From, DateOnly To)? Whole(IFactReader facts, WatchedMetric metric, ReportingDays days)
    {
        var range = metric.Id switch
        {
            WatchedMetric.Tickets => facts.Range<Ticket>(),
            WatchedMetric.Disputes => facts.Range<Chargeback>(),
            _ => facts.Range<Transaction>(),
        };
        if (range is not { } instants)
            return null;
        var (first, last) = (days.DateOf(instants.First).AddDays(1), days.DateOf(instants.Last).AddDays(-1));
        var from = last.AddDays(1 - DaysTold - AnomalyFinder.FirstJudged);
        from = first > from ? first : from;
        return last.DayNumber - from.DayNumber >= AnomalyFinder.FirstJudged ? (from, last) : null;
    }

    /// <summary>Days and stretches in which any series of the number was out.</summary>
    private static List<OutDays> Out(WatchedMetric metric, IReadOnlyList<Series> series, double chance, DateOnly from, IReadOnlySet<DateOnly> holidays)
    {
        var settings = AnomalySettings.ForEach(chance);
        var days = new Dictionary<(DateOnly, bool), OutDays>();
        var stretches = new List<OutDays>();
        foreach (var one in series)
        {
            var anomalies = AnomalyFinder.Find(one.Counts, settings, null, one.Exposures);
            foreach (var anomaly in anomalies)
            {
                var day = from.AddDays(anomaly.Day);
                var known = days.GetValueOrDefault((day, anomaly.IsHigh));
                days[(day, anomaly.IsHigh)] = new(day, day, anomaly.IsHigh, Math.Min(known?.Chance ?? 1, anomaly.Chance), Math.Max(known?.Width ?? 1, anomaly.Width));
            }

            foreach (var stretch in StretchFinder.Find(one.Counts, settings, one.Exposures))
            {
                // One bad day makes a week of it stand out too; it is told as the day.
                var byDays = anomalies.Where(anomaly => anomaly.Day >= stretch.First && anomaly.Day <= stretch.Last).Sum(anomaly => anomaly.Count - anomaly.Expected);
                if (byDays / (stretch.Count - stretch.Expected) < MostByDays)
                    stretches.Add(new(from.AddDays(stretch.First), from.AddDays(stretch.Last), stretch.IsHigh, stretch.Chance, stretch.Width));
            }
        }

        var told = new List<OutDays>();
        foreach (var stretch in stretches.OrderBy(stretch => stretch.Chance).ThenByDescending(stretch => stretch.Length))
        {
            if (!told.Any(other => other.IsHigh == stretch.IsHigh && other.Overlaps(stretch.First, stretch.Last)))
                told.Add(stretch);
        }

        told.AddRange(days.Values);
        // Few failures are no news, and a quiet holiday is none either.
        return [.. told.Where(one => one.IsHigh || (metric.LowsToo && !holidays.Contains(one.First))).OrderBy(one => one.First).ThenBy(one => one.Last)];
    }

    private static async Task<List<Finding>> ExplainAsync(WatchedMetric metric, DayCaseReader reader, List<OutDays> outs, DateOnly from, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var causes = new List<(OutDays Out, DayCause Cause)>();
        // Long ones first: what is told of a fortnight is not told again of its days.
        foreach (var one in outs.OrderByDescending(one => one.Length).ThenBy(one => one.First))
        {
            // The same days of the week: as many whole weeks back as the stretch is long.
            var weeks = (one.Length + 6) / 7;
            var before = new List<DayCases>();
            for (var back = weeks; back <= Math.Max(WeeksBack, ComparedWeeks * weeks) && before.Count < ComparedWeeks; back += weeks)
            {
                var (first, last) = (one.First.AddDays(-7 * back), one.Last.AddDays(-7 * back));
                if (first >= from && !outs.Any(other => other.Overlaps(first, last)))
                    before.Add(await reader.ReadAsync(first, last, cancel));
            }

            if (before.Count == 0)
                continue;
            var cases = await reader.ReadAsync(one.First, one.Last, cancel);
            var known = causes.Where(told => told.Out.IsHigh == one.IsHigh && told.Out.Overlaps(one.First, one.Last) && told.Cause.Dimension >= 0).Select(told => (told.Cause.Dimension, told.Cause.Member)).ToHashSet();
            var settings = reader.Settings(one.Width);
            var usual = EverywhereAround(one, causes);
            foreach (var cause in DayExplainer.Explain(cases, before, one.IsHigh, settings, known))
            {
                if (usual != 1 && AnomalyFinder.Beyond(cause.Count, cause.Expected * usual, one.Width, one.IsHigh) >= settings.Chance)
                    continue;
                causes.Add((one, cause));
                findings.Add(new(
                    metric.Id, cause.Dimension < 0 ? null : reader.Texts.Dimensions[cause.Dimension], cause.Dimension < 0 ? null : reader.Texts.Text(cause.Dimension, cause.Member), one.IsHigh,
                    one.Length == 1 ? cause : cause with { Window = null }, await DaysAsync(metric, reader, one, cause, cancel), before.Count,
                    [.. cause.Shared.Select(shared => (reader.Texts.Dimensions[shared.Dimension], reader.Texts.Text(shared.Dimension, shared.Member), shared.Share))]));
            }
        }

        return findings;
    }

    /// <summary>How many times the usual there is everywhere in a longer stretch that is told already: a member of which there is as much more on one of its days is no news.</summary>
    private static double EverywhereAround(OutDays one, List<(OutDays Out, DayCause Cause)> told) =>
        told.Where(known => known.Cause.Dimension < 0 && known.Out.IsHigh == one.IsHigh && known.Out.Length > one.Length && known.Out.First <= one.First && known.Out.Last >= one.Last)
            .Select(known => known.Cause.Count / known.Cause.Expected).DefaultIfEmpty(1).First();

    /// <summary>The cause day by day; what was expected is dealt by the rows of each day where a count is out of rows.</summary>
    private static async Task<IReadOnlyList<FindingDay>> DaysAsync(WatchedMetric metric, DayCaseReader reader, OutDays one, DayCause cause, CancellationToken cancel)
    {
        var days = new List<(DateOnly Day, long Count, long Rows)>();
        for (var day = one.First; day <= one.Last; day = day.AddDays(1))
        {
            var cases = await reader.ReadAsync(day, cancel);
            var (count, rows) = cases.Count(cause.Dimension, cause.Member);
            days.Add((day, count, rows));
        }

        var all = days.Sum(day => day.Rows);
        return [.. days.Select(day => new FindingDay(day.Day, day.Count, metric.OutOfRows && all > 0 ? cause.Expected * day.Rows / all : cause.Expected / days.Count))];
    }

    /// <summary>Payments that are missing because they failed are told as failures only.</summary>
    private static IEnumerable<Finding> Once(List<Finding> findings)
    {
        var failed = findings.Where(finding => finding.Metric == WatchedMetric.FailedPayments).ToList();
        return findings.Where(finding => finding.Metric != WatchedMetric.Payments || finding.IsHigh
            || !failed.Any(other => (other.Dimension, other.Member) == (finding.Dimension, finding.Member) && other.First <= finding.Last && other.Last >= finding.First));
    }

    /// <summary>Whole days on which any desk is closed: payments are fewer too.</summary>
    private async Task<IReadOnlySet<DateOnly>> HolidaysAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        await using var analytics = store.Open(DataScope.Staff);
        var calendars = (await RuleBook.InForceAsync(reporting, analytics, cancel)).Where(row => row.Kind == RuleInForce.Calendar).Select(TicketRules.Calendar).ToList();
        var dates = calendars.SelectMany(calendar => calendar.Holidays).Select(date => date.ToDateOnly()).ToHashSet();
        var yearly = calendars.SelectMany(calendar => calendar.YearlyHolidays).ToHashSet();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (yearly.Contains(new AnnualDate(day.Month, day.Day)))
                dates.Add(day);
        }

        return dates;
    }
}
