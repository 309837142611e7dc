using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>What the maps of one file share beside its columns.</summary>
internal sealed class MapContext(FormatProfile profile)
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public FormatProfile Profile { get; } = profile;

    /// <summary>Whose the row is, by the source's rule: the same for all rows, or as its column says; null where the row does not tell.</summary>
    public string? VendorOf(Row row, Column column) => Profile.Vendor.Constant ?? row.Pooled(column);

    /// <summary>True the first time it is asked: for remarks that would say the same on every row.</summary>
    public bool FirstTime(string remark) => _said.Add(remark);
}
