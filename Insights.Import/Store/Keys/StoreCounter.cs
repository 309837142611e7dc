namespace Insights.Import.Store.Keys;

/// <summary>Numbers the store keeps about itself.</summary>
internal sealed class StoreCounter
{
    /// <summary>The version of everything a cache may hold; also the mark on touched days and tickets.</summary>
    public const string DataVersion = "data_version";

    public string Name { get; set; } = "";
    public long Value { get; set; }
}
