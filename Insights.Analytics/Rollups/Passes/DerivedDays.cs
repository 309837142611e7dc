using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Writes down which days were derived, inside the transaction that derives them.</summary>
internal static class DerivedDays
{
    public static Task WriteAsync(DerivedWriter writer, DisputeBasis? basis, IEnumerable<DateOnly> days, CancellationToken cancel) => WriteAsync(writer, DerivedDay.KindOf(basis), days.Select(UnixTime.ToDays), cancel);

    public static async Task WriteAsync(DerivedWriter writer, int kind, IEnumerable<int> days, CancellationToken cancel)
    {
        foreach (var day in days)
            await WriteAsync(writer, kind, day, cancel);
    }

    /// <summary>All days; older marks say nothing any more.</summary>
    public static async Task AllAsync(DerivedWriter writer, CancellationToken cancel)
    {
        await WriteAsync(writer, DerivedDay.Everything, 0, cancel);
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("derived_days")} WHERE kind <> @all", cancel, ("@all", DerivedDay.Everything));
    }

    // One writer at a time: the next number is nobody else's.
    private static Task<int> WriteAsync(DerivedWriter writer, int kind, int day, CancellationToken cancel) => writer.ExecuteAsync(
        $"INSERT INTO {writer.Sql("derived_days")} (kind, day, revision) SELECT @kind, @day, COALESCE(MAX(revision), 0) + 1 FROM {writer.Sql("derived_days")} WHERE true "
        + "ON CONFLICT (kind, day) DO UPDATE SET revision = excluded.revision",
        cancel, ("@kind", kind), ("@day", day));
}
