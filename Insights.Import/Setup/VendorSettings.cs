using System.Text.Json.Serialization;

namespace Insights.Import;

/// <summary>
/// Whose a row is. Exactly one of <see cref="Column"/>, <see cref="Field"/>, <see cref="Metadata"/>, <see cref="CustomField"/>, <see cref="Path"/>,
/// <see cref="Account"/> and <see cref="Constant"/> says where it stands; patterns and table turn that text into a vendor; what they do not know goes to the fallback.
/// </summary>
public sealed record VendorSettings
{
    /// <summary>A column of the file, or a property of a JSON record.</summary>
    public string? Column { get; init; }

    /// <summary>A field by the format's own name, such as <c>descriptor</c>.</summary>
    public string? Field { get; init; }

    /// <summary>A metadata key of a payment: <c>vendor</c> stands for the column <c>vendor (metadata)</c> or the property <c>metadata.vendor</c>.</summary>
    public string? Metadata { get; init; }

    /// <summary>A custom field of a help desk, by name or id.</summary>
    public string? CustomField { get; init; }

    /// <summary>Property names from a JSON record inwards, separated by points.</summary>
    public string? Path { get; init; }

    /// <summary>True: the provider's account (connected account, merchant account) the row belongs to.</summary>
    public bool? Account { get; init; }

    /// <summary>One vendor for all rows.</summary>
    public string? Constant { get; init; }

    /// <summary>Tried in order on the text; the first match decides.</summary>
    public IReadOnlyList<VendorPatternSettings>? Patterns { get; init; }

    /// <summary>Text to vendor: <c>{ "acct_1": "oak" }</c>, without case.</summary>
    public IReadOnlyDictionary<string, string>? Table { get; init; }

    /// <summary>A CSV of two columns, text and vendor, with a header row, beside the document; read into <see cref="Table"/>.</summary>
    public string? TableFile { get; init; }

    /// <summary>The vendor of rows for which the rule finds none; without it they have none, or their payment's.</summary>
    public string? Fallback { get; init; }

    /// <summary>The rule in a few words, for people: "column seller (metadata), by 2 patterns, else unassigned".</summary>
    [JsonIgnore]
    public string Description => SettingsText.Of(this);
}

/// <param name="Match">A regular expression, without case; stopped when it takes too long.</param>
/// <param name="Vendor">Whose the matching rows are; null: the text of the group <c>vendor</c>, or of the first group.</param>
public sealed record VendorPatternSettings(string Match, string? Vendor = null);
