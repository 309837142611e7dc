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
            profile = Conventions(profile, document.RootElement);
            var vendor = JsonFields.Child(document.RootElement, "vendor");
            if (JsonFields.Text(vendor, "constant", 200) is { } constant)
                return profile with { Vendor = VendorRule.Always(constant) with { IsOwn = true } };
            if (JsonFields.Text(vendor, "column", 200) is { } column)
                return profile with { Vendor = VendorRule.FromColumn(column) with { IsOwn = true } };
            if (vendor.ValueKind == JsonValueKind.Undefined)
                return profile;
        }
        catch (FormatException)
        {
            // Told below, together with a rule of another form.
        }
        catch (JsonException)
        {
            // Told below, together with a rule of another form.
        }

        throw new ImportRefusedException($"The rules of the source '{source}' cannot be understood: sources/{Path.GetFileName(path)} of the data directory. Write {{ \"vendor\": {{ \"column\": \"…\" }} }} or {{ \"vendor\": {{ \"constant\": \"…\" }} }}. Nothing was imported.");
    }

    private static FormatProfile Conventions(FormatProfile profile, JsonElement settings)
    {
        if (JsonFields.Text(settings, "zone") is { } zone)
            profile = Pipeline.Values.ZoneNames.Iana(zone) is null ? throw new FormatException() : profile with { Zone = zone };
        return JsonFields.Text(settings, "dates") switch
        {
            null => profile,
            "day-first" => profile with { Dates = DateConvention.DayFirst },
            "month-first" => profile with { Dates = DateConvention.MonthFirst },
            "iso" => profile with { Dates = DateConvention.Iso },
            _ => throw new FormatException(),
        };
    }
}
