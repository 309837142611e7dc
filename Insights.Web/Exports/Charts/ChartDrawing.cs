namespace Insights.Web.Exports.Charts;

/// <summary>A laid-out chart: marks in paint order, origin at the top left, y downwards. A surface only draws; it decides nothing.</summary>
internal sealed record ChartDrawing(double Width, double Height, IReadOnlyList<Mark> Marks);

internal abstract record Mark
{
    private Mark() { }

    /// <param name="Dashed">Target lines and what is not complete.</param>
    public sealed record Stroke(IReadOnlyList<Spot> Points, Ink Ink, double Thickness, bool Dashed = false) : Mark;

    /// <param name="Tip">Category, series and value, shown by surfaces that can (a tooltip without script).</param>
    public sealed record Box(double X, double Y, double Width, double Height, Ink Ink, double Opacity = 1, string? Tip = null) : Mark;

    public sealed record Dot(double X, double Y, double Radius, Ink Ink, string? Tip = null) : Mark;

    /// <param name="Y">The base line of the text.</param>
    /// <param name="Halo">Painted over a rim of the surface's colour, where it may cross lines.</param>
    public sealed record Label(double X, double Y, string Text, double Size, Ink Ink, Anchor Anchor = Anchor.Start, bool Bold = false, bool Halo = false) : Mark;
}

internal readonly record struct Spot(double X, double Y);

internal enum Anchor { Start, Middle, End }

/// <summary>What a mark means. Each surface has its own colour for it: light or dark, screen or print (<see cref="ChartPalette"/>).</summary>
internal enum Ink
{
    Primary, Second, Third, Fourth, Previous, Good, Bad,
    Text, Muted, Axis, Grid, Target, Annotation, Surface,

    // Seven steps from nearly nothing to the most; text on them stays readable in Ink.Text.
    Heat0, Heat1, Heat2, Heat3, Heat4, Heat5, Heat6,
}
