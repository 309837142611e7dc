using System.Text;

namespace Insights.Web.Delivery;

/// <summary>A mail as plain text: the same words in the same order, in lines that every reader shows.</summary>
internal static class MailText
{
    private const int Width = 76;

    public static string Of(MailContent mail)
    {
        var text = new StringBuilder();
        if (mail.Notice is { } notice)
            Paragraph(text, "! " + notice);
        Paragraph(text, mail.Headline);
        Wrap(text, mail.Kicker, "");
        if (mail.Introduction is { } introduction)
        {
            text.Append('\n');
            Wrap(text, introduction, "");
        }
        if (mail.Tiles.Count > 0)
        {
            Heading(text, "Figures");
            foreach (var tile in mail.Tiles)
                Wrap(text, tile.Label + ": " + tile.Value + (tile.Change is null ? "" : "  (" + tile.Change + ")") + (tile.Foot is null ? "" : "  [" + tile.Foot + "]"), "- ");
        }
        foreach (var list in mail.Findings)
        {
            Heading(text, list.Title);
            foreach (var line in list.Lines)
                Wrap(text, line.Text, "- ");
        }
        if (mail.Files.Count > 0)
        {
            Heading(text, "Files");
            foreach (var file in mail.Files)
            {
                Wrap(text, file.Text, "- ");
                if (file.Url is not null)
                    text.Append("  ").Append(file.Url).Append('\n');
            }
        }
        if (mail.Door is { } door)
            text.Append('\n').Append(door.Text).Append(":\n").Append(door.Url).Append('\n');
        text.Append("\n-- \n");
        foreach (var line in mail.Foot)
            Wrap(text, line, "");
        if (mail.UnsubscribeUrl is { } url)
            text.Append("Unsubscribe: ").Append(url).Append('\n');
        return text.ToString();
    }

    private static void Paragraph(StringBuilder text, string words)
    {
        Wrap(text, words, "");
        text.Append('\n');
    }

    private static void Heading(StringBuilder text, string words) => text.Append('\n').Append(words).Append('\n').Append('-', words.Length).Append('\n');

    private static void Wrap(StringBuilder text, string words, string bullet)
    {
        var column = bullet.Length;
        text.Append(bullet);
        var first = true;
        // "90 %" is one word: a line never begins with the sign.
        foreach (var word in words.Replace(" %", "\u00a0%", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('\u00a0', ' ')))
        {
            if (!first && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', bullet.Length);
                column = bullet.Length;
            }
            else if (!first)
            {
                text.Append(' ');
                column++;
            }
            text.Append(word);
            column += word.Length;
            first = false;
        }
        text.Append('\n');
    }
}
