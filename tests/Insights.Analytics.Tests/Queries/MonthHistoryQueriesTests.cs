using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Reports;
using Insights.Analytics.Tests.Rollups;
using Insights.Analytics.Tests.Rollups.History;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

public sealed class MonthHistoryQueriesTests
{
    /// <summary>Stamped 1 of 1; a late answer makes it 0 of 1, and its undo 1 of 1 again. Number, rows, words and tile say so each time.</summary>
    [StoreFact]
    public async Task LateData_ShowsBesideTheStamp_AndItsUndoIsSaid(StoreProvider provider)
    {
        await using var world = await March.OpenAsync(provider);
        await world.ImportAsync("april.csv", "Ana", chunk =>
        {
            chunk.Tickets.Add(new(AnalyticsWorld.Case("a", March.At(33, 9), "solved"), "acme"));
            chunk.TicketEvents.AddRange([AnalyticsWorld.Event("a", "1", March.At(33, 9), "created", "new", "customer"), AnalyticsWorld.Event("a", "2", March.At(33, 10), "status", "solved")]);
        });
        await world.Closing.CloseAsync(March.Month, "Ada");
        var history = world.History;
        var march = ReportLibrary.Month(2026, 3);
        var still = Assert.Single(await history.MonthsAsync(march, DataScope.Staff));
        Assert.Equal((new Ratio(1, 1), new Ratio(1, 1), 0L, "Ada"), (still.Stamped!.Value, still.Now, still.Restated, still.ClosedBy));
        Assert.Equal("unchanged since the month was closed", (await world.SlaMonthlyAsync(march)).Tile("sla_attainment").Note!.Split("; ")[0]);

        var batch = await March.LateAnswerAsync(world);
        await world.RefreshAsync();

        var line = Assert.Single(await history.MonthsAsync(march, DataScope.Staff));
        Assert.Equal((new Ratio(1, 1), new Ratio(0, 1), 1L, 1L, 0L), (line.Stamped!.Value, line.Now, line.Restated, line.VerdictsChanged, line.TakenBack));
        var reason = Assert.Single(line.Reasons);
        Assert.Equal((FormattableString.Invariant($"Late data: import {batch} (late.csv), started by Ben"), 1L), (reason.Text, reason.Clocks));
        Assert.Equal(1, await world.Rows.CountAsync(RowSets.ClocksRestated, march, DataScope.Staff));
        var page = await world.Rows.PageAsync(new() { RowSet = RowSets.ClocksRestated, Filter = march, Size = 1 }, DataScope.Staff);
        Assert.Equal(("t", "Met", "Breached"), (Text(page, 0), Text(page, 5), Text(page, 8)));

        // A vendor learns what happened and not who of the house did it; another filter has no stamp of its own.
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));
        var theirs = Assert.Single(await history.MonthsAsync(march, acme));
        Assert.Equal((null, FormattableString.Invariant($"Late data: import {batch}")), (theirs.ClosedBy, Assert.Single(theirs.Reasons).Text));
        Assert.Equal(1, await world.Rows.CountAsync(RowSets.ClocksRestated, march, acme));
        Assert.Null(Assert.Single(await history.MonthsAsync(march.With("priority", "normal"), DataScope.Staff)).Stamped);
        Assert.Equal((1L, 0L), (await world.Rows.CountAsync(RowSets.ClocksRestated, march.With("priority", "normal"), DataScope.Staff), await world.Rows.CountAsync(RowSets.ClocksRestated, march.With("priority", "urgent"), DataScope.Staff)));
        Assert.Empty(await history.MonthsAsync(march, DataScope.Nothing));

        // The report of the month, and of the next.
        foreach (var month in new[] { march, ReportLibrary.Month(2026, 4) })
        {
            var document = await world.SlaMonthlyAsync(month);
            Assert.Contains("Restated since: 1 clock, attainment 100.0 % → 0.0 % (−100.0 points); each counts otherwise now.", document.AllText(), StringComparison.Ordinal);
            Assert.Equal("Breached, 8 h", ((Cell.Text)document.Table("restatements").Rows[0][5]).Value);
        }
        Assert.StartsWith("stamped 100.0 %, −100.0 points since", (await world.SlaMonthlyAsync(march)).Tile("sla_attainment").Note, StringComparison.Ordinal);
        Assert.Equal("−100.0 pp", ((Cell.Text)(await world.SlaMonthlyAsync(march)).Table("stamped-figures").Rows[0][3]).Value);

        await world.UndoAsync(batch, "Cleo");
        await world.RefreshAsync();

        line = Assert.Single(await history.MonthsAsync(march, DataScope.Staff));
        Assert.Equal((new Ratio(1, 1), 0L, 1L), (line.Now, line.Restated, line.TakenBack));
        Assert.Equal(0, await world.Rows.CountAsync(RowSets.ClocksRestated, march, DataScope.Staff));
        var after = await world.SlaMonthlyAsync(march);
        Assert.Contains("Nothing has been restated since: attainment 100.0 %, as it was then. 1 change was taken back since.", after.AllText(), StringComparison.Ordinal);
        Assert.Equal(("As stamped: taken back", FormattableString.Invariant($"Import {batch} was undone by Cleo")), (((Cell.Text)after.Table("restatements").Rows[0][5]).Value, ((Cell.Text)after.Table("restatements").Rows[0][6]).Value));
    }

    private static string Text(RowPage page, int column) => ((Cell.Text)page.Table.Rows[0][column]).Value;
}
