using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>Makes a calendar, or a new version of one.</summary>
[Authorize(Policies.Operators)]
[RequestSizeLimit(4 * 1024 * 1024)]
internal sealed class CalendarEditModel(IRuleQueries rules, IRuleDesk desk, PageFrame frame, AuditLog audit, TimeProvider clock) : PageModel
{
    private const int LargestFile = 1024 * 1024;
    private const int YearsAhead = 5;

    public CalendarForm Form { get; private set; } = new();

    public bool IsNew { get; private set; }

    public string Headline => IsNew ? "Make a calendar" : $"New version of {(Form.Name.Length > 0 ? Form.Name : Form.Code)}";

    public string? Problem { get; private set; }

    public string? Said { get; private set; }

    public IReadOnlyList<string> FileProblems { get; private set; } = [];

    public YearView? Preview { get; private set; }

    public int PreviewYear { get; private set; }

    public IReadOnlyList<string> ZoneIds { get; } = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id.Contains('/', StringComparison.Ordinal) || id == "UTC")];

    public async Task<IActionResult> OnGetAsync([FromQuery] string? code, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is not { } known)
            return NotFound();
        Form = known.Card is null ? new() { Zone = (await frame.WorkspaceAsync()).Zone.Id } : CalendarForm.Of(known.Card.Newest.Json);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] string? code, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is not { } known || !Read(known.Card))
            return NotFound();
        if (await JsonAsync(known.Card, cancel) is not { } json)
            return Refused();
        var saved = await desk.SaveCalendarAsync(json, User.Identity!.Name!, cancel);
        if (saved.Refusal is not null)
        {
            Problem = saved.Refusal;
            return Refused();
        }

        await audit.RecordAsync(HttpContext, AuditActions.RulesSaved, FormattableString.Invariant($"calendar {Form.Code} version {Next(known.Card)}, batch {saved.BatchId}"));
        TempData["Done"] = FormattableString.Invariant($"Saved as version {Next(known.Card)}.");
        return RedirectToPage("/Rules/Calendar", new { code = Form.Code });
    }

    public async Task<IActionResult> OnPostPreviewAsync([FromQuery] string? code, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is not { } known || !Read(known.Card))
            return NotFound();
        if (await JsonAsync(known.Card, cancel) is not { } json)
            return Refused();
        PreviewYear = (await frame.TodayAsync()).Year;
        Preview = YearView.Of(rules.Year(json, PreviewYear));
        return Shown();
    }

    /// <summary>Adds the holidays of a file to the form; nothing is saved.</summary>
    public async Task<IActionResult> OnPostHolidaysAsync([FromQuery] string? code, [FromForm] IFormFile? file, [FromForm] string? icsCountry, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is not { } known || !Read(known.Card))
            return NotFound();
        if (file is null || file.Length == 0 || file.Length > LargestFile)
        {
            Problem = file is { Length: > LargestFile } ? "The file is larger than 1 MiB. A calendar of holidays is a few kilobytes." : "Choose an iCalendar file (.ics) first.";
            return Refused();
        }

        using var reader = new StreamReader(file.OpenReadStream());
        var year = (await frame.TodayAsync()).Year;
        var read = desk.ReadHolidays(await reader.ReadToEndAsync(cancel), Form.Zone, year - 1, year + YearsAhead);
        var before = Form.Holidays.Select(line => (line.Day, line.Closed)).ToHashSet();
        var fresh = read.Holidays.Where(line => before.Add((line.Day, line.Closed)))
            .Select(line => line with { Country = icsCountry?.Trim() ?? "", Source = Path.GetFileName(file.FileName) }).ToList();
        Form = Form with { Holidays = [.. Form.Holidays, .. fresh] };
        FileProblems = read.Problems;
        Said = FormattableString.Invariant($"{DataHealth.Words.Count(fresh.Count, "holiday")} added from {Path.GetFileName(file.FileName)}, {read.Holidays.Count - fresh.Count} there already. Look them through, then save.");
        return Shown();
    }

    private async Task<(CalendarCard? Card, bool _)?> FindAsync(string? code, CancellationToken cancel)
    {
        IsNew = string.IsNullOrEmpty(code);
        var card = IsNew ? null : (await rules.CalendarsAsync(cancel)).FirstOrDefault(known => known.Code == code);
        return !IsNew && card is null ? null : (card, true);
    }

    private bool Read(CalendarCard? card)
    {
        Form = CalendarForm.Of(Request.Form);
        if (card is not null)
            Form = Form with { Code = card.Code };
        return true;
    }

    /// <summary>The item to save; null with <see cref="Problem"/> said.</summary>
    private async Task<string?> JsonAsync(CalendarCard? card, CancellationToken cancel)
    {
        if (Form.Code.Length is 0 or > 80)
        {
            Problem = "The calendar needs a code of up to 80 characters: policies name it.";
            return null;
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(Form.Zone) is not { } zone)
        {
            Problem = $"“{Form.Zone}” is no time zone. Choose one from the list, for example Europe/Berlin.";
            return null;
        }

        if (!TimeTexts.TryInstant(Form.ValidFrom, zone, out var from))
        {
            Problem = $"“{Form.ValidFrom}” is no date and time.";
            return null;
        }

        var json = Form.ToJson(Next(card), from ?? (card is null ? null : Instant.FromDateTimeOffset(clock.GetUtcNow())));
        Problem = await rules.RefusalOfCalendarAsync(json, card is null, cancel);
        return Problem is null ? json : null;
    }

    private static int Next(CalendarCard? card) => card is null ? 1 : card.Versions.Max(version => version.Version) + 1;

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Shown();
    }

    private PageResult Shown()
    {
        ViewData["Title"] = Headline;
        return Page();
    }
}
