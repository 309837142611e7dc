namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>Which regions of the programmes a country lies in. Networks cut the world each in their own way, so a country has several.</summary>
public sealed class ProgrammeRegions(IReadOnlyDictionary<string, IReadOnlySet<string>> countries)
{
    /// <summary>Taken where a vendor's country is not known: the networks' main lines hold there.</summary>
    public const string AssumedCountry = "DE";

    private const string Regulated = "regulated";
    private const string NonRegulated = "non_regulated";

    /// <summary>Every region a line may name.</summary>
    public IReadOnlyList<string> Names { get; } = [ProgrammeLine.AllRegions, .. countries.Keys.Order(StringComparer.Ordinal), NonRegulated];

    /// <param name="country">ISO 3166 alpha-2; null = not known.</param>
    public IReadOnlySet<string> Of(string? country)
    {
        var code = country ?? AssumedCountry;
        var found = countries.Where(region => region.Value.Contains(code)).Select(region => region.Key).ToHashSet(StringComparer.Ordinal);
        // Australia has lines of its own in a programme that knows only these two besides.
        if (!found.Contains(Regulated) && code != "AU")
            found.Add(NonRegulated);
        found.Add(ProgrammeLine.AllRegions);
        return found;
    }
}
