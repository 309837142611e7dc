using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>A source's settings as their screen holds them, and back. What the screen does not show stays as it is.</summary>
internal static class SourceForms
{
    public static SourceForm Of(SourceSettings settings)
    {
        var vendor = settings.Vendor;
        var (way, value) = vendor switch
        {
            null => ("", ""),
            { Column: { } column } => ("column", column),
            { Field: { } field } => ("field", field),
            { Metadata: { } key } => ("metadata", key),
            { CustomField: { } custom } => ("custom_field", custom),
            { Path: { } path } => ("path", path),
            { Account: true } => ("account", ""),
            { Constant: { } constant } => ("constant", constant),
            _ => ("", ""),
        };
        return new()
        {
            VendorWay = way,
            VendorValue = value,
            VendorTable = vendor?.Table is { } table ? string.Join('\n', table.Select(row => $"{row.Key} = {row.Value}")) : "",
            VendorPatterns = vendor?.Patterns is { } patterns ? string.Join('\n', patterns.Select(pattern => pattern.Vendor is null ? pattern.Match : $"{pattern.Match} = {pattern.Vendor}")) : "",
            VendorFallback = vendor?.Fallback ?? "",
            Zone = settings.Zone ?? "",
            Dates = settings.Dates ?? "",
            Amounts = settings.Amounts ?? "",
            Currencies = settings.Currencies ?? "",
            Currency = settings.Currency ?? "",
            TestRows = settings.TestRows ?? "",
            Encoding = settings.Encoding ?? "",
        };
    }

    /// <exception cref="InvalidSettingsException">A line cannot be read.</exception>
    public static SourceSettings Apply(SourceSettings known, SourceForm form) => known with
    {
        Vendor = VendorOf(known.Vendor, form),
        Zone = Text(form.Zone),
        Dates = Text(form.Dates),
        Amounts = Text(form.Amounts),
        Currencies = Text(form.Currencies),
        Currency = Text(form.Currency),
        TestRows = Text(form.TestRows),
        Encoding = Text(form.Encoding),
    };

    private static VendorSettings? VendorOf(VendorSettings? known, SourceForm form)
    {
        if (form.VendorWay.Length == 0)
            return null;
        var value = Text(form.VendorValue);
        string? When(string way) => form.VendorWay == way ? value : null;
        if (form.VendorWay != "account" && value is null)
            throw new InvalidSettingsException("vendor", "Say which one: the name of the column, the key, or the vendor itself.");
        var table = Lines(form.VendorTable).Select(line => Split(line, "table") is { Vendor: not null } row ? row : throw new InvalidSettingsException("vendor.table", $"Write “text = vendor” on each line, not “{line}”."))
            .GroupBy(row => row.Text, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Last().Vendor!, StringComparer.OrdinalIgnoreCase);
        var patterns = Lines(form.VendorPatterns).Select(line => Split(line, "patterns")).Select(row => new VendorPatternSettings(row.Text, row.Vendor)).ToList();
        return new VendorSettings
        {
            Column = When("column"),
            Field = When("field"),
            Metadata = When("metadata"),
            CustomField = When("custom_field"),
            Path = When("path"),
            Account = form.VendorWay == "account" ? true : null,
            Constant = When("constant"),
            Table = table.Count > 0 ? table : null,
            // A table that lies in a file beside the document stays there as long as nobody changes it here.
            TableFile = known?.TableFile is { } file && table.Count > 0 && known.Table is { } before && before.Count == table.Count && before.All(row => table.TryGetValue(row.Key, out var vendor) && vendor == row.Value) ? file : null,
            Patterns = patterns.Count > 0 ? patterns : null,
            Fallback = Text(form.VendorFallback),
        };
    }

    // The last sign of equality divides: patterns may hold others.
    private static (string Text, string? Vendor) Split(string line, string property)
    {
        var at = line.LastIndexOf(" = ", StringComparison.Ordinal);
        if (at < 0)
            return (line, null);
        var vendor = line[(at + 3)..].Trim();
        return vendor.Length > 0 ? (line[..at].Trim(), vendor) : throw new InvalidSettingsException("vendor." + property, $"The line “{line}” names no vendor.");
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string? Text(string value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
