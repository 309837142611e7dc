using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>What the maps of one file share beside its columns.</summary>
internal sealed class MapContext(FormatProfile profile)
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public FormatProfile Profile { get; } = profile;

    /// <summary>True the first time it is asked: for remarks that would say the same on every row.</summary>
    public bool FirstTime(string remark) => _said.Add(remark);
}
