using System.Text;
using System.Text.Json;
using Insights.Import.Reading.Containers;

namespace Insights.Import.Reading;

/// <summary>
/// Records of JSON that are rows of a table, as CSV in UTF-8 made while it is read: a column a property, objects inside by their path
/// (<c>caller_id.display_value</c>), lists of plain values in one cell. So a table that is known as CSV, or mapped once, comes in as JSON too,
/// and its rows run through the same steps.
/// </summary>
internal sealed class JsonTable : ReadOnlyStream
{
    /// <summary>What a spreadsheet can hold is more than any table has; records whose keys are data have no columns at all.</summary>
    private const int MostColumns = 2_000;
    private const int Deepest = 6;
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly JsonRecordReader _records;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly string?[] _cells;
    private readonly Func<JsonElement, JsonElement> _unwrap;
    private readonly MemoryStream _line = new();

    /// <param name="unwrap">The record inside what wraps it.</param>
    public JsonTable(Stream utf8, IReadOnlyList<string> columns, Func<JsonElement, JsonElement> unwrap)
    {
        _records = new JsonRecordReader(utf8);
        _unwrap = unwrap;
        _cells = new string?[columns.Count];
        for (int i = 0; i < columns.Count; i++)
            _columns.Add(columns[i], i);
        Take(columns);
    }

    /// <summary>The columns of all records, in the order in which they occur; null where the records are no rows of a table. Reads to the end.</summary>
    public static IReadOnlyList<string>? ColumnsOf(Stream utf8, Func<JsonElement, JsonElement> unwrap, CancellationToken cancel)
    {
        using var records = new JsonRecordReader(utf8);
        var columns = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (records.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (Parse(records) is not { } document)
                continue;
            using (document)
                Walk(unwrap(document.RootElement), "", 0, (name, _) =>
                {
                    if (known.Add(name))
                        columns.Add(name);
                });
            if (columns.Count > MostColumns)
                return null;
        }

        return columns.Count == 0 ? null : columns;
    }

    public override int Read(Span<byte> buffer)
    {
        while (_line.Position == _line.Length)
        {
            if (!NextRow())
                return 0;
        }

        return _line.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _records.Dispose();
        base.Dispose(disposing);
    }

    private bool NextRow()
    {
        if (!_records.Read())
            return false;
        if (Parse(_records) is not { } document)
        {
            // Too few cells for a row: it is rejected, with what it begins with.
            Take([Encoding.UTF8.GetString(_records.Record.Span[..Math.Min(_records.Record.Length, 120)])]);
            return true;
        }

        Array.Clear(_cells);
        using (document)
            Walk(_unwrap(document.RootElement), "", 0, (name, value) => _cells[_columns[name]] ??= value);
        Take(_cells);
        return true;
    }

    /// <summary>Null for what is no object, or no JSON.</summary>
    private static JsonDocument? Parse(JsonRecordReader records)
    {
        if (records.Fault is not null)
            return null;
        try
        {
            var document = JsonDocument.Parse(records.Record, Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Told as a row that cannot be read.
        }

        return null;
    }

    private static void Walk(JsonElement record, string path, int depth, Action<string, string?> cell)
    {
        foreach (var property in record.EnumerateObject())
        {
            string name = path + property.Name;
            var value = property.Value;
            if (value.ValueKind == JsonValueKind.Object && depth < Deepest)
                Walk(value, name + ".", depth + 1, cell);
            else
                cell(name, Text(value));
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) => string.Join(", ", value.EnumerateArray().Select(Text)),
        _ => value.GetRawText(),
    };

    private void Take(IReadOnlyList<string?> cells)
    {
        var text = new StringBuilder();
        for (int i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            string cell = cells[i] ?? "";
            // Nothing at all would be a blank line and no row.
            if (cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 || cells.Count == 1)
                text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(cell);
        }

        text.Append('\n');
        _line.SetLength(0);
        _line.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _line.Position = 0;
    }
}
