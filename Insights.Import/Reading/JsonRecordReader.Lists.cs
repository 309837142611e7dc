using System.Text;
using System.Text.Json;

namespace Insights.Import.Reading;

/// <content>
/// Where the records lie: one a line, in an array, or in a list inside an object, perhaps with other lists beside it and further pages behind it.
/// </content>
internal sealed partial class JsonRecordReader
{
    private static readonly string[] ListNames =
    [
        "tickets", "issues", "ticket_metrics", "ticket_metric_events", "ticket_events", "audits", "conversations", "data", "results", "items", "records", "value", "calendars", "policies", "disputes", "transactions", "transaction_details",
    ];

    // GraphQL answers with its lists somewhere below "data".
    private static readonly string[] GraphLists = ["edges", "nodes"];
    private const int DeepestList = 6;

    private bool _inList;

    /// <summary>Depth inside the wrapper; 0 outside of one.</summary>
    private int _wrapperDepth;

    /// <summary>The wrappers stand in an array, whose end is still to come.</summary>
    private bool _pagesInArray;
    private string _listName = "";
    private int _listDepth;

    private void Open()
    {
        _opened = true;
        while (_end < _buffer.Length && Fill())
        {
        }

        SkipBlank(commas: false);
        var head = _buffer.AsSpan(_start, _end - _start);
        if (head.IsEmpty)
            return;
        if (head[0] == '[')
        {
            _start++;
            if (PagesList(head[1..]) is { } pages)
            {
                Layout = JsonLayout.ListWrapper;
                (_listName, _listDepth) = pages;
                _wrapperDepth = 1;
                _pagesInArray = true;
                SkipBlank(commas: false);
                _start++;
                _inList = NextList();
                return;
            }

            Layout = JsonLayout.Array;
            _inList = true;
            return;
        }

        if (WrappedList(head, _streamEnded) is { } list)
        {
            Layout = JsonLayout.ListWrapper;
            (_listName, _listDepth) = list;
            _wrapperDepth = 1;
            _start++;
            // The head was found to hold the list.
            _inList = NextList();
            return;
        }

        int lineEnd = head.IndexOf((byte)'\n');
        Layout = lineEnd >= 0 && !LooksComplete(head[..lineEnd]) ? JsonLayout.Values : JsonLayout.Lines;
    }

    /// <summary>
    /// Name and depth of the list that holds the records, or null where the object is a record itself. A record has an id of its own; a
    /// wrapper has not. A list of a name we know is taken before one of another name.
    /// </summary>
    private static (string Name, int Depth)? WrappedList(ReadOnlySpan<byte> head, bool final)
    {
        var reader = new Utf8JsonReader(head, final, default);
        string? property = null;
        bool isProperty = false;
        (string Name, int Depth, bool IsKnown)? best = null;
        bool innerIsRecord = false;
        bool mayWrap = true;
        bool mayWrapDeeply = true;
        try
        {
            while (reader.Read())
            {
                int depth = reader.CurrentDepth;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName when depth <= DeepestList:
                        property = reader.GetString();
                        isProperty = true;
                        mayWrap &= depth > 1 || !SaysRecord(property!);
                        mayWrapDeeply &= depth > 1 || property is "status" or "type" || !SaysRecord(property!);
                        if (property is "id" or "ticket_id")
                        {
                            if (depth == 1)
                                return null;
                            // The object inside is a record, {"ticket":{…}}, and its lists belong to it.
                            innerIsRecord = true;
                            if (best is { Depth: > 1 })
                                best = null;
                        }

                        continue;
                    case JsonTokenType.StartObject when depth == 1:
                        innerIsRecord = false;
                        break;
                    case JsonTokenType.StartArray when isProperty && property is not null && !(depth > 1 && innerIsRecord):
                        bool isKnown = Array.IndexOf(depth <= 2 ? ListNames : GraphLists, property) >= 0 || Array.IndexOf(GraphLists, property) >= 0;
                        // {"status":"ok","data":{"result":{"items":[…]}}}: so deep only where nothing outside says that it is a record.
                        isKnown |= depth == 3 && mayWrapDeeply && Array.IndexOf(ListNames, property) >= 0 && PeekObject(reader);
                        if (depth > 2 && !isKnown)
                            break;
                        if (isKnown && depth == 1)
                            return (property, 1);
                        if (best is null || (isKnown && !best.Value.IsKnown))
                        {
                            bool holdsObjects = PeekObject(reader);
                            if (isKnown || (holdsObjects))
                                best = (property, depth, isKnown);
                        }

                        reader.TrySkip();
                        break;
                    case JsonTokenType.EndObject when depth == 0:
                        // Another value behind it: each is a record, whatever lists it holds.
                        bool isAlone = head[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty;
                        return best is { } list && (list.IsKnown || (isAlone && mayWrap)) ? (list.Name, list.Depth) : null;
                    default:
                        break;
                }

                isProperty = false;
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Cut, broken or with a name that is no text further on; what was seen so far decides.
        }

        return best is { } found && (found.IsKnown || mayWrap) ? (found.Name, found.Depth) : null;
    }

    /// <summary>
    /// Answers of several pages gathered in one array, <c>[{"data":[…]},{"data":[…]}]</c>: the list the first of them wraps, by a name we know. Null where the
    /// elements are the records, which have an id, wherever in them it stands.
    /// </summary>
    private static (string Name, int Depth)? PagesList(ReadOnlySpan<byte> elements)
    {
        if (elements.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            return null;
        var reader = new Utf8JsonReader(elements, isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.GetString() is "id" or "ticket_id" or "dispute_id" or "legacyId" or "notificationItems")
                    return null;
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }

        return WrappedList(elements, final: false) is { } list && (Array.IndexOf(ListNames, list.Name) >= 0 || Array.IndexOf(GraphLists, list.Name) >= 0) ? list : null;
    }

    /// <summary>
    /// A property that belongs to a record and not to what wraps a list of them: an id, a time, a state. Only asked of objects whose list has a
    /// name we do not know, such as a dispute that lists its transactions.
    /// </summary>
    private static bool SaysRecord(string property) =>
        property.EndsWith("id", StringComparison.OrdinalIgnoreCase) || property.EndsWith("_at", StringComparison.Ordinal)
        || property.Contains("time", StringComparison.OrdinalIgnoreCase) || property.Contains("date", StringComparison.OrdinalIgnoreCase)
        || property.Contains("amount", StringComparison.OrdinalIgnoreCase) || property is "status" or "state" or "reason" or "type" or "live" or "number" or "key" or "currency" or "transaction_info";

    /// <summary>The list's first element is an object. The reader is a copy.</summary>
    private static bool PeekObject(Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    private static bool LooksComplete(ReadOnlySpan<byte> line)
    {
        int depth = 0;
        bool inString = false;
        for (int i = 0; i < line.Length; i++)
        {
            byte b = line[i];
            if (inString)
            {
                if (b == '\\')
                    i++;
                else if (b == '"')
                    inString = false;
            }
            else if (b == '"')
            {
                inString = true;
            }
            else if (b is (byte)'{' or (byte)'[')
            {
                depth++;
            }
            else if (b is (byte)'}' or (byte)']')
            {
                depth--;
            }
        }

        // A first line cut inside a string is a broken record of an NDJSON file: no pretty-printer breaks a line there.
        return depth <= 0 || inString || line.TrimEnd("\r "u8).Length > 2 && line.TrimEnd("\r "u8)[^1] is not ((byte)',' or (byte)'{' or (byte)'[' or (byte)':');
    }
}
