using System.Globalization;
using System.Text.Json.Nodes;
using Insights.SampleData;
using Insights.Web.Hosting.FirstStart;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Makes a fictional world, and loads it unless only the files are wanted.</summary>
internal sealed class SeedVerb : IVerb
{
    public string Name => "seed";

    public string Usage => "[--scale demo|1m|10m] [--seed N] [--end DATE] [--null] [--out FOLDER] [--json]";

    public string Summary => "Generates sample data and loads it through the import; with --out only writes the files.";

    public IReadOnlyCollection<string> Options => ["--scale", "--seed", "--end", "--out"];

    public IReadOnlyCollection<string> Switches => ["--null"];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        var options = context.Get<InsightsOptions>();
        var now = Instant.FromDateTimeOffset(context.Get<TimeProvider>().GetUtcNow());
        var today = now.InZone(DateTimeZoneProviders.Tzdb[options.ReportingZone]).Date;
        var end = arguments.Value("--end") is { } text ? DateOf(text) : today;
        var sample = new SampleOptions(ScaleOf(arguments.Value("--scale") ?? "demo"), SeedOf(arguments.Value("--seed"), options.DemoSeed), end, arguments.Has("--null"));
        if (end == today)
            sample = sample with { Now = now };

        using var line = context.Progress();
        if (arguments.Value("--out") is { } folder)
        {
            var summary = await SampleDataGenerator.WriteAsync(sample, folder, line, cancel);
            line.Dispose();
            Write(context, summary, folder);
            return ExitCode.Done;
        }

        await context.Get<StartUp>().PrepareAsync(cancel);
        var files = Path.Combine(options.DataDirectory, "seed");
        var (_, result) = await context.Get<DemoLoader>().LoadAsync(sample, files, "seed", line, cancel);
        line.Dispose();
        Directory.Delete(files, recursive: true);
        if (context.Json)
            context.WriteJson(new JsonObject { ["batch"] = result.BatchId, ["rows"] = result.Files.Sum(f => f.Rows), ["inserted"] = result.Files.Sum(f => f.Inserted), ["rejected"] = result.Files.Sum(f => f.Rejected) });
        else
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Loaded {result.Files.Count} files, {result.Files.Sum(f => f.Rows):N0} rows: {result.Files.Sum(f => f.Inserted):N0} inserted, {result.Files.Sum(f => f.Unchanged):N0} unchanged, {result.Files.Sum(f => f.Rejected):N0} rejected. Metrics are up to date."));
        return ExitCode.Done;
    }

    private static void Write(VerbContext context, SampleSummary summary, string folder)
    {
        if (context.Json)
            context.WriteJson(new JsonObject { ["folder"] = folder, ["transactions"] = summary.Transactions, ["tickets"] = summary.Tickets, ["disputes"] = summary.Chargebacks });
        else
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wrote {summary.Transactions:N0} transactions, {summary.Tickets:N0} tickets and {summary.Chargebacks:N0} disputes to {folder}."));
    }

    private static Scale ScaleOf(string text) => text switch
    {
        "demo" => Scale.Demo,
        "1m" => Scale.OneMillion,
        "10m" => Scale.TenMillion,
        _ => throw new UsageException($"--scale is demo, 1m or 10m, not '{text}'."),
    };

    private static int SeedOf(string? text, int standard) =>
        text is null ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed
        : throw new UsageException($"--seed is a whole number, not '{text}'.");

    private static LocalDate DateOf(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : throw new UsageException($"--end is a date such as 2026-10-31, not '{text}'.");
}
