namespace Insights.Web.Pages.Rules;

/// <summary>Saves versions of calendars and policies the way their files are imported: with a batch, a lineage, and an undo.</summary>
internal interface IRuleDesk
{
    /// <param name="json">One item of calendars.json, with its new version.</param>
    Task<RuleSaved> SaveCalendarAsync(string json, string by, CancellationToken cancel);

    /// <param name="json">Items of sla-policies.json, each with its new version.</param>
    Task<RuleSaved> SavePoliciesAsync(string json, string by, CancellationToken cancel);

    /// <summary>Begins the comparison that was asked for.</summary>
    Task CompareAsync(CancellationToken cancel);

    /// <summary>Lets the numbers follow what was approved.</summary>
    Task RefreshAsync(CancellationToken cancel);

    /// <summary>Holidays of an iCalendar file.</summary>
    HolidayFileView ReadHolidays(string text, string zoneId, int fromYear, int toYear);
}

/// <param name="Refusal">Why nothing was saved; null when it was.</param>
internal sealed record RuleSaved(string? Refusal, int? BatchId);

internal sealed record HolidayFileView(IReadOnlyList<HolidayLine> Holidays, IReadOnlyList<string> Problems);
