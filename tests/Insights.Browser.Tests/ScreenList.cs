using System.Text.RegularExpressions;
using Insights.Web.Tests.Running;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>Which screens a person has, from the application's own table of endpoints.</summary>
internal static partial class ScreenList
{
    /// <summary>Every screen that the person may open, with a detail page of each kind of row.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IPage page, RunningPortal portal)
    {
        // One address a screen, two where a route takes values: pages of one screen differ in numbers, not in build.
        var doors = Doors.Of(portal.Endpoints).Where(e => !Doors.NotCalled.ContainsKey(Doors.Pattern(e)))
            .SelectMany(e => (Doors.Addresses(e, portal.Services, s_stored) ?? throw new InvalidOperationException($"Doors does not know how to call {Doors.Pattern(e)}.")).Take(2))
            .Concat(["/rows/tickets.created", "/rows/clocks.decided", "/rows/payments.failed", "/rows/disputes.opened"]).Distinct()
            // Files are no screens, and a PDF costs more than all screens together.
            .Where(d => !d.StartsWith("/exports/", StringComparison.Ordinal) && !d.EndsWith(".csv", StringComparison.Ordinal));
        var screens = new List<string>();
        foreach (var door in doors)
        {
            var answer = await page.APIRequest.GetAsync(portal.Address + door, new() { MaxRedirects = 0 });
            if (answer.Status != 200 || !answer.Headers.TryGetValue("content-type", out var type) || !type.StartsWith("text/html", StringComparison.Ordinal))
                continue;
            screens.Add(door);
            if (door.StartsWith("/rows/", StringComparison.Ordinal) && RowLink().Match(await answer.TextAsync()) is { Success: true } row)
                screens.Add(System.Net.WebUtility.HtmlDecode(row.Groups[1].Value));
        }
        return [.. screens.Distinct()];
    }

    [GeneratedRegex("""<a [^>]*href="(/rows/(?:ticket|transaction|dispute)\?[^"]*)""", RegexOptions.CultureInvariant)]
    private static partial Regex RowLink();

    private static readonly Dictionary<string, IReadOnlyList<string>> s_stored = new()
    {
        ["fileid"] = ["6"],
        ["batchid"] = ["1"],
        ["personid"] = ["1"],
        ["userid"] = ["1"],
        ["uploadid"] = ["unknown"],
        ["importid"] = ["unknown"],
        ["source"] = ["stripe"],
        ["file"] = ["0"],
        ["jobid"] = ["refresh-metrics"],
        ["runid"] = ["1"],
        ["viewid"] = ["1"],
        ["id"] = ["1"],
    };
}
