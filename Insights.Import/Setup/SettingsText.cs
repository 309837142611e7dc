namespace Insights.Import;

/// <summary>Settings in a few words, for previews and messages.</summary>
internal static class SettingsText
{
    public static string Of(VendorSettings vendor)
    {
        string where = vendor.Constant is { } constant ? $"always {constant}"
            : vendor.Column is { } column ? $"column {column}"
            : vendor.Field is { } field ? $"field {field}"
            : vendor.Metadata is { } key ? $"metadata {key}"
            : vendor.CustomField is { } custom ? $"custom field {custom}"
            : vendor.Path is { } path ? $"property {path}"
            : vendor.Account == true ? "the provider's account" : "not said";
        if (vendor.Patterns is { Count: > 0 } patterns)
            where += patterns.Count == 1 ? ", by a pattern" : $", by {patterns.Count} patterns";
        if (vendor.Table is { } table)
            where += $", by a table of {table.Count}";
        else if (vendor.TableFile is { } file)
            where += $", by a table of {file.Split(',')[0]}";
        return vendor.Fallback is { } fallback ? $"{where}, else {fallback}" : where;
    }
}
