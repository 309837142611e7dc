using Insights.Analytics.Reports;
using Insights.Web.Components;

namespace Insights.Web.Delivery;

/// <summary>What a mail says, once: its HTML, its plain text and the preview on screen are made from this.</summary>
internal sealed record MailContent
{
    /// <summary>Stands first, before everything else: what is late.</summary>
    public string? Notice { get; init; }

    /// <summary>"Monthly executive report · All vendors".</summary>
    public required string Kicker { get; init; }
    public required string Headline { get; init; }
    public string? Introduction { get; init; }
    public IReadOnlyList<MailTile> Tiles { get; init; } = [];

    /// <summary>Under the headings of the document: "What changed?", "What should I decide?".</summary>
    public IReadOnlyList<MailList> Findings { get; init; } = [];

    /// <summary>Files that go along, and links to those that do not.</summary>
    public IReadOnlyList<MailLine> Files { get; init; } = [];

    /// <summary>"Open in the portal".</summary>
    public MailLine? Door { get; init; }

    /// <summary>Filters, zone, as-of, who sent it and why: one line each.</summary>
    public required IReadOnlyList<string> Foot { get; init; }
    public string? UnsubscribeUrl { get; init; }

    private const int MostTiles = 6;
    private const int MostFindings = 8;

    public static MailContent Of(ReportDocument document, string? notice, Uri? portal, string? path)
    {
        var blocks = document.Sections.SelectMany(section => section.Blocks).ToList();
        return new MailContent
        {
            Notice = notice,
            Kicker = document.Title + " · " + document.Scope,
            Headline = document.Headline,
            // Without one the first words of the document: what it says before its first number.
            Introduction = document.Empty is { } reason ? EmptyText(reason) : document.Introduction ?? (document.Sections is [var first, ..] ? first.Blocks.OfType<Block.Paragraph>().FirstOrDefault()?.Text : null),
            Tiles = [.. blocks.OfType<Block.Tiles>().SelectMany(tiles => tiles.Items).Take(MostTiles).Select(tile => MailTile.Of(TileView.Of(tile, document.Zone)))],
            Findings = Lists(document, portal),
            Door = Absolute(portal, path) is { } door ? new MailLine("Open it in the portal", door) : null,
            Foot =
            [
                string.Join(" · ", document.Filters.Select(filter => filter.Label + ": " + filter.Value)),
                "Data as of " + (document.AsOf is { } asOf ? CellText.Of(new Cell.Moment(asOf), document.Zone) : "no data yet") + " · made " + CellText.Of(new Cell.Moment(document.MadeAt), document.Zone) + " · days in " + document.Zone.Id,
            ],
        };
    }

    private static List<MailList> Lists(ReportDocument document, Uri? portal)
    {
        var lists = new List<MailList>();
        var room = MostFindings;
        foreach (var section in document.Sections)
        {
            var lines = section.Blocks.OfType<Block.Bullets>().SelectMany(bullets => bullets.Items).Take(room).Select(sentence => new MailLine(sentence.Text, Absolute(portal, sentence.Link))).ToList();
            if (lines.Count > 0)
                lists.Add(new MailList(section.Title, lines));
            room -= lines.Count;
        }
        return lists;
    }

    private static string? Absolute(Uri? portal, string? path) => portal is null || path is null || !path.StartsWith('/') ? null : new Uri(portal, path).AbsoluteUri;

    private static string EmptyText(EmptyReason reason) => reason switch
    {
        EmptyReason.NoDataYet => "There is no data yet.",
        EmptyReason.FilteredOut => "Nothing matches the filter in these days.",
        EmptyReason.ImportLate => "The data for these days has not arrived.",
        _ => "Nothing here is open to this reader.",
    };
}

/// <param name="Change">"+9 % vs September 2026, worse"; null without a comparison.</param>
internal sealed record MailTile(string Label, string Value, string? Change, string? Foot)
{
    public static MailTile Of(TileView tile) => new(
        tile.Label,
        tile.Missing is { } why ? "– (" + why + ")" : tile.Unit.Length > 0 ? tile.Value + " " + tile.Unit : tile.Value,
        // "pp" is a word of the trade; whoever reads mail reads "points".
        tile.Delta is null ? null : tile.Delta.Replace(" pp", " points", StringComparison.Ordinal) + (tile.ComparedTo is null ? "" : " " + tile.ComparedTo) + (tile.Verdict is null ? "" : ", " + tile.Verdict),
        Join(tile.Target is null ? null : "target " + tile.Target, tile.IsSmallSample ? $"small sample: {tile.N}" : null));

    private static string? Join(params string?[] parts) => string.Join(" · ", parts.Where(part => part is not null)) is { Length: > 0 } joined ? joined : null;
}

internal sealed record MailLine(string Text, string? Url = null);

internal sealed record MailList(string Title, IReadOnlyList<MailLine> Lines);
