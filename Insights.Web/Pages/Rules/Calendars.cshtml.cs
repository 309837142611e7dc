using Insights.Analytics.Queries;
using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Rules;

/// <summary>Business calendars.</summary>
[Authorize(Policies.Operators)]
internal sealed class CalendarsModel(IRuleQueries rules) : PageModel
{
    public IReadOnlyList<CalendarLine> Calendars { get; private set; } = [];

    public string Headline => Calendars.Count switch { 0 => "Business calendars", 1 => "One business calendar", var count => FormattableString.Invariant($"{count} business calendars") };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Calendars = [.. (await rules.CalendarsAsync(cancel)).Select(CalendarLine.Of)];
        ViewData["Title"] = "Business calendars";
    }
}

internal sealed record CalendarLine(string Code, string Name, string Zone, string Week, int Versions, string UsedBy)
{
    public static CalendarLine Of(CalendarCard card)
    {
        var form = CalendarForm.Of((card.Versions.FirstOrDefault(version => version.State == RuleVersionState.InForce) ?? card.Newest).Json);
        return new(card.Code, card.Newest.Name, form.Zone, form.AlwaysOpen ? "round the clock" : Weekly(form), card.Versions.Count, card.UsedBy.Count == 0 ? "no policy in force" : string.Join(", ", card.UsedBy));
    }

    /// <summary>"Mon–Fri 09:00-17:00; Sat 10:00-12:00": neighbouring days with the same hours in one.</summary>
    private static string Weekly(CalendarForm form)
    {
        var groups = new List<(string First, string Last, string Hours)>();
        foreach (var (key, name) in CalendarForm.Weekdays)
        {
            var hours = form.Hours.GetValueOrDefault(key) ?? "";
            if (groups.Count > 0 && groups[^1].Hours == hours)
                groups[^1] = groups[^1] with { Last = name[..3] };
            else
                groups.Add((name[..3], name[..3], hours));
        }

        var open = groups.Where(group => group.Hours.Length > 0).Select(group => (group.First == group.Last ? group.First : group.First + "–" + group.Last) + " " + group.Hours).ToList();
        return open.Count == 0 ? "only on single dates" : string.Join("; ", open);
    }
}
