using Insights.Analytics.Metrics;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>What each number means, as the catalogue defines it: name, definition, formula and rules, two beside each other where the page is wide enough to read them.</summary>
internal sealed class DefinitionList(Press press, double width)
{
    private const double Gap = 20, Widest = 380;
    private static readonly TextStyle Name = new(8, 11, Bold: true);
    private static readonly TextStyle Text = new(7.75, 10.5, Tabular: false);
    private static readonly TextStyle Detail = new(7, 9.25, Tone: Tone.Muted, Tabular: false);

    public IEnumerable<Piece> Pieces(StructureElement parent, IReadOnlyList<MetricDefinition> definitions)
    {
        var list = parent.Add("L");
        var perRow = Math.Max(2, (int)((width + Gap) / (Widest + Gap)));
        var each = (width - Gap * (perRow - 1)) / perRow;
        for (var start = 0; start < definitions.Count; start += perRow)
        {
            var row = definitions.Skip(start).Take(perRow).Select(definition => new Entry(press, list.Add("LI"), definition, each)).ToList();
            var height = row.Max(entry => entry.Height) + 5;
            yield return new Piece(height, (page, x, top) =>
            {
                for (var i = 0; i < row.Count; i++)
                    row[i].Draw(press, page, x + i * (each + Gap), top);
                page.BeginArtifact();
                page.Line(x, top + height, x + width, top + height, Press.Hairline, 0.5);
                page.End();
            })
            { Before = 5 };
        }
    }

    private sealed class Entry(Press press, StructureElement item, MetricDefinition definition, double width)
    {
        private readonly StructureElement _label = item.Add("Lbl");
        private readonly StructureElement _body = item.Add("LBody");
        private readonly List<string> _name = press.LinesBeforeMore(definition.Name, Name, width);
        private readonly List<string> _text = press.LinesBeforeMore(definition.Definition, Text, width);
        private readonly List<string> _details = press.Lines(string.Join("  ·  ", Details(definition)), Detail, width);

        public double Height => _name.Count * Name.Leading + _text.Count * Text.Leading + _details.Count * Detail.Leading;

        public void Draw(Press press, PageCanvas page, double x, double top)
        {
            page.Begin(_label);
            top = Lines(press, page, x, top, _name, Name);
            page.End();
            page.Begin(_body);
            top = Lines(press, page, x, top, _text, Text);
            Lines(press, page, x, top, _details, Detail);
            page.End();
        }

        private static double Lines(Press press, PageCanvas page, double x, double top, List<string> lines, TextStyle style)
        {
            foreach (var line in lines)
            {
                press.Draw(page, x, top, line, style);
                top += style.Leading;
            }
            return top;
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
