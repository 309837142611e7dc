using Insights.Analytics.Queries;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.History;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;
using static Insights.Analytics.Tests.Rollups.History.March;

namespace Insights.Analytics.Tests.Rollups.History;

/// <summary>What is stamped, what restates it and what takes it back: <see cref="March"/> by hand.</summary>
public sealed class RestatementTests
{
    private static readonly DateOnly s_march = new(2026, 3, 1);

    private static Task<List<Restatement>> RestatedAsync(AnalyticsWorld world, DataScope? scope = null) =>
        world.DerivedAsync(context => context.Restatements.AsNoTracking().OrderBy(row => row.Month).ThenBy(row => row.TicketRef).ThenBy(row => row.Number).ToListAsync(), scope);

    [StoreFact]
    public async Task LateEvent_RestatesOneClockOnce_AndItsUndoTakesItBack(StoreProvider provider)
    {
        await using var world = await OpenAsync(provider);
        Assert.Equal([Month], await world.Closing.DueAsync());
        Assert.Equal(1, await world.Closing.CloseAsync(Month, by: null));
        Assert.Empty(await world.Closing.DueAsync());
        Assert.Equal(0, await world.Closing.CloseAsync(Month, "again"));
        await world.RebuildAsync();
        Assert.Empty(await RestatedAsync(world));

        world.Clock.Advance(TimeSpan.FromHours(1));
        var batch = await LateAnswerAsync(world);
        await world.RefreshAsync();

        var row = Assert.Single(await RestatedAsync(world));
        Assert.Equal(("t", s_march, "requester_wait_time", 1, 1), (row.TicketRef, row.Month, row.Metric, row.Instance, row.Number));
        Assert.Equal(("met", 3_600L, 14_400L, "all", 1), (row.WasVerdict, row.WasWallSeconds, row.WasTargetSeconds, row.WasPolicy, row.WasPolicyVersion));
        Assert.Equal(("breached", 28_800L, true), (row.NowVerdict, row.NowWallSeconds, row.NowInMonth));
        Assert.Equal((RestatementCause.Import, batch, "Ben", "late.csv"), (row.Cause, row.CauseBatch, row.CauseBy, row.CauseDetail));
        Assert.Equal((true, false, Now.AddDays(5).AddHours(1)), (row.Latest, row.TakenBack, row.MadeAt));

        // The same again, whichever way, is no further restatement.
        await world.RefreshAsync();
        await new Insights.Analytics.Rollups.DaysToTouch(world.Test.Store).TouchAsync(new LocalDate(2026, 3, 1), new LocalDate(2026, 3, 31), CancellationToken.None);
        await world.RefreshAsync();
        await world.RebuildAsync();
        Assert.Single(await RestatedAsync(world));

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.UndoAsync(batch, "Cleo");
        await world.RefreshAsync();
        await world.RebuildAsync();

        var rows = await RestatedAsync(world);
        Assert.Equal(2, rows.Count);
        Assert.False(rows[0].Latest);
        Assert.Equal(("met", 3_600L, "met", 3_600L, 2), (rows[1].WasVerdict, rows[1].WasWallSeconds, rows[1].NowVerdict, rows[1].NowWallSeconds, rows[1].Number));
        Assert.Equal((true, true, RestatementCause.Undo, batch, "Cleo"), (rows[1].Latest, rows[1].TakenBack, rows[1].Cause, rows[1].CauseBatch, rows[1].CauseBy));

        // And late once more: blamed on the new import, not on the undo before it.
        var again = await LateAnswerAsync(world);
        await world.RefreshAsync();
        Assert.Equal((3, RestatementCause.Import, again), ((await RestatedAsync(world))[^1].Number, (await RestatedAsync(world))[^1].Cause, (await RestatedAsync(world))[^1].CauseBatch));
    }

    [StoreFact]
    public async Task Stamp_KeepsTheHeadlineFiguresOfEachVendor(StoreProvider provider)
    {
        await using var world = await OpenAsync(provider);
        await world.ImportAsync("birch.csv", "Ana", chunk =>
        {
            chunk.Tickets.Add(new(Case("b", At(11, 9)), "birch"));
            chunk.TicketEvents.Add(Event("b", "1", At(11, 9), "created", "new", "customer"));
        });
        // Nobody has solved b: breached since 13:00, and still running when March is closed.
        Assert.Equal(2, await world.Closing.CloseAsync(Month, "Ada"));
        var (acme, birch) = (await world.VendorAsync("acme"), await world.VendorAsync("birch"));

        var month = await world.DerivedAsync(context => context.ClosedMonths.SingleAsync());
        Assert.Equal((s_march, new DateOnly(2026, 4, 1), "Ada", "UTC", 2L), (month.Month, month.Until, month.ClosedBy, month.Zone, month.Clocks));
        var figures = await world.DerivedAsync(context => context.StampedFigures.Where(row => row.Figure == "sla_attainment").OrderBy(row => row.VendorId).ToListAsync());
        Assert.Equal([(-1, 1L, 2L), (acme, 1L, 1L), (birch, 0L, 1L)], figures.Select(row => (row.VendorId, row.Numerator!.Value, row.Denominator!.Value)));
        var wait = await world.DerivedAsync(context => context.StampedFigures.SingleAsync(row => row.Figure == "full_resolution_time_wall_clock" && row.VendorId == -1));
        Assert.Equal((30_600L, 1L), (wait.Seconds, wait.N));

        // A breach that ran on and is solved now was a breach all the time.
        await world.ImportAsync("solved.csv", "Ana", chunk =>
        {
            chunk.Tickets.Add(new(Case("b", At(11, 9), "solved"), "birch"));
            chunk.TicketEvents.Add(Event("b", "2", At(11, 18).AddDays(26), "status", "solved"));
        });
        await world.RefreshAsync();
        Assert.Empty(await RestatedAsync(world));

        // A late ticket: the month had no such clock. A vendor reads its own restatements only.
        await world.ImportAsync("late.csv", "Ben", chunk =>
        {
            chunk.Tickets.Add(new(Case("n", At(12, 9), "solved"), "birch"));
            chunk.TicketEvents.AddRange([Event("n", "1", At(12, 9), "created", "new", "customer"), Event("n", "2", At(12, 10), "status", "solved")]);
        });
        await world.RefreshAsync();
        var row = Assert.Single(await RestatedAsync(world));
        Assert.Equal(("n", null, "met", birch), (row.TicketRef, row.WasVerdict, row.NowVerdict, row.VendorId));
        Assert.Empty(await RestatedAsync(world, DataScope.Vendor(acme)));
        Assert.Single(await RestatedAsync(world, DataScope.Vendor(birch)));
        Assert.Empty(await RestatedAsync(world, DataScope.Nothing));
    }

    [StoreFact]
    public async Task NewPolicyOrZone_RestatesWithThatCause(StoreProvider provider)
    {
        await using var world = await OpenAsync(provider);
        // Decided on 31 March 23:30 UTC: April in Berlin, where it is 01:30 on the first.
        await world.ImportAsync("end.csv", "Ana", chunk =>
        {
            chunk.Tickets.Add(new(Case("e", At(31, 23), "solved"), "acme"));
            chunk.TicketEvents.AddRange([Event("e", "1", At(31, 23), "created", "new", "customer"), Event("e", "2", At(31, 23, 30), "status", "solved")]);
        });
        await world.Closing.CloseAsync(Month, by: null);

        await world.Test.Store.SetWorkspaceAsync(new("Test", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"));
        await world.RefreshAsync();

        var moved = Assert.Single(await RestatedAsync(world));
        Assert.Equal(("e", "met", "met", false), (moved.TicketRef, moved.WasVerdict, moved.NowVerdict, moved.NowInMonth));
        Assert.Equal((RestatementCause.Zone, "UTC → Europe/Berlin"), (moved.Cause, moved.CauseDetail));

        // Half an hour from now on: t waited one, e exactly half.
        await world.ImportAsync("policies.json", "Dora", chunk => chunk.Policies.Add(Policy(1, 1_800)));
        await world.RebuildAsync();
        // What was decided stays as it was until somebody has seen the difference.
        Assert.Single(await RestatedAsync(world));
        var changes = new RuleChanges(world.Store, world.Clock);
        Assert.True(await changes.AskAsync("Dora"));
        var asked = await new RuleComparison(world.Store, world.Clock).RunAsync(null, CancellationToken.None);
        Assert.Null(await changes.ApproveAsync(asked!.Id, "Lea"));
        await world.RebuildAsync();

        var stricter = (await RestatedAsync(world)).Single(row => row.TicketRef == "t");
        Assert.Equal(("met", 14_400L, "breached", 1_800L), (stricter.WasVerdict, stricter.WasTargetSeconds, stricter.NowVerdict, stricter.NowTargetSeconds));
        Assert.Equal((RestatementCause.Policy, "Lea", "policy all version 1"), (stricter.Cause, stricter.CauseBy, stricter.CauseDetail));
        Assert.Equal(2, (await RestatedAsync(world)).Count);
    }

    // March of Berlin ends with 31 March 24:00 summer time, 22:00 UTC; its 29th has 23 hours. October ends at 23:00 UTC; its 25th has 25.
    [StoreFact]
    public async Task Month_IsCutInTheReportingZone_AcrossClockChanges(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider, "Europe/Berlin");
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy(1, 4 * 3600)));
        DateTime[] solved =
        [
            new(2026, 2, 28, 23, 0, 0, DateTimeKind.Utc), new(2026, 3, 29, 1, 0, 0, DateTimeKind.Utc), new(2026, 3, 31, 21, 59, 59, DateTimeKind.Utc), new(2026, 3, 31, 22, 0, 0, DateTimeKind.Utc),
            new(2026, 9, 30, 22, 0, 0, DateTimeKind.Utc), new(2026, 10, 25, 1, 30, 0, DateTimeKind.Utc), new(2026, 10, 31, 22, 59, 59, DateTimeKind.Utc), new(2026, 10, 31, 23, 0, 0, DateTimeKind.Utc),
        ];
        await world.ImportAsync("all.csv", "Ana", chunk =>
        {
            foreach (var (at, i) in solved.Select((at, i) => (at, i)))
            {
                var id = FormattableString.Invariant($"s{i}");
                chunk.Tickets.Add(new(Case(id, at.AddMinutes(-10), "solved"), "acme"));
                chunk.TicketEvents.AddRange([Event(id, "1", at.AddMinutes(-10), "created", "new", "customer"), Event(id, "2", at, "status", "solved")]);
            }
        });
        await world.RefreshAsync();
        world.Clock.Advance(TimeSpan.FromDays(240));

        var job = new Insights.Analytics.Jobs.CloseMonthsJob(world.Closing);
        var outcome = await job.RunAsync(new Progress<Insights.Analytics.Jobs.JobProgress>(), CancellationToken.None);

        Assert.Equal((8L, "Closed 8 months, March 2026 to October 2026: 7 verdicts stamped."), (outcome.Items, outcome.Summary));
        var byMonth = await world.DerivedAsync(context => context.StampedClocks.GroupBy(row => row.Month).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count));
        Assert.Equal((3, 1, 3), (byMonth[new(2026, 3, 1)], byMonth[new(2026, 4, 1)], byMonth[new(2026, 10, 1)]));
        await Assert.ThrowsAsync<ArgumentException>(() => world.Closing.CloseAsync(new(2026, 11), "Ada"));
        await world.RebuildAsync();
        Assert.Empty(await RestatedAsync(world));
    }
}
