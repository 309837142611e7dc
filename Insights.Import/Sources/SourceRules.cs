using System.Text.Json;
using Insights.Import.Pipeline;

namespace Insights.Import.Sources;

/// <summary>
/// What an installation has settled about one of its sources, in <c>sources/&lt;name&gt;.json</c> of the data directory. It takes the place of
/// the profile's own rule: <c>{ "vendor": { "column": "seller (metadata)" } }</c> or <c>{ "vendor": { "constant": "oak" } }</c>.
/// </summary>
internal static class SourceRules
{
    /// <exception cref="ImportRefusedException">The file of rules cannot be understood; importing without it would give rows to the wrong vendor.</exception>
    public static FormatProfile Apply(FormatProfile profile, string source, string dataDirectory)
    {
        // A source's name may come from the command line; it names a file of this folder and nothing else.
        string path = Path.Combine(dataDirectory, "sources", Path.GetFileName(source) + ".json");
        if (source.Length == 0 || !File.Exists(path))
            return profile;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var vendor = JsonFields.Child(document.RootElement, "vendor");
            if (JsonFields.Text(vendor, "constant", 200) is { } constant)
                return profile with { Vendor = VendorRule.Always(constant) };
            if (JsonFields.Text(vendor, "column", 200) is { } column)
                return profile with { Vendor = VendorRule.FromColumn(column), Fields = [.. profile.Fields.Select(f => f.Name == "vendor" && !f.IsRequired ? f with { Headers = [column] } : f)] };
            if (vendor.ValueKind == JsonValueKind.Undefined)
                return profile;
        }
        catch (JsonException)
        {
            // Told below, together with a rule of another form.
        }

        throw new ImportRefusedException($"The rules of the source '{source}' cannot be understood: sources/{Path.GetFileName(path)} of the data directory. Write {{ \"vendor\": {{ \"column\": \"…\" }} }} or {{ \"vendor\": {{ \"constant\": \"…\" }} }}. Nothing was imported.");
    }
}
