using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Puts pieces onto pages, one below the other, and starts a page where the next ones do not fit together.</summary>
internal sealed class Flow(Press press)
{
    // A4 in points; margins on the 8-point grid.
    private const double Short = 595.28, Long = 841.89, Side = 48, FirstTop = 44, Top = 60, Bottom = 52;

    private readonly List<Piece> together = [];
    private PageCanvas page = null!;
    private double y;
    private bool atTop;

    public static double PortraitWidth => Short - 2 * Side;

    public bool Landscape { get; private set; }

    /// <summary>Of the text area.</summary>
    public double Width => (Landscape ? Long : Short) - 2 * Side;

    /// <summary>Of the text area of a page after the first.</summary>
    public double Height => (Landscape ? Short : Long) - Top - Bottom;

    /// <summary>How much of the page is used, from 0 to 1.</summary>
    public double Filled => atTop ? 0 : (y - Top) / Height;

    public void StartPage(bool landscape)
    {
        Settle();
        Landscape = landscape;
        NewPage();
    }

    public void Add(IEnumerable<Piece> pieces)
    {
        foreach (var piece in pieces)
            Add(piece);
    }

    public void Add(Piece piece)
    {
        together.Add(piece);
        if (!piece.KeepWithNext)
            Settle();
    }

    /// <summary>Places what still waits for a successor.</summary>
    public void Settle()
    {
        if (together.Count == 0)
            return;
        if (!atTop && !Fits(together.Sum(piece => piece.Before + piece.Height)))
            NewPage();
        foreach (var piece in together)
        {
            // Only a group taller than a page gets here a second time.
            if (!atTop && !Fits(piece.Before + piece.Height))
                NewPage();
            Place(piece);
        }

        together.Clear();
    }

    private void Place(Piece piece)
    {
        if (atTop && piece.Head is { } head)
        {
            head.Draw(page, Side, y);
            y += head.Height;
        }
        else if (!atTop)
            y += piece.Before;

        piece.Draw(page, Side, y);
        y += piece.Height;
        atTop = false;
    }

    private bool Fits(double height) => y + height <= page.Height - Bottom + 0.01;

    private void NewPage()
    {
        // The first page is held back: its contents list learns the page numbers at the end.
        if (press.Pages.Count > 1)
            page.Flush();
        page = new PageCanvas(press.File, press.Structure, Landscape ? Long : Short, Landscape ? Short : Long);
        press.Pages.Add(page);
        y = press.Pages.Count == 1 ? FirstTop : Top;
        atTop = true;
    }
}
