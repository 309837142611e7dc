using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Insights.Web.Tests.Running;

namespace Insights.Web.Tests.Canary;

/// <summary>Where a walk goes from the doors: every link a person can follow, every form a person can send.</summary>
internal static class Walk
{
    /// <summary>Links and get-forms of a page, as paths inside the portal; a form gives one address for each value of each of its lists.</summary>
    public static async Task<IReadOnlyList<string>> LinksAsync(Answer page)
    {
        if (!page.IsPage)
            return [];
        using var document = await new HtmlParser().ParseDocumentAsync(page.Text);
        var here = new Uri("http://portal" + page.Path.Replace("POST ", "", StringComparison.Ordinal));
        var found = new List<string>();
        foreach (var element in document.QuerySelectorAll("a[href], [formaction], [data-href], link[rel=next]"))
        {
            var target = element.GetAttribute("href") ?? element.GetAttribute("formaction") ?? element.GetAttribute("data-href");
            if (Inside(here, target) is { } path)
                found.Add(path);
        }
        foreach (var form in document.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => !"post".Equals(f.GetAttribute("method"), StringComparison.OrdinalIgnoreCase)))
        {
            var action = Inside(here, form.GetAttribute("action") ?? here.PathAndQuery);
            if (action is null)
                continue;
            foreach (var list in form.QuerySelectorAll("select").OfType<IHtmlSelectElement>().Where(s => s.Name is not null))
            {
                foreach (var option in list.Options)
                    found.Add(action.Split('?')[0] + "?" + list.Name + "=" + Uri.EscapeDataString(option.Value));
            }
        }
        return [.. found.Distinct()];
    }

    /// <summary>Forms that change something, with the values they are shown with.</summary>
    public static async Task<IReadOnlyList<(string Action, Dictionary<string, string> Fields)>> PostsAsync(Answer page)
    {
        if (!page.IsPage)
            return [];
        using var document = await new HtmlParser().ParseDocumentAsync(page.Text);
        var here = new Uri("http://portal" + page.Path);
        return
        [
            .. document.QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>()
                .Select(f => (Action: Inside(here, f.GetAttribute("action") ?? here.PathAndQuery), Form: f))
                .Where(f => f.Action is not null)
                .Select(f => (f.Action!, f.Form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().GroupBy(i => i.Name!).ToDictionary(g => g.Key, g => g.First().Value))),
        ];
    }

    private static string? Inside(Uri here, string? target) =>
        target is not null && !target.StartsWith('#') && Uri.TryCreate(here, target, out var to) && to.Host == here.Host && to.Scheme == here.Scheme ? to.PathAndQuery : null;

    /// <summary>Calls what it is given and everything reachable from there, each address once, at most <paramref name="most"/>.</summary>
    public static async Task<IReadOnlyList<Answer>> GoAsync(PortalClient client, IEnumerable<string> from, int most)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(from);
        var answers = new List<Answer>();
        // A screen reached by a hundred filters is walked with the first few of each shape, so that the walk ends and still goes everywhere.
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        while (waiting.Count > 0 && answers.Count < most)
        {
            var path = waiting.Dequeue();
            if (!seen.Add(path) || Doors.NotCalled.ContainsKey(path.Split('?')[0].Trim('/')))
                continue;
            var shape = Shape(path);
            shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
            if (shapes[shape] > 3)
                continue;
            var answer = await client.GetAsync(path);
            answers.Add(answer);
            if (answer.Status is HttpStatusCode.Redirect or HttpStatusCode.Found && Location(answer) is { } next)
                waiting.Enqueue(next);
            foreach (var link in await LinksAsync(answer))
                waiting.Enqueue(link);
        }
        return answers;
    }

    /// <summary>The path and the names of its query, without values.</summary>
    private static string Shape(string path)
    {
        var parts = path.Split('?', 2);
        return parts[0] + "?" + (parts.Length < 2 ? "" : string.Join('&', parts[1].Split('&').Select(p => p.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)));
    }

    private static string? Location(Answer answer)
    {
        var line = answer.Headers.Split('\n').FirstOrDefault(h => h.StartsWith("Location: ", StringComparison.OrdinalIgnoreCase));
        return line is null ? null : Inside(new Uri("http://portal/"), line["Location: ".Length..]);
    }
}
