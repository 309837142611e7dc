using System.Globalization;
using System.Text;
using Insights.Import.Sources;
using Insights.Import.Store.Keys;

namespace Insights.Import;

/// <summary>
/// A user's own table, mapped once to one of the canonical kinds and recognised by its columns from then on. Lies as <c>mappings/&lt;id&gt;.json</c> in
/// the data directory, and runs through the same maps as a canonical file.
/// </summary>
public sealed record MappedFormat
{
    /// <summary>Letters, digits and hyphens; accepted by <c>--format</c>.</summary>
    public required string Id { get; init; }

    /// <summary>As a person says it.</summary>
    public required string Name { get; init; }

    /// <summary>transactions, tickets, ticket-events, chargebacks, chargeback-events, vendors, agents, fx-rates.</summary>
    public required string Kind { get; init; }

    /// <summary>Source of its rows unless the import names another; default: the id.</summary>
    public string? Source { get; init; }

    /// <summary>Where each canonical field comes from; what is not listed stays empty.</summary>
    public required IReadOnlyDictionary<string, MappedField> Fields { get; init; }

    /// <summary>Columns of the table that are not read, on purpose.</summary>
    public IReadOnlyList<string>? IgnoreColumns { get; init; }

    /// <summary>Row of the header, from 1, where rows above it could be taken for one; default: found by its columns.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Zone, dates, amounts, currencies, decimals, test rows and vendor rule of the table.</summary>
    public SourceSettings? Settings { get; init; }

    /// <exception cref="InvalidSettingsException">With the property.</exception>
    public void Validate() => MappingCheck.Of(this);

    /// <exception cref="InvalidSettingsException">With the property and what is expected there.</exception>
    public static MappedFormat Parse(string json) => SettingsDocument.ParseMapping(json);

    /// <summary>A name as an id: its Latin letters and digits. A name in another script has none, and would be the same as all others of that script: it gets a number of its own.</summary>
    public static string IdOf(string name)
    {
        string id = new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')]);
        id = string.Join('-', id.Split('-', StringSplitOptions.RemoveEmptyEntries));
        id = id.Length > 40 ? id[..40].TrimEnd('-') : id;
        if (!id.Any(char.IsAsciiLetter) && name.Any(char.IsLetter))
            id = string.Create(CultureInfo.InvariantCulture, $"own-table-{StableHash.Of(Encoding.UTF8.GetBytes(name.Trim())) & 0xFFFFFF:x6}");
        return id.Length < 2 ? "own-table" : Formats.Find(id) is null ? id : id + "-own";
    }

    public string ToJson() => SettingsDocument.Write(this);
}

/// <summary>Where one canonical field comes from: a column or the same value for all rows.</summary>
public sealed record MappedField
{
    public string? Column { get; init; }

    /// <summary>For times that stand in several columns: the time of day.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>For times whose zone stands in a column beside them.</summary>
    public string? ZoneColumn { get; init; }

    public string? Constant { get; init; }

    /// <summary>For ids: further columns that together identify a row.</summary>
    public IReadOnlyList<string>? Join { get; init; }

    /// <summary>For ids of tables that have none: the row itself, and its place among equal rows.</summary>
    public bool? WholeRow { get; init; }

    /// <summary>The table's words in ours, for fields of a closed vocabulary: <c>{ "Erledigt": "solved" }</c>.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    public static MappedField Of(string column) => new() { Column = column };
}
