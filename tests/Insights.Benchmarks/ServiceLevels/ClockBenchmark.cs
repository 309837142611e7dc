using System.Diagnostics;
using System.Globalization;
using System.Text;
using Insights.Analytics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Benchmarks.Import;
using Insights.Import;
using Insights.Import.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Benchmarks.ServiceLevels;

/// <summary>
/// A desk of a million tickets with five events each: all clocks anew, a thousand changed tickets, the minute's look for targets that fell due.
/// Seconds on the wall with both cores free, because that is what the goals are set in; processor seconds beside them.
/// </summary>
internal static class ClockBenchmark
{
    public const int Usual = 3;
    private const int Changed = 1_000;

    /// <param name="folder">Kept and used again when it holds a desk already: writing a million tickets takes longer than all the rest.</param>
    public static async Task<int> RunAsync(int tickets, string folder, int runs, string results)
    {
        var isNew = !Directory.Exists(folder);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new StandingClock(SupportDesk.Now))
            .AddImport(ImportProcess.Store(folder)).AddAnalytics().BuildServiceProvider();
        var desk = new SupportDesk(tickets);
        var reporting = services.GetRequiredService<IReportingStore>();
        var store = new AnalyticsStore(reporting);
        await reporting.MigrateAsync();
        await store.MigrateAsync();
        if (isNew)
        {
            await reporting.SetWorkspaceAsync(new("Benchmark", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"));
            Say("tickets written", await TimeAsync(() => desk.WriteAsync(services)));
        }

        var pass = new RollupPass(store, new StandingClock(SupportDesk.Now));
        var (full, some, none, today, queues) = (new List<Cost>(), new List<Cost>(), new List<Cost>(), new List<Cost>(), new List<Cost>());
        for (var run = 0; run < runs; run++)
        {
            full.Add(await TimeAsync(() => pass.RebuildAsync(null, CancellationToken.None)));
            Say("rebuild", full[^1]);
            await desk.TouchAsync(services, Changed, Environment.TickCount + run);
            some.Add(await TimeAsync(() => pass.RefreshAsync(null, CancellationToken.None)));
            Say("changed tickets", some[^1]);
            none.Add(await TimeAsync(() => pass.MarkBreachesAsync(CancellationToken.None)));
            Say("nothing due", none[^1]);
            // Once to compile its queries; then as after a change of the data, and as it is asked again.
            await TodayAsync(services);
            for (var again = 0; again < Usual; again++)
            {
                reporting.Changed();
                today.Add(await TimeAsync(() => TodayAsync(services)));
                Say("Today", today[^1]);
                queues.Add(await TimeAsync(() => QueuesAsync(services)));
                Say("counts of all queues", queues[^1]);
            }
        }
        var text = Report(await CountsAsync(store), Median(full), Median(some), Median(none), Median(today), Median(queues), runs);
        Directory.CreateDirectory(results);
        await File.WriteAllTextAsync(Path.Combine(results, "clocks.md"), text);
        Console.Write(text);
        SqliteConnection.ClearAllPools();
        return Median(full).Seconds <= 30 && Median(some).Seconds <= 1 && Median(today).Seconds <= 0.05 ? 0 : 1;
    }

    private static string Report(string counts, Cost full, Cost some, Cost none, Cost today, Cost queues, int runs)
    {
        var text = new StringBuilder();
        text.AppendLine("# Clocks of a big desk");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- clocks` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SQLite; {counts}. Medians of {runs}, both cores free.");
        text.AppendLine();
        text.AppendLine("| Work | Seconds | CPU seconds | Goal, seconds |");
        text.AppendLine("|---|---|---|---|");
        text.AppendLine(Line($"| all clocks anew, with outcomes, spans and daily sums | {full.Seconds:0.0} | {full.Cpu:0.0} | 30 |"));
        text.AppendLine(Line($"| {Changed:N0} changed tickets refreshed | {some.Seconds:0.00} | {some.Cpu:0.00} | 1 |"));
        text.AppendLine(Line($"| the minute's look for targets fallen due, none has | {none.Seconds:0.000} | {none.Cpu:0.000} | |"));
        text.AppendLine(Line($"| the Today screen's document, right after the data changed | {today.Seconds:0.000} | {today.Cpu:0.000} | 0.05 |"));
        text.AppendLine(Line($"| a page of the oldest queue with the counts of all seven, right after the data changed | {queues.Seconds:0.000} | {queues.Cpu:0.000} | |"));
        return text.ToString();
    }

    private static ReportFilter Filter => ReportFilter.Default(Instant.FromDateTimeUtc(SupportDesk.Now).InUtc().Date);

    private static Task TodayAsync(ServiceProvider services) => services.GetRequiredService<ReportLibrary>().BuildAsync("today", Filter, DataScope.Staff);

    private static async Task QueuesAsync(ServiceProvider services)
    {
        var rows = services.GetRequiredService<IRowQueries>();
        await rows.PageAsync(new() { RowSet = RowSets.QueueExpired1, Filter = Filter }, DataScope.Staff);
        foreach (var set in RowSets.Now.Where(set => set.Id.StartsWith("queue.", StringComparison.Ordinal)))
            await rows.CountAsync(set.Id, Filter, DataScope.Staff);
    }

    private static async Task<string> CountsAsync(AnalyticsStore store)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        await using var analytics = store.Open(DataScope.Staff);
        long[] counts = [await reporting.Tickets.LongCountAsync(), await reporting.TicketEvents.LongCountAsync(), await analytics.TicketClocks.LongCountAsync()];
        long[] open = [await analytics.DeskTickets.LongCountAsync(), await analytics.DeskClocks.LongCountAsync()];
        return Line($"{counts[0]:N0} tickets with {counts[1]:N0} events give {counts[2]:N0} clocks; {open[0]:N0} cases and {open[1]:N0} promises are on the desk");
    }

    private static async Task<Cost> TimeAsync(Func<Task> work)
    {
        var (wall, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await work();
        return new(wall.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static void Say(string what, Cost cost) => Console.WriteLine(Line($"{what}: {cost.Seconds:0.000} s, CPU {cost.Cpu:0.000} s"));

    private static Cost Median(List<Cost> costs) => costs.OrderBy(cost => cost.Seconds).ElementAt(costs.Count / 2);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Cost(double Seconds, double Cpu);

    private sealed class StandingClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(now);
    }
}
