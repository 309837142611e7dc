namespace Insights.Import.Store.Dimensions;

/// <summary>A seller whose transactions and disputes we report on. Created when a file first names it.</summary>
public sealed class Vendor
{
    public int Id { get; set; }

    /// <summary>How files name the vendor; unique, compared without case.</summary>
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Country { get; set; }

    /// <summary>The file whose row or whose facts made the vendor what it is; null when no import did.</summary>
    public int? FileId { get; set; }
}
