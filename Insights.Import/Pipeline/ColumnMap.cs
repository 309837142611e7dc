using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>Where a profile's fields lie in one file's header. Made once a file; maps keep the columns they read.</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<int> _used = [];

    public ColumnMap(FormatProfile profile, IReadOnlyList<string> headers)
    {
        Headers = headers;
        string[] folded = [.. headers.Select(HeaderText.Fold)];
        foreach (var field in profile.Fields)
        {
            Column? column = null;
            foreach (string header in field.Headers)
            {
                string wanted = HeaderText.Fold(header);
                int[] ordinals = [.. Enumerable.Range(0, folded.Length).Where(i => folded[i] == wanted)];
                if (ordinals.Length == 0)
                    continue;
                column = new Column(ordinals[0], headers[ordinals[0]], field.IsRequired, ordinals[1..]);
                _used.UnionWith(ordinals);
                break;
            }

            _columns[field.Name] = column ?? new Column(-1, field.Headers[0], field.IsRequired, []);
        }
    }

    /// <summary>As written in the file.</summary>
    public IReadOnlyList<string> Headers { get; }

    public Column this[string field] => _columns[field];

    public IEnumerable<Column> Present => _columns.Values.Where(c => c.Exists);

    /// <summary>Columns of the file that the profile does not know.</summary>
    public IEnumerable<string> Unknown => Headers.Where((h, i) => !_used.Contains(i) && h.Length > 0);

    public IEnumerable<Column> Duplicated => _columns.Values.Where(c => c.Repeats.Count > 0);
}

/// <summary>One field's place in the file.</summary>
/// <param name="Ordinal">-1 when the file has no such column.</param>
/// <param name="Header">As the file writes it, for messages.</param>
/// <param name="Repeats">Further columns of the same name.</param>
internal sealed record Column(int Ordinal, string Header, bool IsRequired, IReadOnlyList<int> Repeats)
{
    public bool Exists => Ordinal >= 0;

    /// <summary>Strings of columns with few different values.</summary>
    public TextPool Pool { get; } = new();
}

/// <summary>Headers are compared without case, quotes, byte order mark and surplus blanks: "Transaction  Debit" is "transaction debit".</summary>
internal static class HeaderText
{
    public static string Fold(string header)
    {
        string trimmed = header.Trim().Trim('\uFEFF', '"', '\'').Trim();
        return string.Join(' ', trimmed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }
}
