using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Rollups;
using Insights.Analytics.Tests.Rollups.History;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

/// <summary>What was open at the end of March, by hand. Four hours round the clock, paused while pending: 80 % are 3 h 12 min.</summary>
public sealed class AtRiskTests
{
    private const string TheMonth = "from=2026-03-01&to=2026-03-31";

    [StoreFact]
    public async Task OpenAtTheEnd_WithTheWarningShareUsedUp_IsAtRisk(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var filter = world.Filter(TheMonth);

        var line = Assert.Single(await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff));

        // Of t1 3.5 h were used at midnight: at risk, whatever became of it. Of t2 3 h. t3 stood still after 1 h, t4 after 3.5 h. t5 was solved in time.
        Assert.Equal((1L, 0L, 4L, 2L), (line.Met, line.Breached, line.OpenInTime, line.AtRisk));
        Assert.Equal(4, await world.Rows.CountAsync(RowSets.ClocksOpenInTime, filter, DataScope.Staff));
        Assert.Equal(2, await world.Rows.CountAsync(RowSets.ClocksAtRisk, filter, DataScope.Staff));
        Assert.Equal(line.Total, await world.Rows.CountAsync(RowSets.ClocksAll, filter, DataScope.Staff));
    }

    [StoreFact]
    public async Task MonthlyReport_SaysWhatTheNextMonthBeginsWith(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        var report = await world.SlaMonthlyAsync(world.Filter(TheMonth));

        var table = report.Sections.SelectMany(section => section.Blocks).OfType<Block.DataTable>().Select(block => block.Table).Single(table => table.Id == "open-at-the-end");
        Assert.Equal([4L, 2L], table.Totals!.OfType<Cell.Count>().Select(cell => cell.Value));
        Assert.Contains(report.Sections[0].Blocks.OfType<Block.Paragraph>(), paragraph => paragraph.Text.Contains("4 targets open and in time, 2 of them at risk", StringComparison.Ordinal));
    }

    private static async Task<AnalyticsWorld> FilledAsync(StoreProvider provider)
    {
        var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(March.Policy(1, 4 * 3600)));
        await world.WriteAsync(chunk =>
        {
            // t1 breaches at 00:30 on 1 April, t2 at 01:00: open in time when March ended.
            Open("t1", March.At(31, 20, 30));
            Open("t2", March.At(31, 21));
            Open("t3", March.At(31, 20), (March.At(31, 21), "pending"));
            Open("t4", March.At(31, 10), (March.At(31, 13, 30), "pending"));
            Open("t5", March.At(30, 9), (March.At(30, 12), "solved"));

            void Open(string id, DateTime at, params (DateTime At, string Status)[] later)
            {
                chunk.Tickets.Add(new(Case(id, at, later.Length > 0 ? later[^1].Status : "new"), "acme"));
                chunk.TicketEvents.Add(Event(id, "1", at, "created", "new", "customer"));
                chunk.TicketEvents.AddRange(later.Select((change, i) => Event(id, FormattableString.Invariant($"{i + 2}"), change.At, "status", change.Status)));
            }
        });
        await world.RefreshAsync();
        return world;
    }
}
