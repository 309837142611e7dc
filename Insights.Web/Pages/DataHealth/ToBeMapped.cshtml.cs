using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>Vendors, agents, statuses and reasons that files use and nobody has explained: explained once, for all past and future rows.</summary>
[Authorize(Policies.Operators)]
internal sealed class ToBeMappedModel(IUnmapped values, IReplay replay, AuditLog audit) : PageModel
{
    private const int Most = 200;
    private const int LongestMeaning = 200;

    public IReadOnlyList<ToExplain> Values { get; private set; } = [];

    /// <summary>One list of known vendors, and one of known agents a source.</summary>
    public IEnumerable<ToExplain> Suggestions => Values.Where(line => line.MayBeNew && line.Meanings.Count > 0).DistinctBy(line => line.ListId);

    public int More { get; private set; }

    public IReadOnlyList<ResolvedLine> Resolved { get; private set; } = [];

    public IReadOnlyList<ResolvingLine> Lately { get; private set; } = [];

    public bool IsRunning => Lately.Any(line => line.IsRunning || line.Again.Any(file => replay.Run(file.FileId) is { IsRunning: true }));

    /// <summary>What became of the rejected rows that a value explains, so far.</summary>
    public string AgainText(AgainLine file) => replay.Run(file.FileId) switch
    {
        null or { IsRunning: true } => "being run again",
        { Error: { } error } => error,
        var run => string.Join(", ", run.Counts.Where(count => count.Value != "0").Select(count => count.Value + " " + count.Label.ToLowerInvariant())),
    };

    public string Headline => Values.Count == 0 ? "Every value is known" : $"{Words.Count(Values.Count + More, "value")} to be mapped";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Lately = values.Resolving();
        var all = await values.ListAsync(cancel);
        var meanings = new Dictionary<(string, string), IReadOnlyList<string>>();
        var shown = new List<ToExplain>();
        foreach (var value in all.Take(Most))
        {
            if (!meanings.TryGetValue((value.Source, value.Kind), out var words))
                meanings[(value.Source, value.Kind)] = words = await values.MeaningsAsync(value.Source, value.Kind, cancel);
            shown.Add(new ToExplain(value, words, Lately.Any(line => line.IsRunning && line.Source == value.Source && line.Kind == value.Kind && line.Value == value.Value)));
        }
        Values = shown;
        More = all.Count - shown.Count;
        Resolved = [.. (await values.ResolvedAsync(cancel)).Take(Most)];
        ViewData["Title"] = "To be mapped";
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? source, [FromForm] string? kind, [FromForm] string? value, [FromForm] string? meaning, [FromForm] bool asItIs, CancellationToken cancel)
    {
        var known = (await values.ListAsync(cancel)).Any(line => line.Source == source && line.Kind == kind && line.Value == value)
            || (await values.ResolvedAsync(cancel)).Any(line => line.Source == source && line.Kind == kind && line.Value == value);
        if (known && (asItIs ? value : meaning)?.Trim() is { Length: > 0 and <= LongestMeaning } chosen)
        {
            values.Resolve(source!, kind!, value!, chosen, User.Identity!.Name!);
            await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, $"{kind} of {source}: “{value}” means {chosen}");
        }
        return RedirectToPage();
    }
}

/// <summary>A value with the words it may mean.</summary>
internal sealed record ToExplain(UnmappedLine Value, IReadOnlyList<string> Meanings, bool IsBeingApplied)
{
    public string Kind => Value.Kind.Replace('_', ' ');

    /// <summary>Suggestions: the known vendors, or the known agents of the source.</summary>
    public string ListId => "means-" + Value.Kind + (Value.Kind == "agent" ? "-" + Value.Source : "");

    /// <summary>Vendors and agents may be new ones; words of a closed vocabulary may not.</summary>
    public bool MayBeNew => Value.Kind is "vendor" or "agent";

    public string Rows => Value.RejectedRows > 0 ? $"{Words.Count(Value.Rows, "row")}, {Words.Number(Value.RejectedRows)} of them rejected" : Words.Count(Value.Rows, "row");
}
