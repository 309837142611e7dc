namespace Insights.Import.Store.Dimensions;

/// <summary>Business hours of a team, versioned: each second is counted under the version in force at that second.</summary>
public sealed class BusinessCalendar
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
    public int Version { get; set; }
    public string Name { get; set; } = "";

    /// <summary>First instant this version is in force; null = from the beginning.</summary>
    public DateTime? ValidFrom { get; set; }

    /// <summary>The hours, holidays and breaks as JSON in the layout of calendars.json (see Sources/Canonical/README.md).</summary>
    public string DefinitionJson { get; set; } = "{}";

    /// <summary>Lineage: the imported file this version came from; 0 when that is not known.</summary>
    public int FileId { get; set; }
}
