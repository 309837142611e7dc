using Insights.Analytics.Metrics;
using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Excel;

/// <summary>The first sheet: what this workbook is, what it was filtered by, how old its data is, and what its numbers mean.</summary>
internal static class AboutSheet
{
    private static readonly CellLook Heading = new(Tone: Tone.Heading);

    public static LineSheet Of(ReportDocument document, Names names)
    {
        var sheet = new LineSheet(names.Sheet("About")) { Widths = [26, 90], Across = 2, PrintTitle = document.Title, GridLines = false };
        sheet.Sentence(document.Title, new CellLook(Tone: Tone.Title));
        sheet.Sentence(document.Headline, Heading);
        if (document.Introduction is { } introduction)
            sheet.Sentence(introduction, new CellLook());
        if (document.Empty is { } empty)
            sheet.Sentence(EmptyText.Of(empty), new CellLook(Bold: true));
        sheet.Blank();

        sheet.Labelled("Workspace", document.WorkspaceName);
        sheet.Labelled("Scope", document.Scope);
        foreach (var filter in document.Filters)
            sheet.Labelled(filter.Label, filter.Value);
        sheet.Labelled("Time zone", document.Zone.Id);
        sheet.Labelled("Data as of", document.AsOf is { } asOf ? CellText.Of(new Cell.Moment(asOf), document.Zone) : "no data yet");
        sheet.Labelled("Made at", CellText.Of(new Cell.Moment(document.MadeAt), document.Zone));

        if (document.Freshness.Count > 0)
        {
            sheet.Blank();
            sheet.Sentence("Sources", Heading);
            foreach (var source in document.Freshness)
            {
                var until = source.DataUntil is { } at ? "data until " + CellText.Of(new Cell.Moment(at), document.Zone) : "no data yet";
                sheet.Labelled(source.Source, until + (source.Late switch { 0 => "", < 3 => " (late)", _ => " (very late)" }));
            }
        }
        if (document.Footnotes.Count > 0)
        {
            sheet.Blank();
            sheet.Sentence("Notes", Heading);
            foreach (var note in document.Footnotes)
                sheet.Sentence(note, new CellLook());
        }
        if (document.Definitions.Count > 0)
        {
            sheet.Blank();
            sheet.Sentence("What the numbers mean", Heading);
            foreach (var definition in document.Definitions)
                sheet.Labelled(definition.Name, Text(definition));
        }
        return sheet;
    }

    private static string Text(MetricDefinition definition)
    {
        var text = $"{definition.Definition}\n{definition.Formula}\nCounted by: {definition.DateBasis}";
        if (definition.TimeBasis != "–")
            text += $"; time: {definition.TimeBasis}";
        return definition.Exclusions.Count > 0 ? text + "\nLeft out: " + string.Join("; ", definition.Exclusions) : text;
    }
}
