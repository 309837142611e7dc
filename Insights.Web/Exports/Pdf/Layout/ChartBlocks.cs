using Insights.Analytics.Reports;
using Insights.Web.Exports.Charts;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>One chart over the full width, or two side by side; a chart and its title are never parted.</summary>
internal sealed class ChartBlocks(Press press, double width, double pageHeight)
{
    private const double Gap = 24;
    private readonly ChartStyle style = ChartStyle.Print with { Zone = press.Document.Zone };

    public IEnumerable<Piece> Single(StructureElement parent, ChartSpec spec) => Row(parent, [spec], width);

    public IEnumerable<Piece> Pair(StructureElement parent, ChartSpec left, ChartSpec right) => Row(parent, [left, right], (width - Gap) / 2);

    private IEnumerable<Piece> Row(StructureElement parent, IReadOnlyList<ChartSpec> specs, double chartWidth)
    {
        var title = TextStyle.Subheading;
        var titles = specs.Select(spec => press.Lines(spec.Title, title, chartWidth)).ToList();
        var headHeight = titles.Max(lines => lines.Count) * title.Leading + 2;
        var height = Math.Min(specs.Max(spec => ChartLayout.PreferredHeight(spec, chartWidth, style)), pageHeight - headHeight - 40);
        var headings = new List<StructureElement>();
        var figures = new List<StructureElement>();
        foreach (var spec in specs)
        {
            headings.Add(parent.Add("H3"));
            figures.Add(parent.Add("Figure", alt: spec.AltText));
        }

        yield return new Piece(headHeight + height, (page, x, top) =>
        {
            for (var i = 0; i < specs.Count; i++)
            {
                var left = x + i * (chartWidth + Gap);
                page.Begin(headings[i]);
                for (var k = 0; k < titles[i].Count; k++)
                    press.Draw(page, left, top + k * title.Leading, titles[i][k], title);
                page.End();
                page.Begin(figures[i]);
                ChartSurface.Draw(press, page, ChartLayout.Of(specs[i], chartWidth, height, style), left, top + headHeight, figures[i]);
                page.End();
            }
        })
        { Before = 16 };
    }
}
