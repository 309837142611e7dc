namespace Insights.Import.Store.Dimensions;

/// <summary>How many units of <see cref="Currency"/> one euro bought on a day, in millionths, as the ECB publishes it.</summary>
public sealed class FxRate
{
    public DateOnly Day { get; set; }
    public string Currency { get; set; } = "";
    public long PerEuroMillionths { get; set; }

    /// <summary>Lineage: the imported file this version came from; 0 when that is not known.</summary>
    public int FileId { get; set; }
}
