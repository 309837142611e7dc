using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Queues;

/// <summary>The help desk's queues: every case in one of them, each with the rule it is in it by, and found by its number.</summary>
[Authorize(Policies.Staff)]
internal sealed class QueuesModel(PageFrame frame, FilterBar bar, IRowQueries rows, TimeProvider clock) : PageModel
{
    private const string FindKey = "find";
    private const string AfterKey = "after";
    private static readonly string[] OwnKeys = [TableSort.Key, AfterKey, FindKey];
    private static readonly LocalDateTimePattern s_second = LocalDateTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    private static readonly (string Path, string RowSet, string Title)[] s_queues =
    [
        ("new", RowSets.QueueNew, "New"), ("open", RowSets.QueueOpen, "Open"), ("waiting", RowSets.QueueWaiting, "Waiting"),
        ("expired-1", RowSets.QueueExpired1, "Expired 1"), ("expired-2", RowSets.QueueExpired2, "Expired 2"), ("closed", RowSets.QueueClosed, "Closed"), ("all", RowSets.QueueAll, "All"),
    ];

    public FilterBarView Bar { get; private set; } = null!;

    public IReadOnlyList<QueueTab> Tabs { get; private set; } = [];

    public string Title { get; private set; } = "";

    public string Definition { get; private set; } = "";

    public string MetricId { get; private set; } = "";

    public string Total { get; private set; } = "";

    public string At { get; private set; } = "";

    public string Zone { get; private set; } = "";

    /// <summary>How the queues add up.</summary>
    public IReadOnlyList<QueueTab> Sum { get; private set; } = [];

    /// <summary>What lies in All and in no other queue.</summary>
    public string? Unmapped { get; private set; }

    public string? Search { get; private set; }

    public TableView Table { get; private set; } = null!;

    public EmptyView? Empty { get; private set; }

    public string PageText { get; private set; } = "";

    public string? FirstHref { get; private set; }

    public string? NextHref { get; private set; }

    public IEnumerable<KeyValuePair<string, string>> FilterPairs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? queue, CancellationToken cancel)
    {
        var today = await frame.TodayAsync();
        if (FilterBar.Canonical(Request.Query, today, [FindKey]) is { } canonical)
            return LocalRedirect(Request.Path + "?" + canonical);
        var found = Array.Find(s_queues, one => one.Path == (queue ?? "new"));
        if (found.Path is null)
            return NotFound();
        var reading = ReportFilter.Parse(FilterBar.Pairs(Request.Query), today, OwnKeys);
        frame.FilterQuery = reading.Filter.ToQueryString();
        Search = Request.Query[FindKey].ToString().Trim() is { Length: > 0 } find ? find[..Math.Min(find.Length, 200)] : null;
        var after = Request.Query[AfterKey].ToString() is { Length: > 0 } cursor ? cursor : null;
        var (sort, descending) = Request.Query[TableSort.Key].ToString().Split(':') is [var column, ("asc" or "desc") and var direction] ? (column, direction == "desc") : (null, true);
        var scope = await frame.ScopeAsync();
        RowPage page;
        try
        {
            page = await rows.PageAsync(new RowRequest { RowSet = found.RowSet, Filter = reading.Filter, Sort = sort, Descending = descending, After = after, Search = Search }, scope, cancel);
        }
        // A link that was cut or mended by hand: the plain page is more use than an error.
        catch (ArgumentException) when (sort is not null || after is not null)
        {
            return LocalRedirect(Href(found.Path, reading.Filter, null, null));
        }

        await TellAsync(found, reading, page, after, scope, cancel);
        return Page();
    }

    private async Task TellAsync((string Path, string RowSet, string Title) queue, FilterReading reading, RowPage page, string? after, DataScope scope, CancellationToken cancel)
    {
        var filter = reading.Filter;
        var metric = MetricCatalog.Now.First(one => one.Rows == queue.RowSet);
        (Title, Definition, MetricId) = (queue.Title, metric.Definition, metric.Id);
        ViewData["Title"] = "Queue " + queue.Title;
        Total = Text(page.Total);
        FilterPairs = filter.ToPairs();
        Bar = await bar.ViewAsync(
            reading, ["vendor", "channel", "category", "priority", "team", "tier"], ExportLinks.OfRows(queue.RowSet, Query(filter)), Search is null ? [] : [new(FindKey, Search)], isNow: true);
        var counts = new long[s_queues.Length];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = await rows.CountAsync(s_queues[i].RowSet, filter, scope, cancel);
        Tabs = [.. s_queues.Select((one, i) => new QueueTab(one.Title, Text(counts[i]), $"/queues/{one.Path}?{filter.ToQueryString()}", one.Path == queue.Path))];
        var inQueues = counts[..^1].Sum();
        // All first, then what it is made of.
        Sum = [Tabs[^1], .. Tabs.SkipLast(1)];
        Unmapped = counts[^1] > inQueues ? Text(counts[^1] - inQueues) : null;
        var zone = (await frame.WorkspaceAsync()).Zone;
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(zone);
        (At, Zone) = (s_second.Format(now.LocalDateTime), zone.Id);
        Table = TableView.Of(page.Table, zone, titleIsAbove: true, sort: header => page.Sortable.Contains(header.Key)
            ? (Href(queue.Path, filter, header.Key + ":" + (header.Key == page.Sort && page.Descending ? "asc" : header.Key == page.Sort ? "desc" : "asc"), null), header.Key == page.Sort ? page.Descending ? "desc" : "asc" : null)
            : (null, null));
        var order = page.Sort + ":" + (page.Descending ? "desc" : "asc");
        FirstHref = after is null ? null : Href(queue.Path, filter, order, null);
        NextHref = page.Next is null ? null : Href(queue.Path, filter, order, page.Next);
        PageText = $"{Text(page.Table.Rows.Count)} of {Total} cases on this page";
        if (page.Total == 0)
            Empty = Nothing(queue, page, filter);
    }

    private EmptyView Nothing((string Path, string RowSet, string Title) queue, RowPage page, ReportFilter filter)
    {
        if (page.NotCarried.Count > 0)
            return new("Cases do not carry this filter", page.Table.EmptyText ?? "", "Take the filter off", Href(queue.Path, page.NotCarried.Aggregate(filter, (left, dimension) => left.With(dimension)), null, null));
        if (Search is not null)
            return new("No case has this number", $"No case number is “{Search}” or begins like it.", "Show all cases", "/queues/all?" + filter.ToQueryString());
        return filter.Values.Count > 0
            ? new("No case here matches this filter", "There may be others without it.", "Take the filter off", "/queues/" + queue.Path)
            : new("No case is in this queue", "At this second every case lies in another one.");
    }

    private string Query(ReportFilter filter) => filter.ToQueryString() + (Search is null ? "" : "&" + FindKey + "=" + Uri.EscapeDataString(Search));

    private string Href(string queue, ReportFilter filter, string? sort, string? after) =>
        $"/queues/{queue}?{Query(filter)}"
        + (sort is null ? "" : "&" + TableSort.Key + "=" + Uri.EscapeDataString(sort))
        + (after is null ? "" : "&" + AfterKey + "=" + Uri.EscapeDataString(after));

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

internal sealed record QueueTab(string Title, string Count, string Href, bool IsCurrent);
