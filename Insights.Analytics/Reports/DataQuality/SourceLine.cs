using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using NodaTime;

namespace Insights.Analytics.Reports.DataQuality;

/// <summary>One source over the period: its files added up, how fresh it is, and how many days of the period its files speak of.</summary>
internal sealed record SourceLine(string Source, IReadOnlyList<QualityFile> Files, SourceFreshness? Freshness)
{
    public RowCounts Counts { get; } = Add(Files);

    public long Stored => Counts.Inserted + Counts.Updated + Counts.Unchanged;

    public static RowCounts Add(IEnumerable<QualityFile> files) => files.Select(file => file.File.Counts).Aggregate(new RowCounts(0, 0, 0, 0, 0, 0, 0, 0), (left, right) => new(
        left.Rows + right.Rows, left.Inserted + right.Inserted, left.Updated + right.Updated, left.Unchanged + right.Unchanged,
        left.Duplicate + right.Duplicate, left.Rejected + right.Rejected, left.Skipped + right.Skipped, left.Warnings + right.Warnings));

    public static IReadOnlyList<SourceLine> Of(IReadOnlyList<QualityFile> files, IReadOnlyList<SourceFreshness> freshness)
    {
        var bySource = files.ToLookup(file => file.File.Source);
        return
        [
            .. bySource.Select(group => group.Key).Concat(freshness.Select(source => source.Source)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(source => new SourceLine(source, [.. bySource[source]], freshness.FirstOrDefault(one => one.Source == source))),
        ];
    }

    /// <summary>Days of the period between the first and the last fact of a file that stands: a day nobody sent anything for is missing here.</summary>
    public int DaysCovered(DateRange period)
    {
        var covered = new HashSet<LocalDate>();
        foreach (var file in Files.Where(file => file.File.State == "done" && file.RowsFrom is not null && file.RowsUntil is not null))
        {
            var last = LocalDate.Min(file.RowsUntil!.Value, period.To);
            for (var day = LocalDate.Max(file.RowsFrom!.Value, period.From); day <= last; day = day.PlusDays(1))
                covered.Add(day);
        }
        return covered.Count;
    }
}
