using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>One calendar: its versions, and the open hours of every day of a year.</summary>
[Authorize(Policies.Operators)]
internal sealed class CalendarModel(IRuleQueries rules, PageFrame frame) : PageModel
{
    public CalendarCard Card { get; private set; } = null!;

    public IReadOnlyList<VersionLine> Versions { get; private set; } = [];

    public int Year { get; private set; }

    public YearView Days { get; private set; } = null!;

    [TempData]
    public string? Done { get; set; }

    public string Lead => Card.UsedBy.Count == 0 ? "No policy in force counts by it." : "Policies that count by it: " + string.Join(", ", Card.UsedBy) + ".";

    public async Task<IActionResult> OnGetAsync([FromQuery] string? code, [FromQuery] int? year, CancellationToken cancel)
    {
        Year = year is >= 1990 and <= 2100 ? year.Value : (await frame.TodayAsync()).Year;
        if ((await rules.CalendarsAsync(cancel)).FirstOrDefault(card => card.Code == code) is not { } card || await rules.YearAsync(card.Code, Year, cancel) is not { } days)
            return NotFound();
        Card = card;
        Days = YearView.Of(days);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(days.Zone) ?? DateTimeZone.Utc;
        Versions = [.. card.Versions.Select(version => VersionLine.Of(version, zone))];
        ViewData["Title"] = card.Newest.Name;
        return Page();
    }
}
