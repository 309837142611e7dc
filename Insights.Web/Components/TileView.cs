using System.Globalization;
using System.Text;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Components;

/// <summary>A tile as its partial writes it.</summary>
internal sealed record TileView
{
    public const int SmallSample = 30;

    private const int SparkWidth = 120;
    private const int SparkHeight = 28;

    public required string Label { get; init; }
    public required string Value { get; init; }

    /// <summary>The unit after the number, set smaller; empty where the text has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Why there is no value.</summary>
    public string? Missing { get; init; }
    public string? Delta { get; init; }

    /// <summary>up, down or flat; drawn as an arrow.</summary>
    public string Direction { get; init; } = "flat";

    /// <summary>"better" or "worse": never colour alone.</summary>
    public string? Verdict { get; init; }
    public string Tone { get; init; } = "";
    public string? ComparedTo { get; init; }
    public string? N { get; init; }
    public bool IsSmallSample { get; init; }
    public string? Target { get; init; }
    public string? Note { get; init; }
    public bool NoteWarns => Note?.StartsWith("small sample", StringComparison.OrdinalIgnoreCase) == true;
    public string? Href { get; init; }

    /// <summary>Points of the sparkline's line; null where there is too little to draw.</summary>
    public string? Spark { get; init; }
    public string? SparkEnd { get; init; }

    public static TileView Of(Tile tile, DateTimeZone zone)
    {
        var text = CellText.Of(tile.Value, zone);
        var (value, unit) = SplitUnit(tile.Value, text);
        var change = tile.Delta is null or Cell.None ? null : (double?)CellText.Number(tile.Delta);
        var points = SparkPoints(tile.Sparkline);
        return new TileView
        {
            Label = tile.Label,
            Value = value,
            Unit = unit,
            Missing = tile.Value is Cell.None none ? none.Why : tile.Value is Cell.Share { Denominator: 0 } ? "nothing to divide by" : null,
            Delta = tile.Delta is null or Cell.None ? null : DeltaText(tile.Delta, zone),
            Direction = change switch { > 0 => "up", < 0 => "down", _ => "flat" },
            Verdict = tile.Judgement switch { Judgement.Good => "better", Judgement.Bad => "worse", _ => null },
            Tone = tile.Judgement switch { Judgement.Good => "good", Judgement.Bad => "bad", _ => "" },
            ComparedTo = tile.ComparedTo,
            N = tile.N?.ToString("N0", CultureInfo.InvariantCulture),
            // Said once: a builder that explains more says it in its note.
            IsSmallSample = tile.N < SmallSample && tile.Note?.Contains("small sample", StringComparison.OrdinalIgnoreCase) != true,
            Target = tile.Target is null ? null : CellText.Of(tile.Target, zone),
            Note = tile.Note,
            Href = tile.Link,
            Spark = points.Line,
            SparkEnd = points.End,
        };
    }

    // Cells carry their sign except durations, whose plain text has none when longer.
    private static string DeltaText(Cell delta, DateTimeZone zone)
    {
        var text = CellText.Of(delta, zone);
        var needsPlus = delta is Cell.Duration { Seconds: > 0 } or Cell.Count { Value: > 0 } or Cell.Money { Minor: > 0 };
        return needsPlus ? "+" + text : text;
    }

    private static (string Value, string Unit) SplitUnit(Cell cell, string text)
    {
        if (cell is not (Cell.Share or Cell.Money or Cell.Points))
            return (text, "");
        var space = cell is Cell.Share { Per: 1000 } ? text.IndexOf(' ', StringComparison.Ordinal) : text.LastIndexOf(' ');
        return space < 0 ? (text, "") : (text[..space], text[(space + 1)..]);
    }

    private static (string? Line, string? End) SparkPoints(IReadOnlyList<Cell> cells)
    {
        var numbers = cells.Select(CellText.Number).ToArray();
        var present = numbers.OfType<double>().ToArray();
        if (present.Length < 3)
            return (null, null);
        var low = present.Min();
        var span = present.Max() - low;
        var line = new StringBuilder();
        string? end = null;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] is not { } number)
                continue;
            var x = 2 + ((SparkWidth - 6.0) * i / (numbers.Length - 1));
            // A flat line runs through the middle, not along the floor where it would read as zero.
            var y = span == 0 ? SparkHeight / 2.0 : SparkHeight - 3 - ((SparkHeight - 6) * (number - low) / span);
            end = string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");
            line.Append(line.Length == 0 ? "" : " ").Append(end);
        }
        return (line.ToString(), end);
    }
}
