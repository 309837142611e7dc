using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Pages.Shared;

namespace Insights.Web.Components;

/// <summary>Reads one row for its page, in the reader's scope.</summary>
internal sealed class RowDetailScreen(PageFrame frame, IRowDetailQueries details, IClockQueries clocks, ITicketStampQueries stamps)
{
    public async Task<RowDetailView?> ViewAsync(RowKind kind, int? source, string? id, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(id) || id.Length > 500)
            return null;
        var scope = await frame.ScopeAsync();
        if (await details.FindAsync(kind, source, id, scope, cancel) is not { } found)
            return null;
        var stories = kind == RowKind.Tickets ? await clocks.ExplainAsync(found.SourceId, found.ExternalId, scope, cancel) : [];
        var stamped = kind == RowKind.Tickets ? await stamps.OfAsync(found.SourceId, found.ExternalId, scope, cancel) : null;
        var zone = (await frame.WorkspaceAsync()).Zone;
        var word = found.Kind switch { RowKind.Tickets => "Ticket", RowKind.Transactions => "Transaction", _ => "Dispute" };
        return new RowDetailView(
            word + " " + found.ExternalId,
            word,
            found.ExternalId,
            [.. found.Fields.Select(field => new FieldLine(field.Label, BodyCell.Of(field.Value, false, zone)))],
            found.Events is null ? null : TableView.Of(found.Events, zone, titleIsAbove: true),
            found.Lineage is { } from ? new LineageLine($"/data-health/files/{from.FileId}", from.File, from.Line, from.Source, CellText.Of(new Cell.Moment(from.ImportedAt), zone)) : null,
            zone.Id,
            [.. stories.Select(story => new ClockView(story.Title, story.Summary, Tone(story.Verdict), TableView.Of(story.Stretches, zone, titleIsAbove: true)))])
        {
            SourceId = found.SourceId,
            Stamps = stamped is null ? null : TableView.Of(stamped, zone, titleIsAbove: true),
            Parts = [.. found.Parts.Select(part => new PartView(part.Id, part.Title, part.Lead, TableView.Of(part.Table, zone, titleIsAbove: true)))],
        };
    }

    private static string Tone(string verdict) => verdict switch { "met" => "done", "breached" => "failed", "open" => "running", _ => "none" };
}

internal sealed record RowDetailView(
    string Title, string Kind, string Id, IReadOnlyList<FieldLine> Fields, TableView? Events, LineageLine? Lineage, string Zone, IReadOnlyList<ClockView> Clocks)
{
    public int SourceId { get; init; }

    /// <summary>For tickets with verdicts in closed months.</summary>
    public TableView? Stamps { get; init; }

    public IReadOnlyList<PartView> Parts { get; init; } = [];

    /// <summary>For tickets and people of the house.</summary>
    public Pages.Rows.IssueView? Issue { get; init; }

    public Pages.Rows.ExemptionsView? Exemptions { get; init; }
}

/// <summary>One clock with the stretches that lead to its verdict.</summary>
internal sealed record ClockView(string Title, string Summary, string Tone, TableView Stretches);

internal sealed record PartView(string Id, string Title, string Lead, TableView Table);

internal sealed record FieldLine(string Label, BodyCell Value);

internal sealed record LineageLine(string FileHref, string File, int Line, string Source, string ImportedAt);
