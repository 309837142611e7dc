using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Running head and foot: a page that is passed on alone still says what it is, what it covers, how old it is and which page of how many.</summary>
internal static class Furniture
{
    private const double Side = 48;

    public static void Draw(Press press)
    {
        var document = press.Document;
        var style = TextStyle.Running;
        var filters = PrintableText.Of(string.Join(" · ", document.Filters.Select(filter => $"{filter.Label}: {filter.Value}").Append(document.Scope).Append(document.Zone.Id).Distinct()));
        var asOf = document.AsOf is { } at ? "Data as of " + CellText.Of(new Cell.Moment(at), document.Zone) : "No data yet";
        var foot = PrintableText.Of($"{document.WorkspaceName} · {asOf} · made {CellText.Of(new Cell.Moment(document.MadeAt), document.Zone)}");
        var ownLine = press.Options.Footer is { Length: > 0 } footer ? PrintableText.Of(footer) : null;
        for (var i = 0; i < press.Pages.Count; i++)
        {
            var page = press.Pages[i];
            var width = page.Width - 2 * Side;
            page.BeginArtifact(furniture: true);
            // Page 1 says all of this in its own head.
            if (i > 0)
            {
                var title = press.Shortened(PrintableText.Of(document.Title), style with { Bold = true }, width * 0.5);
                press.Draw(page, Side, 28, title, style with { Bold = true });
                var room = width - press.Width(title, style with { Bold = true }) - 24;
                var lines = press.Lines(filters, style, room);
                for (var k = 0; k < Math.Min(2, lines.Count); k++)
                {
                    var line = k == 1 && lines.Count > 2 ? press.Shortened(lines[1] + " …", style, room) : lines[k];
                    press.Draw(page, page.Width - Side - press.Width(line, style), (lines.Count > 1 ? 22 : 28) + k * style.Leading, line, style);
                }

                page.Line(Side, 45, page.Width - Side, 45, Press.Hairline, 0.5);
            }

            var number = FormattableString.Invariant($"Page {i + 1} of {press.Pages.Count}");
            var numberWidth = press.Width(number, style);
            press.Draw(page, Side, page.Height - 36, press.Shortened(foot, style, width - numberWidth - 24), style);
            press.Draw(page, page.Width - Side - numberWidth, page.Height - 36, number, style);
            if (ownLine is not null)
                press.Draw(page, Side, page.Height - 25, press.Shortened(ownLine, style, width), style);
            page.End();
        }
    }
}
