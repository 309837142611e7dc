using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Rows;

/// <summary>The rows behind a number: the same set, filter and scope, so that their count is the number.</summary>
[Authorize(Policies.Everyone)]
internal sealed class RowsModel(PageFrame frame, FilterBar bar, IRowQueries rows) : PageModel
{
    private const string FindKey = "find";
    private const string AfterKey = "after";
    private static readonly string[] OwnKeys = [TableSort.Key, AfterKey, FindKey];

    public PageFrame Frame { get; } = frame;

    public FilterBarView? Bar { get; private set; }

    public RowPage Result { get; private set; } = null!;

    public TableView Table { get; private set; } = null!;

    public EmptyView? Empty { get; private set; }

    public string Total => Result.Total.ToString("N0", CultureInfo.InvariantCulture);

    public string? Search { get; private set; }

    public string PageText { get; private set; } = "";

    public string? FirstHref { get; private set; }

    public string? NextHref { get; private set; }

    public IEnumerable<KeyValuePair<string, string>> FilterPairs { get; private set; } = [];

    public IReadOnlyList<RowSetGroup> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? rowSet, CancellationToken cancel)
    {
        var today = await Frame.TodayAsync();
        if (FilterBar.Canonical(Request.Query, today, [FindKey]) is { } canonical)
            return LocalRedirect(Request.Path + "?" + canonical);
        var reading = ReportFilter.Parse(FilterBar.Pairs(Request.Query), today, OwnKeys);
        Frame.FilterQuery = reading.Filter.ToQueryString();
        if (rowSet is null)
            return Choose();
        if (rows.RowSets.FirstOrDefault(set => set.Id == rowSet) is not { } found)
            return NotFound();
        return await ShowAsync(found, reading, cancel);
    }

    private PageResult Choose()
    {
        ViewData["Title"] = "Rows";
        Groups = [.. rows.RowSets.GroupBy(set => (set.IsNow, set.Kind)).Select(group => new RowSetGroup(
            group.Key switch { (true, RowKind.Clocks) => "Targets now", (true, RowKind.Disputes) => "Disputes now", (true, _) => "Cases now", (_, RowKind.Tickets) => "Tickets", (_, RowKind.Clocks) => "Targets and their clocks", (_, RowKind.Transactions) => "Payments and refunds", _ => "Disputes" },
            [.. group.Select(set => new RowSetLink(set.Title, set.IsNow ? set.DateBasis : "by " + set.DateBasis, $"/rows/{set.Id}?{Frame.FilterQuery}"))]))];
        return Page();
    }

    private async Task<IActionResult> ShowAsync(RowSetInfo set, FilterReading reading, CancellationToken cancel)
    {
        var filter = reading.Filter;
        var scope = await Frame.ScopeAsync();
        ViewData["Title"] = set.Title;
        Search = Request.Query[FindKey].ToString().Trim() is { Length: > 0 } find ? find[..Math.Min(find.Length, 200)] : null;
        var after = Request.Query[AfterKey].ToString() is { Length: > 0 } cursor ? cursor : null;
        var (sort, descending) = Request.Query[TableSort.Key].ToString().Split(':') is [var column, ("asc" or "desc") and var direction] ? (column, direction == "desc") : (null, true);
        try
        {
            Result = await rows.PageAsync(new RowRequest { RowSet = set.Id, Filter = filter, Sort = sort, Descending = descending, After = after, Search = Search }, scope, cancel);
        }
        // A link that was cut or mended by hand: the plain page is more use than an error.
        catch (ArgumentException) when (sort is not null || after is not null)
        {
            return LocalRedirect(Href(set, filter, null, null));
        }

        FilterPairs = filter.ToPairs();
        Bar = await bar.ViewAsync(reading, Dimensions(set.Kind), ExportLinks.OfRows(set.Id, Query(filter)), Search is null ? [] : [new(FindKey, Search)], isNow: set.IsNow);
        var zone = (await Frame.WorkspaceAsync()).Zone;
        Table = TableView.Of(Result.Table, zone, titleIsAbove: true, sort: header => Result.Sortable.Contains(header.Key)
            ? (Href(set, filter, header.Key + ":" + (header.Key == Result.Sort ? Flip() : header.Kind == ColumnKind.Text ? "asc" : "desc"), null), header.Key == Result.Sort ? Result.Descending ? "desc" : "asc" : null)
            : (null, null));
        if (Result.Total == 0)
            Empty = scope.Kind == default ? EmptyView.Of(EmptyReason.NotPermitted, Frame.Role, Request.Path) : NothingFound(set, filter);
        PageText = $"{Result.Table.Rows.Count.ToString("N0", CultureInfo.InvariantCulture)} of {Total} rows on this page";
        FirstHref = after is null ? null : Href(set, filter, SortText(), null);
        NextHref = Result.Next is null ? null : Href(set, filter, SortText(), Result.Next);
        return Page();
    }

    private EmptyView NothingFound(RowSetInfo set, ReportFilter filter)
    {
        if (Result.NotCarried.Count > 0)
            return new("These rows do not carry this filter", Result.Table.EmptyText ?? "", "Take the filter off", Href(set, Result.NotCarried.Aggregate(filter, (left, dimension) => left.With(dimension)), null, null));
        if (Search is not null)
            return new("No row has this id, customer or order", $"“{Search}” is not among these rows in these days. The whole value must match.", "Show all rows", $"/rows/{set.Id}?{filter.ToQueryString()}");
        return EmptyView.Of(EmptyReason.FilteredOut, Frame.Role, Request.Path);
    }

    private string Flip() => Result.Descending ? "asc" : "desc";

    private string SortText() => Result.Sort + ":" + (Result.Descending ? "desc" : "asc");

    private string Query(ReportFilter filter) => filter.ToQueryString() + (Search is null ? "" : "&" + FindKey + "=" + Uri.EscapeDataString(Search));

    private string Href(RowSetInfo set, ReportFilter filter, string? sort, string? after) =>
        $"/rows/{set.Id}?{Query(filter)}"
        + (sort is null ? "" : "&" + TableSort.Key + "=" + Uri.EscapeDataString(sort))
        + (after is null ? "" : "&" + AfterKey + "=" + Uri.EscapeDataString(after));

    private static string[] Dimensions(RowKind kind) => kind switch
    {
        RowKind.Tickets => ["vendor", "channel", "category", "priority", "team", "tier", "agent"],
        RowKind.Clocks => ["vendor", "channel", "category", "priority", "team", "tier", "metric", "policy", "agent"],
        RowKind.Transactions => ["vendor", "gateway", "method", "brand", "country", "customer_country", "currency", "cause"],
        _ => ["vendor", "network", "reason", "state", "country", "currency"],
    };
}

internal sealed record RowSetGroup(string Title, IReadOnlyList<RowSetLink> Sets);

internal sealed record RowSetLink(string Title, string DateBasis, string Href);
