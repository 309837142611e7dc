namespace Insights.Import.Store.Dimensions;

/// <summary>A set of targets, versioned and ordered: the first policy that matches a ticket applies.</summary>
public sealed class SlaPolicy
{
    public int Id { get; set; }
    public string Code { get; set; } = "";
    public int Version { get; set; }
    public string Name { get; set; } = "";
    public int Position { get; set; }
    public DateTime? ValidFrom { get; set; }

    /// <summary>Conditions and targets as JSON in the layout of sla-policies.json (see Sources/Canonical/README.md).</summary>
    public string DefinitionJson { get; set; } = "{}";

    /// <summary>Lineage: the imported file this version came from; 0 when that is not known.</summary>
    public int FileId { get; set; }
}
