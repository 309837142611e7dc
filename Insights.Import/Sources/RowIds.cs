using System.Security.Cryptography;
using System.Text;
using Insights.Import.Pipeline;

namespace Insights.Import.Sources;

/// <summary>Ids for rows of exports that have none.</summary>
internal static class RowIds
{
    /// <summary>
    /// A hash of what the row says and its place among equal rows of the file: two real equal rows stay two, and the same rows in a later
    /// file are the same again.
    /// </summary>
    /// <param name="prefix">Says where the id comes from, so that nobody takes it for the provider's.</param>
    public static string Of(string prefix, string content, MapContext context)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(content);
        int ordinal = context.Ordinal(utf8);
        string id = $"{prefix}_{Convert.ToHexStringLower(SHA256.HashData(utf8).AsSpan(0, 16))}";
        return ordinal == 0 ? id : $"{id}_{ordinal + 1}";
    }
}
