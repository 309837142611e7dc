namespace Insights.Web.Exports;

/// <summary>File names that say report, scope and period, in characters every system takes.</summary>
internal static class FileNames
{
    public static string Of(params IEnumerable<string> parts) => string.Join('_', parts.Select(Plain).Where(part => part.Length > 0));

    private static string Plain(string text)
    {
        var plain = string.Concat(text.Select(c => char.IsLetterOrDigit(c) || c == '_' ? char.ToLowerInvariant(c) : '-'));
        while (plain.Contains("--", StringComparison.Ordinal))
            plain = plain.Replace("--", "-", StringComparison.Ordinal);
        plain = plain.Trim('-');
        return plain.Length <= 60 ? plain : plain[..60];
    }
}
