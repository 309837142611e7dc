using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Reports.Chargebacks;

/// <summary>
/// Done on 15 January, looked at on 1 April: 75 whole days, so each charge is followed for 30 days over 45 days on either side
/// (1 December to 14 January against 16 January to 1 March).
/// </summary>
public sealed class ActionOutcomesTests
{
    private static readonly DateTime s_before = new(2026, 1, 10, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_after = new(2026, 1, 20, 9, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task Outcome_ComparesWhatTheActionAimsAt_AtEqualMaturity(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 100; i++)
            {
                chunk.Transactions.Add(new(Sale("b" + i, s_before), "acme"));
                chunk.Transactions.Add(new(Sale("a" + i, s_after), "acme"));
                chunk.Transactions.Add(new(Sale("other" + i, s_after), "canary"));
            }
            Disputes(chunk, "before", 8, s_before, 20, "fraudulent", "acme");
            Disputes(chunk, "late", 1, s_before, 31, "fraudulent", "acme");
            Disputes(chunk, "not aimed at", 3, s_before, 20, "product_not_received", "acme");
            Disputes(chunk, "after", 1, s_after, 30, "fraudulent", "acme");
            Disputes(chunk, "on the day", 4, new(2026, 1, 15, 9, 0, 0, DateTimeKind.Utc), 5, "fraudulent", "acme");
            Disputes(chunk, "of another", 9, s_after, 5, "fraudulent", "canary");
        });
        await world.RefreshAsync();
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));
        await world.TakenActions.TakeAsync(acme, "A2", new LocalDate(2026, 1, 15), "3-D Secure on", "Ada", byVendor: true);
        await world.TakenActions.TakeAsync(acme, "A4", new LocalDate(2026, 3, 20), "", "Ada", byVendor: true);

        var outcomes = await world.ActionOutcomesAsync(acme);

        Assert.Equal(["A4", "A2"], outcomes.Select(outcome => outcome.Action.Id));
        Assert.Null(outcomes[0].FollowUp);
        Assert.Equal((30, new LocalDate(2025, 12, 1), new LocalDate(2026, 3, 1)), (outcomes[1].Windows!.LagDays, outcomes[1].Windows!.Before.From, outcomes[1].Windows!.After.To));
        Assert.Equal((new Ratio(8, 100), new Ratio(1, 100), FollowUpVerdict.Lower), (outcomes[1].FollowUp!.Before, outcomes[1].FollowUp!.After, outcomes[1].FollowUp!.Verdict));
        Assert.Empty(await world.ActionOutcomesAsync(DataScope.Staff));
    }

    private static void Disputes(FactChunk chunk, string name, int count, DateTime charged, int days, string reason, string vendor)
    {
        for (var i = 0; i < count; i++)
        {
            var dispute = Dispute(name + i, charged.AddDays(days), charged: charged);
            dispute.ReasonCategory = reason;
            chunk.Chargebacks.Add(new(dispute, vendor));
        }
    }
}
