using System.Globalization;
using Insights.Analytics.Jobs;
using Insights.Import;
using Insights.Import.Store;
using Insights.SampleData;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Web.Hosting.FirstStart;

/// <summary>
/// The demo: generated files go through the real import and the real jobs. Runs once per data directory; a start after a kill goes on
/// with the same files.
/// </summary>
internal sealed class DemoLoader(IServiceProvider services, IReportingStore store, IImportRunner imports, InsightsOptions options, TimeProvider time)
{
    /// <summary>Who the demo's batches name as their starter.</summary>
    public const string StartedBy = "demo";

    /// <summary>What a start should do about the demo.</summary>
    public async Task<bool> IsWantedAsync(bool demoOn, CancellationToken cancel)
    {
        if (!demoOn)
            return false;
        if (DemoState.Read(options.DataDirectory) is { } state)
            return !state.Loaded;
        // Somebody's own data is never mixed with fiction.
        await using var context = store.Open(DataScope.Staff);
        return !await context.ImportBatches.AnyAsync(cancel);
    }

    public async Task LoadAsync(IProgress<string> progress, CancellationToken cancel)
    {
        var state = DemoState.Read(options.DataDirectory);
        if (state is null)
        {
            var now = SystemInstant();
            var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
            state = new DemoState(options.DemoSeed, now.InZone(zone).Date, now, Loaded: false);
            state.Write(options.DataDirectory);
        }
        var folder = Path.Combine(options.DataDirectory, "demo");
        var (summary, _) = await LoadAsync(new SampleOptions(Scale.Demo, state.Seed, state.End) { Now = state.Now }, folder, StartedBy, progress, cancel);
        // As a house that has run for these months would have done night by night.
        progress.Report("closing the months that are over");
        await services.GetRequiredService<IJobRunner>().RunAsync(JobIds.CloseMonths, StartedBy, cancel);
        (state with { Loaded = true, VendorCodes = TwoStories(summary) }).Write(options.DataDirectory);
        // The files have done their work; the store keeps every row with its file and line.
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Generates a world into <paramref name="folder"/>, imports it and computes its metrics.</summary>
    public async Task<(SampleSummary Summary, ImportResult Result)> LoadAsync(SampleOptions sample, string folder, string startedBy, IProgress<string> progress, CancellationToken cancel)
    {
        progress.Report("writing the sample files");
        var summary = await SampleDataGenerator.WriteAsync(sample, folder, progress, cancel);
        var result = await imports.RunAsync(
            new ImportRequest { Paths = summary.Files, StartedBy = startedBy },
            new Relay(progress), cancel);
        if (result.Files.FirstOrDefault(f => f.State is "failed" or "cancelled") is { } broken)
            throw new InvalidOperationException($"The sample file {broken.File} could not be imported: {broken.Error}");
        await MetricsRefresh.RunAsync(services, startedBy, progress, cancel);
        return (summary, result);
    }

    // The vendors of the first two planted patterns that belong to one vendor: each has something to see, and not the same.
    private static IReadOnlyList<string> TwoStories(SampleSummary summary) =>
        [.. summary.Patterns.Select(p => p.Vendor).OfType<string>().Distinct(StringComparer.Ordinal).Take(2)];

    private Instant SystemInstant() => Instant.FromDateTimeOffset(time.GetUtcNow());

    private sealed class Relay(IProgress<string> progress) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => progress.Report(string.Create(CultureInfo.InvariantCulture,
            $"importing {Path.GetFileName(value.File)}: {value.Rows:N0} rows, {(value.BytesTotal > 0 ? 100.0 * value.BytesRead / value.BytesTotal : 100):0} %"));
    }
}
