using Insights.Import.Pipeline.Values;

namespace Insights.Import.Sources;

/// <summary>A profile with what an installation has settled about the source in place of the profile's own conventions.</summary>
internal static class SourceRules
{
    public static FormatProfile Apply(FormatProfile profile, SourceSettings settings)
    {
        profile = Own(profile, settings);
        return settings.Formats is { } formats && formats.FirstOrDefault(f => string.Equals(f.Key, profile.Id, StringComparison.OrdinalIgnoreCase)).Value is { } own ? Own(profile, own) : profile;
    }

    private static FormatProfile Own(FormatProfile profile, SourceSettings settings)
    {
        if (settings.Vendor is { } vendor)
            profile = profile with { Vendor = RuleOf(vendor, profile) };
        if (settings.Zone is { } zone)
            profile = profile with { Zone = zone };
        profile = settings.Dates switch
        {
            "iso" => profile with { Dates = DateConvention.Iso },
            "day-first" => profile with { Dates = DateConvention.DayFirst },
            "month-first" => profile with { Dates = DateConvention.MonthFirst },
            _ => profile,
        };
        profile = settings.Amounts switch
        {
            "major" => profile with { Amounts = AmountConvention.Major },
            "minor" => profile with { Amounts = AmountConvention.Minor },
            "decimal-comma" => profile with { Amounts = AmountConvention.Localised, DecimalMark = ',' },
            "decimal-point" => profile with { Amounts = AmountConvention.Localised, DecimalMark = '.' },
            _ => profile,
        };
        profile = settings.Negatives switch
        {
            "reject" => profile with { Negatives = NegativeAmounts.Rejected },
            "refund" => profile with { Negatives = NegativeAmounts.Refunds },
            "ignore" => profile with { Negatives = NegativeAmounts.SignIgnored },
            _ => profile,
        };
        if (settings.Currency is { } currency)
            profile = profile with { Currency = currency.ToUpperInvariant() };
        if (settings.Currencies is { } named && Currencies.Named(named) is { } currencies)
            profile = profile with { Currencies = currencies };
        if (settings.Decimals is { Count: > 0 } decimals)
            profile = profile with { Currencies = profile.Currencies.With(decimals) };
        if (settings.TestRows is { } test)
            profile = profile with { KeepsTestRows = test == "keep" };
        if (settings.IgnoreColumns is { } ignored)
            profile = profile with { IgnoredColumns = [.. profile.IgnoredColumns, .. ignored] };
        return Renamed(profile, settings);
    }

    /// <summary>Only the further names of columns: what a file is recognised by, before its source's other settings apply.</summary>
    public static FormatProfile Renamed(FormatProfile profile, SourceSettings settings)
    {
        if (settings.Columns is not { Count: > 0 } columns)
            return profile;
        return profile with
        {
            Fields = [.. profile.Fields.Select(f => columns.TryGetValue(f.Name, out var names) ? f with { Headers = [.. names.Concat(f.Headers).Distinct(StringComparer.OrdinalIgnoreCase)] } : f)],
        };
    }

    private static VendorRule RuleOf(VendorSettings settings, FormatProfile profile) => new()
    {
        IsOwn = true,
        Constant = settings.Constant,
        Field = settings.Field ?? (settings.Account == true && profile.AccountColumns.Count == 0 ? "account" : null),
        Columns = settings.Column is { } column ? [column]
            : settings.Metadata is { } key ? [.. profile.MetadataColumns.Select(c => Named(c, key))]
            : settings.CustomField is { } custom ? [.. profile.CustomFieldColumns.Select(c => Named(c, custom))]
            : settings.Account == true ? profile.AccountColumns
            : settings.Path is { } whole ? [whole] : [],
        Path = settings.Path is { } path ? path.Split('.') : settings.Metadata is { } metadata && profile.Shape == RecordShape.Json ? ["metadata", metadata] : [],
        CustomField = settings.CustomField,
        Patterns = [.. (settings.Patterns ?? []).Select(p => VendorPattern.Of(p.Match, p.Vendor))],
        Table = settings.Table is { } table ? new Dictionary<string, string>(Folded(table), StringComparer.OrdinalIgnoreCase) : null,
        Fallback = settings.Fallback,
    };

    /// <summary>Keys that differ in case only: the last one counts.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Folded(IReadOnlyDictionary<string, string> table) =>
        table.GroupBy(t => t.Key.Trim(), StringComparer.OrdinalIgnoreCase).Select(g => KeyValuePair.Create(g.Key, g.Last().Value));

    private static string Named(string pattern, string name) => pattern.Replace("{0}", name, StringComparison.Ordinal);
}
