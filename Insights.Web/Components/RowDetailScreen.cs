using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Pages.Shared;

namespace Insights.Web.Components;

/// <summary>Reads one row for its page, in the reader's scope.</summary>
internal sealed class RowDetailScreen(PageFrame frame, IRowDetailQueries details)
{
    public async Task<RowDetailView?> ViewAsync(RowKind kind, int? source, string? id, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(id) || id.Length > 500)
            return null;
        if (await details.FindAsync(kind, source, id, await frame.ScopeAsync(), cancel) is not { } found)
            return null;
        var zone = (await frame.WorkspaceAsync()).Zone;
        var word = found.Kind switch { RowKind.Tickets => "Ticket", RowKind.Transactions => "Transaction", _ => "Dispute" };
        return new RowDetailView(
            word + " " + found.ExternalId,
            word,
            found.ExternalId,
            [.. found.Fields.Select(field => new FieldLine(field.Label, BodyCell.Of(field.Value, false, zone)))],
            found.Events is null ? null : TableView.Of(found.Events, zone, titleIsAbove: true),
            found.Lineage is { } from ? new LineageLine($"/data-health/files/{from.FileId}", from.File, from.Line, from.Source, CellText.Of(new Cell.Moment(from.ImportedAt), zone)) : null,
            zone.Id);
    }
}

internal sealed record RowDetailView(string Title, string Kind, string Id, IReadOnlyList<FieldLine> Fields, TableView? Events, LineageLine? Lineage, string Zone);

internal sealed record FieldLine(string Label, BodyCell Value);

internal sealed record LineageLine(string FileHref, string File, int Line, string Source, string ImportedAt);
