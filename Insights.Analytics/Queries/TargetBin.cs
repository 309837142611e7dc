namespace Insights.Analytics.Queries;

/// <summary>Clocks whose elapsed time was over <paramref name="From"/> and up to <paramref name="To"/> times the target.</summary>
/// <param name="To">Null for the last, open bin.</param>
public sealed record TargetBin(double From, double? To, long Count)
{
    /// <summary>From the target's quarters to four times the target; the fourth ends exactly on target, which is in time.</summary>
    internal static IReadOnlyList<(int From, int? To)> Percents { get; } = [(0, 25), (25, 50), (50, 75), (75, 100), (100, 150), (150, 200), (200, 400), (400, null)];

    /// <summary>As the filter's "used" names it: "75-100", in percent of the target.</summary>
    public string Key => KeyOf(((int)(From * 100), To is { } to ? (int)(to * 100) : null));

    internal static string KeyOf((int From, int? To) bin) => bin.To is { } to ? FormattableString.Invariant($"{bin.From}-{to}") : FormattableString.Invariant($"over-{bin.From}");
}
