using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>Labels under the plot: time labels are thinned evenly, names are wrapped, because a missing name says nothing.</summary>
internal sealed class CategoryAxis
{
    private readonly ChartSpec spec;
    private readonly ChartStyle style;
    private readonly List<(int Category, IReadOnlyList<string> Lines)> labels = [];

    public CategoryAxis(ChartSpec spec, ChartStyle style, double width)
    {
        (this.spec, this.style) = (spec, style);
        var band = width / spec.Categories.Count;
        var room = band - style.Text * 0.6;
        var widest = spec.Categories.Max(text => ChartText.Width(text, style.Text));
        var wraps = spec.CategoryKeys.Count == 0 && widest > room && room > style.Text * 3;
        var every = wraps || widest <= room ? 1 : Math.Max(1, (int)Math.Ceiling((widest + style.Text) / band));
        for (var i = 0; i < spec.Categories.Count; i += every)
            labels.Add((i, wraps ? ChartText.Wrapped(spec.Categories[i], style.Text, room, 3) : [spec.Categories[i]]));
        Lines = labels.Max(label => label.Lines.Count);
    }

    private int Lines { get; }

    public double Height => style.Row * (Lines + (spec.CategoryTitle is null ? 0 : 1)) + style.Text * 0.4;

    public void Draw(List<Mark> marks, double left, double right, double bottom, double width)
    {
        var band = (right - left) / spec.Categories.Count;
        foreach (var (category, lines) in labels)
        {
            for (var k = 0; k < lines.Count; k++)
            {
                // Kept inside the drawing: the first and last label may be wider than their band.
                var half = ChartText.Width(lines[k], style.Text) / 2;
                var x = Math.Clamp(left + band * (category + 0.5), half, Math.Max(half, width - half));
                marks.Add(new Mark.Label(x, bottom + style.Text * 0.3 + style.Row * (k + 0.8), lines[k], style.Text, Ink.Muted, Anchor.Middle));
            }
        }

        if (spec.CategoryTitle is { } title)
            marks.Add(new Mark.Label((left + right) / 2, bottom + style.Text * 0.3 + style.Row * (Lines + 0.8), title, style.Text, Ink.Muted, Anchor.Middle));
    }
}
