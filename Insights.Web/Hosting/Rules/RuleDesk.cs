using Insights.Analytics.Jobs;
using Insights.Import;
using Insights.Web.Hosting.Imports;
using Insights.Web.Hosting.Scheduling;
using Insights.Web.Pages.Rules;

namespace Insights.Web.Hosting.Rules;

/// <inheritdoc cref="IRuleDesk"/>
internal sealed class RuleDesk(IImportRunner runner, IHolidayFile holidays, AfterImport after, IServiceProvider services) : IRuleDesk
{
    private const string Source = "portal";

    public Task<RuleSaved> SaveCalendarAsync(string json, string by, CancellationToken cancel) => SaveAsync("calendars.json", "canonical-calendars", $"[{json}]", by, cancel);

    public Task<RuleSaved> SavePoliciesAsync(string json, string by, CancellationToken cancel) => SaveAsync("sla-policies.json", "canonical-sla-policies", json, by, cancel);

    public async Task CompareAsync(CancellationToken cancel)
    {
        if (services.GetService<QuartzJobControl>() is { } scheduler)
            await scheduler.RequestAsync(JobIds.CompareRules, "asked", cancel);
        else
            await services.GetRequiredService<IJobRunner>().RunAsync(JobIds.CompareRules, "asked", cancel);
    }

    public Task RefreshAsync(CancellationToken cancel) => after.RunAsync(cancel);

    public HolidayFileView ReadHolidays(string text, string zoneId, int fromYear, int toYear)
    {
        var reading = holidays.Read(text, zoneId, fromYear, toYear);
        return new([.. reading.Holidays.Select(holiday => HolidayLine.Empty with
        {
            Day = holiday.Day, Closed = holiday.ClosedFrom is null ? "" : $"{holiday.ClosedFrom}-{holiday.ClosedTo}", Name = holiday.Name,
        })], reading.Problems);
    }

    /// <summary>A file like any other, so that there is one way in: it is checked by the same rules, kept with a batch, and undone like one.</summary>
    private async Task<RuleSaved> SaveAsync(string name, string format, string json, string by, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("insights-rules-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(path, json, cancel);
            // Both or neither: half of a new order would be another order.
            var dry = await runner.RunAsync(new() { Paths = [path], Source = Source, Format = format, StartedBy = by, DryRun = true }, null, cancel);
            if (RefusalOf(dry) is { } refusal)
                return new(refusal, null);
            var result = await runner.RunAsync(new() { Paths = [path], Source = Source, Format = format, StartedBy = by }, null, cancel);
            if (RefusalOf(result) is { } failed)
                return new(failed, result.BatchId);
            await after.RunAsync(cancel);
            return new(null, result.BatchId);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? RefusalOf(ImportResult result)
    {
        var file = result.Files[0];
        return file.State is "failed" or "cancelled" ? file.Error ?? "It could not be stored."
            : file.Rejected > 0 ? string.Join(" ", file.FirstProblems.Where(problem => problem.Severity != "warning").Select(problem => $"{problem.Column}: {problem.Reason}").Distinct())
            : null;
    }
}
