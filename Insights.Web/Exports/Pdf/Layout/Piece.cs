using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Something that is never cut by a page's end: a line, a table row, a row of tiles, a chart.</summary>
/// <param name="Height">Of its content.</param>
/// <param name="Draw">Draws it on the page; given the left edge of the text area and the piece's top.</param>
internal sealed record Piece(double Height, Action<PageCanvas, double, double> Draw)
{
    /// <summary>Space above, left out at the top of a page.</summary>
    public double Before { get; init; }

    /// <summary>Headings, first lines and table heads: never the last thing on a page.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Drawn again above this piece when it comes first on a page: the head of its table.</summary>
    public Piece? Head { get; init; }
}
