using System.Text;
using Insights.Import.Pipeline;

namespace Insights.Import.Sources;

internal static class Brands
{
    /// <summary>The network by its canonical name; an unknown one is kept in lower case.</summary>
    public static string? Of(Row row, Column column)
    {
        var cell = row.Bytes(column);
        if (cell.IsEmpty)
            return null;
        return Words.Brand.Find(cell) ?? (cell.Length <= 40 ? Encoding.UTF8.GetString(cell).ToLowerInvariant() : null);
    }
}

internal static class Countries
{
    private static readonly Pipeline.Values.Fault Unknown = new("country-unknown", "A country is written as two letters, like DE (ISO 3166 alpha-2).");

    public static string? Of(Row row, Column column)
    {
        var cell = row.Bytes(column);
        if (cell.IsEmpty)
            return null;
        if (cell.Length != 2 || cell.IndexOfAnyExcept(Letters) >= 0)
        {
            row.Bad(column.IsRequired, column.Header, Encoding.UTF8.GetString(cell), Unknown);
            return null;
        }

        Span<byte> upper = [(byte)(cell[0] & 0xDF), (byte)(cell[1] & 0xDF)];
        return column.Pool.Get(upper);
    }

    /// <summary>The first column that holds two letters. What a customer typed into an address may be anything: words there are no fault of the file.</summary>
    public static string? OfAddress(Row row, Column first, Column second) => row.Bytes(first).Length == 2 ? Of(row, first) : row.Bytes(second).Length == 2 ? Of(row, second) : null;

    private static readonly System.Buffers.SearchValues<byte> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);
}
