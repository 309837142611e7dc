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
            foreach (string wanted in field.Folded)
            {
                int[] ordinals = [.. Enumerable.Range(0, folded.Length).Where(i => folded[i] == wanted)];
                if (ordinals.Length == 0)
                    continue;
                column = new Column(ordinals[0], headers[ordinals[0]], field.IsRequired && !field.MayBeEmpty, ordinals[1..]) { IsList = field.IsList };
                _used.UnionWith(ordinals);
                break;
            }

            column ??= new Column(-1, field.Headers.Length > 0 ? field.Headers[0] : field.Name, field.IsRequired && !field.MayBeEmpty, []);
            _columns[field.Name] = field.Own is { } own ? WithOwn(column, own) : column;
        }

        foreach (string ignored in profile.IgnoredColumns)
        {
            for (int i = 0; i < folded.Length; i++)
            {
                if (folded[i] == HeaderText.Fold(ignored))
                    _used.Add(i);
            }
        }

        Vendor = VendorColumn(profile, folded);
    }

    /// <summary>Where the source's rule finds whose a row is; without a rule of the installation, the format's own column.</summary>
    public Column Vendor { get; }

    /// <summary>As written in the file.</summary>
    public IReadOnlyList<string> Headers { get; }

    public Column this[string field] => _columns[field];

    /// <summary>A column whose name is only known when the file is read: a metadata key, one of a repeated group.</summary>
    public Column Find(params IReadOnlyList<string> headers)
    {
        foreach (string header in headers)
        {
            string wanted = HeaderText.Fold(header);
            for (int i = 0; i < Headers.Count; i++)
            {
                if (HeaderText.Fold(Headers[i]) != wanted)
                    continue;
                _used.Add(i);
                return new Column(i, Headers[i], IsRequired: false, []);
            }
        }

        return Column.None with { Header = headers.Count > 0 ? headers[0] : "" };
    }

    public bool Has(string field) => _columns.TryGetValue(field, out var column) && column.Exists;

    private Column WithOwn(Column column, FieldSource own) => column with
    {
        Own = own,
        Join = [.. own.Join.Select(h => Find(h))],
        Time = own.TimeColumn is { } time ? Find(time) : null,
        Zone = own.ZoneColumn is { } zone ? Find(zone) : null,
    };

    /// <summary>Fields by name with their columns, also those the file lacks.</summary>
    public IEnumerable<KeyValuePair<string, Column>> Fields => _columns;

    private Column VendorColumn(FormatProfile profile, string[] folded)
    {
        if (!profile.Vendor.IsOwn && _columns.TryGetValue("vendor", out var ofFormat))
            return ofFormat;
        if (profile.Vendor.Field is { } field && _columns.TryGetValue(field, out var named))
            return named;
        foreach (string header in profile.Vendor.Columns)
        {
            int at = Array.IndexOf(folded, HeaderText.Fold(header));
            if (at < 0)
                continue;
            _used.Add(at);
            return new Column(at, Headers[at], IsRequired: false, []);
        }

        return Column.None with { Header = profile.Vendor.Column ?? "vendor" };
    }

    public IEnumerable<Column> Present => _columns.Values.Where(c => c.Exists);

    /// <summary>Columns of the file that the profile does not know.</summary>
    public IEnumerable<string> Unknown => Headers.Where((h, i) => !_used.Contains(i) && h.Length > 0);

    public IEnumerable<Column> Duplicated => _columns.Values.Where(c => c.Repeats.Count > 0 && !c.IsList);
}

/// <summary>One field's place in the file.</summary>
/// <param name="Ordinal">-1 when the file has no such column.</param>
/// <param name="Header">As the file writes it, for messages.</param>
/// <param name="Repeats">Further columns of the same name.</param>
internal sealed record Column(int Ordinal, string Header, bool IsRequired, IReadOnlyList<int> Repeats)
{
    /// <summary>A column the file does not have; all its cells are empty.</summary>
    public static Column None { get; } = new(-1, "", IsRequired: false, []);

    public bool Exists => Ordinal >= 0;

    /// <summary>Columns of this name hold one value each of a list; see <see cref="Row.Texts"/>.</summary>
    public bool IsList { get; init; }

    /// <summary>What a user's mapping says about it.</summary>
    public FieldSource? Own { get; init; }

    public IReadOnlyList<Column> Join { get; init; } = [];
    public Column? Time { get; init; }
    public Column? Zone { get; init; }

    /// <summary>Strings of columns with few different values.</summary>
    public TextPool Pool { get; } = new();
}

/// <summary>Headers are compared without case, quotes, byte order mark and surplus blanks: "Transaction  Debit" is "transaction debit".</summary>
internal static class HeaderText
{
    public static string Fold(string header)
    {
        string trimmed = WithoutZone(header.Trim().Trim('\uFEFF', '"', '\'').Trim());
        return string.Join(' ', trimmed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
    }

    /// <summary>The zone in which a header says that its column's times are: "Conversation started at (America/New_York)". Null where it says none, or one that is not known.</summary>
    public static string? ZoneOf(string header) => ZoneStart(header.Trim()) is int at and > 0 && header.Trim()[(at + 2)..^1] is var name && ZoneNames.Iana(name) is not null ? name : null;

    private static string WithoutZone(string header) => ZoneStart(header) is int at and > 0 ? header[..at] : header;

    /// <summary>Where " (Area/Place)" begins; -1 for everything else in brackets, which belongs to the name: (UTC), (in hrs), (GC).</summary>
    private static int ZoneStart(string header)
    {
        int at = header.EndsWith(')') ? header.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        if (at <= 0)
            return -1;
        var name = header.AsSpan(at + 2, header.Length - at - 3);
        int slash = name.IndexOf('/');
        return slash > 2 && slash < name.Length - 2 && char.IsAsciiLetterUpper(name[0]) && char.IsAsciiLetterUpper(name[slash + 1]) && name.IndexOf(' ') < 0 ? at : -1;
    }
}
