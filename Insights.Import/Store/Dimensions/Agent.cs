namespace Insights.Import.Store.Dimensions;

public sealed class Agent
{
    public int Id { get; set; }
    public int SourceId { get; set; }

    /// <summary>How the source names the agent; unique within the source. Facts carry this text.</summary>
    public string Code { get; set; } = "";
    public string? Team { get; set; }
    public string? Tier { get; set; }

    /// <summary>Lineage: the imported file this version came from; 0 when that is not known.</summary>
    public int FileId { get; set; }
}
