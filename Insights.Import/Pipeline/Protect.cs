using System.Buffers;
using System.Text;
using System.Text.Json;
using Insights.Import.Reading;

namespace Insights.Import.Pipeline;

/// <summary>
/// The step that protects: full card numbers are truncated in the bytes of every record before any other step reads them, so that neither
/// facts nor rejects, shown values, logs or messages can hold one. Counts per column for the report.
/// </summary>
internal sealed class Protect
{
    private readonly bool[] _isCardColumn;
    private readonly bool[] _isIdColumn;

    public Protect(IReadOnlyList<string> headers)
    {
        _isCardColumn = [.. headers.Select(CardNumbers.IsCardColumn)];
        _isIdColumn = [.. headers.Select((header, i) => !_isCardColumn[i] && NamesAnId(header))];
    }

    public long Truncated { get; private set; }

    /// <summary>True when something in the record was truncated.</summary>
    public bool Apply(CsvReader record)
    {
        if (!CardNumbers.MayContain(record.Raw))
            return false;
        int found = 0;
        for (int i = 0; i < record.FieldCount; i++)
        {
            if (i < _isIdColumn.Length && _isIdColumn[i] && IsHelpDesksOwnId(record.Field(i)))
                continue;
            found += CardNumbers.Truncate(record.MutableField(i), i < _isCardColumn.Length && _isCardColumn[i]);
        }

        Truncated += found;
        return found > 0;
    }

    /// <summary>A comma behind the last property is a mistake of who wrote the file by hand, and leaves no doubt about what is meant.</summary>
    public static JsonDocumentOptions Lenient { get; } = new() { AllowTrailingCommas = true };

    /// <summary>The record itself when clean, else a copy with the numbers truncated. Text that is no JSON is treated as plain text.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> json)
    {
        if (!CardNumbers.MayContain(json.Span) && json.Span.IndexOf("\\u"u8) < 0)
            return json;
        try
        {
            int found = 0;
            using var document = JsonDocument.Parse(json, Lenient);
            var output = new ArrayBufferWriter<byte>(json.Length);
            using (var writer = new Utf8JsonWriter(output))
                Copy(document.RootElement, property: "", writer, ref found);
            Truncated += found;
            return found > 0 ? output.WrittenMemory.ToArray() : json;
        }
        catch (JsonException)
        {
            byte[] text = json.ToArray();
            int found = CardNumbers.Truncate(text, isCardColumn: false);
            Truncated += found;
            return text;
        }
    }

    /// <summary>For text that is no cell: a file's name, a header.</summary>
    public static string Clean(string text)
    {
        int found = 0;
        return CardNumbers.Truncate(text, isCardColumn: false, ref found);
    }

    private static void Copy(JsonElement value, string property, Utf8JsonWriter writer, ref int found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var child in value.EnumerateObject())
                {
                    writer.WritePropertyName(CardNumbers.Truncate(child.Name, isCardColumn: false, ref found));
                    Copy(child.Value, child.Name, writer, ref found);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var child in value.EnumerateArray())
                    Copy(child, property, writer, ref found);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(CardNumbers.Truncate(value.GetString()!, CardNumbers.IsCardColumn(property), ref found));
                break;
            case JsonValueKind.Number:
                string raw = value.GetRawText();
                int here = 0;
                string truncated = IsProvidersOwnId(property, raw) ? raw : CardNumbers.Truncate(raw, CardNumbers.IsCardColumn(property), ref here);
                if (here > 0)
                    writer.WriteStringValue(truncated);
                else
                    value.WriteTo(writer);
                found += here;
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Requester id, Contact ID, sys_id, caller_id_value.</summary>
    private static bool NamesAnId(string header) => header.Split([' ', '_', '-', '.', '(', ')']).Contains("id", StringComparer.OrdinalIgnoreCase);

    /// <summary>The same ids as cells: up to 14 digits and nothing else, or 32 hexadecimal digits with a letter among them, which no card number has.</summary>
    private static bool IsHelpDesksOwnId(ReadOnlySpan<byte> cell) =>
        cell.Length is > 0 and <= 14 ? cell.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
        : cell.Length == 32 && cell.IndexOfAnyExcept(HexDigits) < 0 && cell.IndexOfAnyInRange((byte)'a', (byte)'f') >= 0;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>
    /// Help desks number their objects with integers of up to 14 digits, of which one in a few hundred looks like a Diners or UnionPay number.
    /// A JSON number of that size under an id's name is such an id. Longer ones, text and other names are truncated.
    /// </summary>
    private static bool IsProvidersOwnId(string property, string raw) =>
        raw.Length <= 14 && (property is "id" || property.EndsWith("_id", StringComparison.Ordinal) || property.EndsWith("_ids", StringComparison.Ordinal));
}
