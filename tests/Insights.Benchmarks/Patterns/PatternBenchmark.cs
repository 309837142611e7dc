using System.Globalization;
using System.Text;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Patterns;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Benchmarks.Patterns;

/// <summary>
/// Chargebacks at size: the nightly search for patterns over a generated marketplace, the ledger of disputes after a small import and from nothing, and the screens of the
/// largest vendor, with nothing cached and once more.
/// </summary>
internal static class PatternBenchmark
{
    public static readonly LocalDate End = new(2026, 10, 31);

    private const int Runs = 3;

    /// <param name="folder">Kept for the next run when given; otherwise a temporary one.</param>
    public static async Task<int> RunAsync(int transactions, string? folder, string results)
    {
        var home = folder ?? Directory.CreateTempSubdirectory("insights-pattern-benchmark-").FullName;
        try
        {
            await using var market = await Marketplace.OpenAsync(home, transactions);
            var search = await SearchAsync(market, transactions >= 10_000_000 ? 1 : Runs);
            var ledger = await LedgerBenchmark.RunAsync(market, Path.Combine(home, "late"));
            var screens = await VendorScreens.RunAsync(market);
            var found = await market.Get<IPatternQueries>().ListAsync(VendorScreens.Filter, DataScope.Staff);

            var text = Report(transactions, market, search, ledger, screens, found);
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, transactions >= 10_000_000 ? "patterns-10m.md" : "patterns.md"), text);
            Console.Write(text);
            return 0;
        }
        finally
        {
            if (folder is null)
                Directory.Delete(home, recursive: true);
        }
    }

    public static async Task<int> FillAsync(int transactions, string folder)
    {
        await using var market = await Marketplace.OpenAsync(folder, transactions, oneStep: true);
        return 0;
    }

    /// <summary>Only the screens, over a store that is kept.</summary>
    public static async Task<int> ScreensAsync(int transactions, string folder, string results)
    {
        await using var market = await Marketplace.OpenAsync(folder, transactions);
        var text = new StringBuilder();
        text.AppendLine("# Chargeback screens at size");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- screens {transactions} FOLDER` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SQLite; {market.Payments:N0} rows of payments, {market.Disputes:N0} disputes, {market.Tickets:N0} tickets of 18 months and 24 vendors.");
        Screens(text, await VendorScreens.RunAsync(market));
        Directory.CreateDirectory(results);
        await File.WriteAllTextAsync(Path.Combine(results, transactions >= 10_000_000 ? "screens-10m.md" : "screens.md"), text.ToString());
        Console.Write(text);
        return 0;
    }

    private static async Task<(PatternRun Run, double Wall, double Cpu, double Memory)> SearchAsync(Marketplace market, int runs)
    {
        var pass = new PatternPass(market.Get<AnalyticsStore>(), TimeProvider.System);
        var took = new List<Took>();
        GC.Collect();
        var before = Environment.WorkingSet;
        long most = 0;
        using var watch = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, 0, 20);
        PatternRun? run = null;
        for (var i = 0; i < runs; i++)
        {
            took.Add(await Took.OfAsync(async () => run = await pass.RunAsync(null, CancellationToken.None)));
            Console.WriteLine($"search {i + 1}: {took[^1]}");
        }
        return (run!, Took.Median(took).Wall, Took.Median(took).Cpu, (most - before) / 1048576.0);
    }

    private static string Report(
        int transactions, Marketplace market, (PatternRun Run, double Wall, double Cpu, double Memory) search, IReadOnlyList<(string What, Took Took)> ledger,
        IReadOnlyList<ScreenTime> screens, IReadOnlyList<Pattern> found)
    {
        var text = new StringBuilder();
        var run = search.Run;
        text.AppendLine("# Chargebacks at size");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- patterns {transactions} FOLDER` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SQLite; {market.Payments:N0} rows of payments, {market.Disputes:N0} disputes, {market.Tickets:N0} tickets of 18 months and 24 vendors.");
        text.AppendLine();
        text.AppendLine("## The nightly search");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{run.Payments:N0} successful charges and {run.Disputes:N0} disputes of 52 weeks; {run.Segments:N0} segments in {run.Families:N0} families.");
        text.AppendLine();
        text.AppendLine("| Both passes, tests, change points, and writing | |");
        text.AppendLine("|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| wall clock | {search.Wall:0.00} s (goal at ten million: 60) |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| processor | {search.Cpu:0.00} s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| processor a million charges | {search.Cpu / run.Payments * 1e6:0.00} s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| memory beyond the program's own | {search.Memory:0} MiB (goal 300) |");
        text.AppendLine();
        text.AppendLine("## The ledger of disputes");
        text.AppendLine();
        text.AppendLine("| | wall clock | processor |");
        text.AppendLine("|---|---|---|");
        foreach (var (what, took) in ledger)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {took.Wall:0.00} s | {took.Cpu:0.00} s |");
        text.AppendLine();
        Screens(text, screens);
        text.AppendLine("## Found");
        text.AppendLine();
        foreach (var pattern in found)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {pattern.Sentence} q {pattern.Q:0.0E+0}, since {pattern.Since?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "always"}");
        return text.ToString();
    }

    private static void Screens(StringBuilder text, IReadOnlyList<ScreenTime> screens)
    {
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"## Screens of the largest vendor, {VendorScreens.Vendor}, and of the house");
        text.AppendLine();
        text.AppendLine("The document of each screen over the last 30 days and over all eighteen months. New program: it has just started over the store and nothing is in memory. After a change: a day's files have come and their metrics are refreshed; this is the first look after it, in a program that has been looked at thirty times. They brought payments of two days and decisions of three, and changed disputes that were received on any day of three months and charged on every other day of four. Again: as anybody sees it until the data changes. Milliseconds, the middle of seven; goal 50.");
        text.AppendLine();
        text.AppendLine("| screen | filter | new program | after a change, 30 days | slowest | processor | after a change, 18 months | slowest | processor | again |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var pair in screens.GroupBy(screen => (screen.Id, screen.Filter)))
        {
            var (month, all) = (pair.First(), pair.FirstOrDefault(screen => screen.Days == VendorScreens.Everything));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {pair.Key.Id} | {pair.Key.Filter} | {month.Cold * 1000:0.0} | {month.First.Wall * 1000:0.0} | {month.Slowest * 1000:0.0} | {month.First.Cpu * 1000:0} | {all?.First.Wall * 1000:0.0} | {all?.Slowest * 1000:0.0} | {all?.First.Cpu * 1000:0} | {Math.Max(month.Again, all?.Again ?? 0) * 1000:0.0} |");
        }
        text.AppendLine();
    }
}
