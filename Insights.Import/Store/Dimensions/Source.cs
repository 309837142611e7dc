namespace Insights.Import.Store.Dimensions;

/// <summary>A configured origin of files: one help desk, one provider account. Natural keys are unique within it.</summary>
public sealed class Source
{
    public int Id { get; set; }

    /// <summary>Unique, lower-case: zendesk, stripe, canonical, or a name the administrator gives.</summary>
    public string Name { get; set; } = "";

    /// <summary>How often a file is expected; freshness turns amber after 1× and red after 3×.</summary>
    public int CadenceHours { get; set; } = 24;
}
