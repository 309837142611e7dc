using System.Text;

namespace Insights.Import.Reading;

/// <content>Behind the end of a list: other lists beside it, the rest of what wraps it, and further pages.</content>
internal sealed partial class JsonRecordReader
{
    /// <summary>Behind the end of a list: true where further records follow; else the file is at its end, or its fault is said.</summary>
    private bool AfterList()
    {
        bool isFirst = true;
        while (true)
        {
            if (_wrapperDepth > 0)
            {
                if (NextList())
                    return _inList = true;
                if (_closed)
                    return false;
                if (!isFirst)
                {
                    // A page of another kind, such as an error in the place of an answer.
                    Line = _line;
                    Fault = $"This object holds no list '{_listName}' as the one before it does. Export or download the file again.";
                    return false;
                }
            }

            isFirst = false;
            if (!SkipBlank(commas: true))
            {
                _closed = true;
                return false;
            }

            // The next page, or the next array, put behind the first.
            byte b = _buffer[_start];
            if (b == '[')
            {
                _start++;
                return _inList = true;
            }

            if (b == '{' && Layout == JsonLayout.ListWrapper)
            {
                _start++;
                _wrapperDepth = 1;
                continue;
            }

            if (b == '{')
            {
                Layout = JsonLayout.Values;
                return true;
            }

            if (b == ']' && _pagesInArray)
            {
                _start++;
                _pagesInArray = false;
                continue;
            }

            Line = _line;
            Fault = "Behind the end of the list stands more that is no record. Check the end of the file.";
            _closed = true;
            return false;
        }
    }

    /// <summary>Goes on inside a wrapper to the next list of records; false at the wrapper's end. Other lists are passed over and remarked upon.</summary>
    private bool NextList()
    {
        Span<byte> name = stackalloc byte[64];
        int nameLength = 0;
        bool isProperty = false;
        while (true)
        {
            int b = Next();
            switch (b)
            {
                case < 0:
                    _closed = true;
                    _remarks.Add((_line, "The file ends before the object around its list does. If it was cut off, records may be missing: export or download it again."));
                    return false;
                case '"':
                    nameLength = NextString(name);
                    isProperty = false;
                    break;
                case ':':
                    isProperty = true;
                    break;
                case '{':
                    _wrapperDepth++;
                    isProperty = false;
                    break;
                case '}':
                    if (--_wrapperDepth == 0)
                        return false;
                    break;
                case '[':
                    string list = isProperty ? Encoding.UTF8.GetString(name[..nameLength]) : "";
                    isProperty = false;
                    if (list == _listName && _wrapperDepth == _listDepth)
                        return true;
                    int line = _line;
                    if (PassOverArray() && _remarks.Count < 20)
                        _remarks.Add((line, $"The list '{Shown(list)}' beside the records was not read."));
                    break;
                case ',':
                    isProperty = false;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>True where the array held objects.</summary>
    private bool PassOverArray()
    {
        Span<byte> ignored = stackalloc byte[1];
        int depth = 1;
        bool heldObjects = false;
        while (depth > 0)
        {
            switch (Next())
            {
                case < 0:
                    return heldObjects;
                case '"':
                    NextString(ignored);
                    break;
                case '{':
                    heldObjects = true;
                    depth++;
                    break;
                case '[':
                    depth++;
                    break;
                case '}' or ']':
                    depth--;
                    break;
                default:
                    break;
            }
        }

        return heldObjects;
    }

    /// <summary>Reads to the end of a string; returns how many of its bytes were kept.</summary>
    private int NextString(Span<byte> kept)
    {
        int length = 0;
        while (true)
        {
            int b = Next();
            if (b is < 0 or '"')
                return length;
            if (b == '\\')
                Next();
            else if (length < kept.Length)
                kept[length++] = (byte)b;
        }
    }

    private int Next()
    {
        if (_start == _end && !Fill())
            return -1;
        byte b = _buffer[_start++];
        if (b == '\n')
            _line++;
        return b;
    }

    private static string Shown(string name) => new([.. name.Where(c => !char.IsControl(c))]);
}
