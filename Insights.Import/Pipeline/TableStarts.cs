using System.Text;
using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>
/// Sees where another table begins in a delimited file: a header of a known format below the rows of the first. Looked at with every row, so
/// it costs a few nanoseconds: only a row whose first cell could be the name of a column is looked at closer.
/// </summary>
internal sealed class TableStarts
{
    private const int LongestName = 64;
    private const int Slots = 4096;
    private readonly FormatProfile? _wanted;
    private readonly IReadOnlyList<FormatProfile> _formats;
    private readonly string[] _headers;
    private readonly bool[] _mayBegin = new bool[Slots];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <param name="headers">Of the table being read.</param>
    public TableStarts(FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, IReadOnlyList<string> headers)
    {
        _wanted = wanted;
        _formats = formats;
        _headers = [.. headers.Select(HeaderText.Fold)];
        foreach (string name in formats.SelectMany(f => f.Fields).SelectMany(f => f.Headers).Concat(headers).Where(h => h.AsSpan().Trim().Length > 0))
        {
            _mayBegin[Slot(Encoding.UTF8.GetBytes(name.Trim()))] = true;
            _names.Add(HeaderText.Fold(name));
        }
    }

    /// <summary>The row repeats the header of its table, as files put one behind the other do; or it is the header of another table.</summary>
    public (bool IsHeaderAgain, Recognition? Other) Look(CsvReader row)
    {
        var first = row.Field(0).Trim(" \""u8);
        if (first.IsEmpty || first.Length > LongestName || !_mayBegin[Slot(first)])
            return default;
        // Numbers fall into the names' slots often enough; holding such a row against every format would cost more than reading it.
        if (!_names.Contains(HeaderText.Fold(Encoding.UTF8.GetString(first))))
            return default;
        string[] cells = new string[row.FieldCount];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Encoding.UTF8.GetString(row.Field(i));
        if (cells.Length == _headers.Length && cells.Select(HeaderText.Fold).SequenceEqual(_headers, StringComparer.Ordinal))
            return (true, null);
        if (cells.Count(c => c.Length > 0) < 2)
            return default;
        var other = Recognise.Delimited([cells], _wanted, _formats);
        return other.Profile is null ? default : (false, other);
    }

    /// <summary>Equal names fall into the same slot whatever their case; few others do.</summary>
    private static int Slot(ReadOnlySpan<byte> name)
    {
        int last = name[^1] | 0x20;
        int middle = name[name.Length / 2] | 0x20;
        return ((((name[0] | 0x20) * 31) + last) * 31 + middle + (name.Length * 7)) % Slots;
    }
}
