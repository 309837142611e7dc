using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>The table of cells as the bulk path writes it.</summary>
internal static class CellTable
{
    public static readonly DerivedTable<DailyCells> Rows = new(
        "daily_cells",
        ["kind", "vendor_id", "day"],
        ["kind", "vendor_id", "day", "cells"],
        (row, sink) =>
        {
            sink.Int32((int)row.Kind);
            sink.Int32(row.VendorId);
            sink.Day(row.Day);
            sink.Bytes(row.Cells);
        });

    public static Task RemoveAsync(DerivedWriter writer, CellKind kind, CancellationToken cancel) =>
        writer.ExecuteAsync($"DELETE FROM {writer.Sql(Rows.Name)} WHERE kind = {(int)kind}", cancel);

    /// <summary>Kind and vendor lead the key, so naming all vendors turns a scan of the table into a look-up each.</summary>
    public static Task RemoveAsync(DerivedWriter writer, CellKind kind, DateOnly from, DateOnly to, CancellationToken cancel) => writer.ExecuteAsync(
        $"DELETE FROM {writer.Sql(Rows.Name)} WHERE kind = {(int)kind} AND vendor_id IN (SELECT id FROM {writer.Sql("vendors")} UNION ALL SELECT 0 UNION ALL SELECT {RollupVendor.All}) AND day BETWEEN {UnixTime.ToDays(from)} AND {UnixTime.ToDays(to)}", cancel);

    public static Task RemoveAsync(DerivedWriter writer, CellKind kind, int vendorId, IEnumerable<int> days, CancellationToken cancel) =>
        writer.ExecuteAsync($"DELETE FROM {writer.Sql(Rows.Name)} WHERE kind = {(int)kind} AND vendor_id = {vendorId} AND day IN ({string.Join(", ", days)})", cancel);
}
