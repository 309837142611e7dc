using System.Text;
using System.Text.Encodings.Web;

namespace Insights.Web.Delivery;

/// <summary>
/// A mail as HTML that mail programs of twenty years show: one column, styles in the elements, no picture, nothing fetched from anywhere. Order, headings and link
/// texts read well aloud; layout tables say that they are none.
/// </summary>
internal static class MailHtml
{
    private const string Ink = "#1a1f2b";
    private const string Muted = "#555e6e";
    private const string Font = "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif";

    public static string Of(MailContent mail, string subject)
    {
        var html = new StringBuilder(8_000);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light\"><title>")
            .Append(Text(subject)).Append("</title></head>\n<body style=\"margin:0;padding:0;background-color:#f4f5f7\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"background-color:#f4f5f7\"><tr><td align=\"center\" style=\"padding:16px 8px\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"max-width:640px;background-color:#ffffff;border:1px solid #d9dde4\"><tr><td style=\"padding:24px;")
            .Append(Font).Append(";font-size:15px;line-height:22px;color:").Append(Ink).Append("\">\n");
        if (mail.Notice is { } notice)
            html.Append("<p style=\"margin:0 0 16px;padding:10px 12px;border-left:4px solid #9a5b00;background-color:#fff6e5\"><strong>").Append(Text(notice)).Append("</strong></p>\n");
        html.Append("<p style=\"margin:0;font-size:13px;line-height:18px;color:").Append(Muted).Append("\">").Append(Text(mail.Kicker)).Append("</p>\n")
            .Append("<h1 style=\"margin:4px 0 12px;font-size:21px;line-height:28px\">").Append(Text(mail.Headline)).Append("</h1>\n");
        if (mail.Introduction is { } introduction)
            html.Append("<p style=\"margin:0 0 12px\">").Append(Text(introduction)).Append("</p>\n");
        Tiles(html, mail.Tiles);
        foreach (var list in mail.Findings)
            List(html, list.Title, list.Lines, "More in the portal");
        List(html, "Files", mail.Files, null);
        if (mail.Door is { Url: { } door })
            html.Append("<p style=\"margin:20px 0 0\"><a href=\"").Append(Text(door)).Append("\" style=\"color:#0b57b8;font-weight:bold\">").Append(Text(mail.Door.Text)).Append("</a></p>\n");
        html.Append("<hr style=\"margin:24px 0 12px;border:0;border-top:1px solid #d9dde4\">\n");
        foreach (var line in mail.Foot)
            html.Append("<p style=\"margin:0 0 4px;font-size:12px;line-height:17px;color:").Append(Muted).Append("\">").Append(Text(line)).Append("</p>\n");
        if (mail.UnsubscribeUrl is { } url)
            html.Append("<p style=\"margin:8px 0 0;font-size:12px;line-height:17px\"><a href=\"").Append(Text(url)).Append("\" style=\"color:#0b57b8\">Unsubscribe from this mail</a></p>\n");
        return html.Append("</td></tr></table>\n</td></tr></table>\n</body></html>\n").ToString();
    }

    // A real table: label, value and change are read together, and it needs no width of its own.
    private static void Tiles(StringBuilder html, IReadOnlyList<MailTile> tiles)
    {
        if (tiles.Count == 0)
            return;
        html.Append("<h2 style=\"margin:20px 0 4px;font-size:15px;line-height:22px\">Figures</h2>\n<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"border-collapse:collapse;font-size:14px;line-height:20px\">\n")
            .Append("<tr><th scope=\"col\" align=\"left\" style=\"").Append(HeadCell).Append("\">Figure</th><th scope=\"col\" align=\"right\" style=\"").Append(HeadCell).Append("\">Value</th><th scope=\"col\" align=\"left\" style=\"")
            .Append(HeadCell).Append("\">Change</th></tr>\n");
        foreach (var tile in tiles)
        {
            html.Append("<tr><th scope=\"row\" align=\"left\" style=\"").Append(BodyCell).Append(";font-weight:normal\">").Append(Text(tile.Label));
            if (tile.Foot is { } foot)
                html.Append("<br><span style=\"font-size:12px;color:").Append(Muted).Append("\">").Append(Text(foot)).Append("</span>");
            html.Append("</th><td align=\"right\" style=\"").Append(BodyCell).Append(";font-weight:bold\">").Append(Text(tile.Value)).Append("</td><td align=\"left\" style=\"").Append(BodyCell).Append("\">")
                .Append(Text(tile.Change ?? "")).Append("</td></tr>\n");
        }
        html.Append("</table>\n");
    }

    private const string HeadCell = "padding:4px 8px 4px 0;border-bottom:1px solid #b8bfca;font-size:12px;color:" + Muted;
    private const string BodyCell = "padding:6px 8px 6px 0;border-bottom:1px solid #e6e9ee;vertical-align:top";

    // A sentence is read, not clicked: its link stands behind it. A file's name is its link.
    private static void List(StringBuilder html, string heading, IReadOnlyList<MailLine> lines, string? more)
    {
        if (lines.Count == 0)
            return;
        html.Append("<h2 style=\"margin:20px 0 4px;font-size:15px;line-height:22px\">").Append(Text(heading)).Append("</h2>\n<ul style=\"margin:0;padding:0 0 0 20px\">\n");
        foreach (var line in lines)
        {
            html.Append("<li style=\"margin:0 0 4px\">");
            if (line.Url is not { } url)
                html.Append(Text(line.Text));
            else
                html.Append(more is null ? "" : Text(line.Text) + " ").Append("<a href=\"").Append(Text(url)).Append("\" style=\"color:#0b57b8\">").Append(Text(more ?? line.Text)).Append("</a>");
            html.Append("</li>\n");
        }
        html.Append("</ul>\n");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
