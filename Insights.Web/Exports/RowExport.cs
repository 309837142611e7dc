using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using NodaTime;

namespace Insights.Web.Exports;

/// <summary>The rows behind a number as a file: all of them up to <see cref="Most"/>, and said where that was not all.</summary>
internal sealed class RowExport(PageFrame frame, IRowQueries rows, DocumentFile files, TimeProvider clock)
{
    // More rows than anybody reads in a spreadsheet; who needs all of them takes the command line.
    public const int Most = 50_000;

    private const int PageSize = 500;

    public async Task<IResult> AnswerAsync(HttpContext http, string rowSet, string formatId)
    {
        if (formatId == "pdf" || ExportFormat.Find(formatId) is not { } format || rows.RowSets.All(set => set.Id != rowSet))
            return Results.NotFound();
        var filter = ReportFilter.Parse(FilterBar.Pairs(http.Request.Query), await frame.TodayAsync(), ["find"]).Filter;
        var find = http.Request.Query["find"].ToString().Trim();
        return await files.AnswerAsync(http, await DocumentAsync(rowSet, filter, find.Length is > 0 and <= 200 ? find : null, http.RequestAborted), filter, await frame.ScopeAsync(), format);
    }

    private async Task<ReportDocument> DocumentAsync(string rowSet, ReportFilter filter, string? find, CancellationToken cancel)
    {
        var scope = await frame.ScopeAsync();
        var collected = new List<IReadOnlyList<Cell>>();
        RowPage page;
        string? after = null;
        do
        {
            page = await rows.PageAsync(new RowRequest { RowSet = rowSet, Filter = filter, After = after, Size = PageSize, Search = find }, scope, cancel);
            collected.AddRange(page.Table.Rows.Take(Most - collected.Count));
            after = page.Next;
        }
        while (after is not null && collected.Count < Most);

        var workspace = await frame.WorkspaceAsync();
        var freshness = await frame.FreshnessAsync();
        var total = page.Total.ToString("N0", CultureInfo.InvariantCulture);
        return new ReportDocument
        {
            Id = rowSet,
            Title = page.RowSet.Title,
            Headline = $"{total} · {page.RowSet.Title}",
            Sections =
            [
                new Section
                {
                    Id = "rows",
                    Title = page.RowSet.Title,
                    Wide = true,
                    Blocks = [new Block.DataTable(page.Table with { Rows = collected, Cap = collected.Count < page.Total ? $"First {Most.ToString("N0", CultureInfo.InvariantCulture)} of {total} rows." : null })],
                },
            ],
            Filters = [page.RowSet.IsNow ? new("Rows", page.RowSet.DateBasis) : new("Period", FilterBar.RangeText(filter.Range) + ", by " + page.RowSet.DateBasis), .. filter.Values.Select(pair => new LabelledValue(DimensionNames.Title(pair.Key), string.Join(", ", pair.Value))), .. find is null ? Array.Empty<LabelledValue>() : [new("Find", find)]],
            WorkspaceName = workspace.Name,
            Zone = workspace.Zone,
            AsOf = freshness.Where(source => source.DataUntil is not null).Select(source => source.DataUntil).Min(),
            MadeAt = Instant.FromDateTimeOffset(clock.GetUtcNow()),
            Scope = scope.IsStaff ? "All vendors" : frame.PersonName,
            Freshness = freshness,
        };
    }
}
