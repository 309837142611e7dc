using Insights.Analytics.Metrics;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>What each number means, as the catalogue defines it: the name at the left, formula and rules beside it.</summary>
internal sealed class DefinitionList(Press press, double width)
{
    private const double NameWidth = 104, Gap = 16;
    private static readonly TextStyle Name = new(8.25, 11.5, Bold: true);
    private static readonly TextStyle Text = new(8.25, 11.5, Tabular: false);
    private static readonly TextStyle Detail = new(7.5, 10, Tone: Tone.Muted, Tabular: false);

    public IEnumerable<Piece> Pieces(StructureElement parent, IReadOnlyList<MetricDefinition> definitions)
    {
        var list = parent.Add("L");
        var textWidth = width - NameWidth - Gap;
        foreach (var definition in definitions)
        {
            var item = list.Add("LI");
            var (label, body) = (item.Add("Lbl"), item.Add("LBody"));
            var name = press.Lines(definition.Name, Name, NameWidth);
            var text = press.LinesBeforeMore(definition.Definition, Text, textWidth);
            var details = press.Lines(string.Join("  ·  ", Details(definition)), Detail, textWidth);
            var height = Math.Max(name.Count * Name.Leading, text.Count * Text.Leading + details.Count * Detail.Leading) + 5;
            yield return new Piece(height, (page, x, top) =>
            {
                page.Begin(label);
                for (var i = 0; i < name.Count; i++)
                    press.Draw(page, x, top + i * Name.Leading, name[i], Name);
                page.End();
                page.Begin(body);
                for (var i = 0; i < text.Count; i++)
                    press.Draw(page, x + NameWidth + Gap, top + i * Text.Leading, text[i], Text);
                for (var i = 0; i < details.Count; i++)
                    press.Draw(page, x + NameWidth + Gap, top + text.Count * Text.Leading + i * Detail.Leading, details[i], Detail);
                page.End();
                page.BeginArtifact();
                page.Line(x, top + height, x + width, top + height, Press.Hairline, 0.5);
                page.End();
            })
            { Before = 5 };
        }
    }

    private static IEnumerable<string> Details(MetricDefinition definition)
    {
        yield return "Formula: " + definition.Formula;
        yield return "Counted by: " + definition.DateBasis + (definition.TimeBasis == "–" ? "" : $". Time: {definition.TimeBasis}");
        if (definition.Exclusions.Count > 0)
            yield return "Left out: " + string.Join("; ", definition.Exclusions);
        if (definition.Source is { } source)
            yield return "Source: " + source;
    }
}
