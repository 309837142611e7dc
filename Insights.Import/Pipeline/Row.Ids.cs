using System.Text;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Pipeline;

/// <content>Ids: what tells rows apart, and what they refer to each other by.</content>
internal sealed partial class Row
{
    private static readonly Fault MaskedId = new("card-number-as-id", "The id is a full card number. It was truncated, so it cannot tell rows apart any more. Use an id that is not a card number.");

    /// <summary>The row's own id. Damaged or truncated ids reject the row, because other rows would look the same.</summary>
    public string Id(Column column)
    {
        string? id = Reference(column);
        if (id is null)
        {
            if (!IsRejected)
                Reject(column.Header, null, Missing);
            return "";
        }

        return id;
    }

    /// <summary>The id of another row. The same care as for the row's own id when it is required; otherwise a damaged one is left empty.</summary>
    public string? Reference(Column column)
    {
        if (column.Own is { } own && (own.IsWholeRow || column.Join.Count > 0))
            return own.IsWholeRow ? WholeRowId() : Joined(column);
        return Reference(column, Bytes(column));
    }

    private string? Reference(Column column, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return MissingIfRequired(column);
        if (SpreadsheetDamage.IsScientific(cell))
        {
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), SpreadsheetDamage.Id);
            return null;
        }

        if (cell.Length > MaxIdLength)
        {
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), new Fault("id-too-long", "Ids longer than 200 bytes are not ids. Check the order of the columns."));
            return null;
        }

        // Nearly all ids have neither, and are looked through once.
        if (cell.IndexOfAny((byte)'*', (byte)0) < 0)
            return Encoding.UTF8.GetString(cell);

        // Truncated here, or before: a row that is run again, or comes back in a corrected rejects file, was protected the first time.
        if (WasMasked ? cell.Contains((byte)'*') : cell.IndexOf("****"u8) >= 0)
        {
            Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), MaskedId);
            return null;
        }

        return cell.Contains((byte)0) ? WithoutNuls(column, cell) : Encoding.UTF8.GetString(cell);
    }

    /// <summary>An id made of several columns; empty ones keep their place, so that two different rows stay two.</summary>
    private string? Joined(Column column)
    {
        string? id = Reference(column, Bytes(column));
        foreach (var part in column.Join)
            id += "|" + Reference(part, Bytes(part));
        return id?.Trim('|').Length == 0 ? MissingIfRequired(column) : id;
    }

    /// <summary>For rows without an id: what they say, and their place among rows that say the same.</summary>
    private string WholeRowId()
    {
        ulong hash = Store.Keys.StableHash.Of(cells.Raw);
        int ordinal = (_ordinals ??= new Ordinals()).Next(cells.Raw);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row-{hash:x16}{(ordinal == 0 ? "" : "-" + (ordinal + 1))}");
    }

    private Ordinals? _ordinals;
}
