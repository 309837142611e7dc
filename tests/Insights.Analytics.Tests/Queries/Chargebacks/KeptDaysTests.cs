using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Rollups.Writing;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Chargebacks;

public sealed class KeptDaysTests
{
    private static readonly string[] s_metrics = ["payments", "disputes", "dispute_activity", "dispute_rate", "win_rate", "contacted_first_share", "challenge_rate"];

    private static readonly string[] s_parts = [.. s_metrics, "days_to_dispute", "dispute_response_time", "win_rate_value", "provisional_outcomes", "deflectable_value", "undefended_share"];

    [StoreFact]
    public async Task Rates_AreReadAgainWhenOneOfThemChanges(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("s1", AnalyticsWorld.Now.AddDays(-3), 10_000, "USD"), "acme"));
            chunk.FxRates.Add(new() { Currency = "USD", Day = DateOnly.FromDateTime(AnalyticsWorld.Now.AddDays(-3)), PerEuroMillionths = 2_000_000 });
        });
        await world.RefreshAsync();
        Assert.Equal(5_000, (await world.ValueAsync("payment_volume", "from=2026-03-01&to=2026-03-31")).Converted!.Total.Minor);

        // A day's payments leave the rates alone; a corrected rate does not.
        await world.WriteAsync(chunk => chunk.Transactions.Add(new(AnalyticsWorld.Sale("s2", AnalyticsWorld.Now.AddDays(-3), 10_000, "USD"), "acme")));
        await world.RefreshAsync();
        Assert.Equal(10_000, (await world.ValueAsync("payment_volume", "from=2026-03-01&to=2026-03-31")).Converted!.Total.Minor);
        await world.WriteAsync(chunk => chunk.FxRates.Add(new() { Currency = "USD", Day = DateOnly.FromDateTime(AnalyticsWorld.Now.AddDays(-3)), PerEuroMillionths = 4_000_000 }));
        await world.RefreshAsync();
        Assert.Equal(5_000, (await world.ValueAsync("payment_volume", "from=2026-03-01&to=2026-03-31")).Converted!.Total.Minor);
    }

    [StoreFact]
    public async Task HeldTimes_AreSharedOutUntilTheEvidenceWasDue(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Due after ten days: answered after three and won; run out; conceded after two; still waiting; without a date of its own.
            foreach (var (id, state, answered, decided, due) in new (string, string, int?, int?, int?)[]
                     {
                         ("won", "won", 3, 16, 10), ("expired", "expired", null, 10, 10), ("accepted", "accepted", null, 2, 10), ("open", "needs_response", null, null, 40), ("undated", "lost", 3, 16, null),
                     })
            {
                var opened = new DateTime(2026, 3, 5, 10, 0, 0, DateTimeKind.Utc);
                var dispute = AnalyticsWorld.Dispute(id, opened, state, decided: decided is { } end ? opened.AddDays(end) : null);
                dispute.EvidenceSubmittedAt = answered is { } days ? opened.AddDays(days) : null;
                dispute.EvidenceDueAt = due is { } until ? opened.AddDays(until) : null;
                dispute.Network = id == "accepted" ? "amex" : "visa";
                chunk.Chargebacks.Add(new(dispute, "acme"));
            }
        });
        await world.RefreshAsync();
        IHeldTimeQueries held = new HeldTimeQueries(world.Store, world.Cache, world.Clock);
        const long day = 86_400;

        Assert.Equal(new HeldTimes(3, 15 * day, 7 * day), await held.OfAsync(world.Filter("from=2026-03-01&to=2026-03-31"), DataScope.Staff));
        // The same from the rows, where a filter knows more than vendors.
        Assert.Equal(new HeldTimes(2, 13 * day, 7 * day), await held.OfAsync(world.Filter("from=2026-03-01&to=2026-03-31&network=visa"), DataScope.Vendor(await world.VendorAsync("acme"))));
        Assert.Equal(new HeldTimes(0, 0, 0), await held.OfAsync(world.Filter("from=2026-03-06&to=2026-03-31"), DataScope.Staff));
        Assert.Null(await held.OfAsync(world.Filter("from=2026-03-01&to=2026-03-31&channel=chat"), DataScope.Staff));
    }

    [StoreFact]
    public async Task WhatIsKeptInMemory_IsBroughtUpToEveryChange(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 40; i++)
                chunk.Transactions.Add(new(AnalyticsWorld.Sale(FormattableString.Invariant($"s{i}"), AnalyticsWorld.Now.AddDays(-1 - i)), "acme"));
            chunk.Chargebacks.Add(new(AnalyticsWorld.Dispute("d1", AnalyticsWorld.Now.AddDays(-9), charged: AnalyticsWorld.Now.AddDays(-20)), "acme"));
        });
        await world.RefreshAsync();
        await SameAsFreshAsync(world);

        // One day more of payments, a dispute about an old one, and the first dispute decided.
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("late", AnalyticsWorld.Now.AddDays(-5)), "acme"));
            chunk.Chargebacks.Add(new(AnalyticsWorld.Dispute("d2", AnalyticsWorld.Now.AddDays(-2), charged: AnalyticsWorld.Now.AddDays(-30)), "birch"));
            var won = AnalyticsWorld.Dispute("d1", AnalyticsWorld.Now.AddDays(-9), "won", charged: AnalyticsWorld.Now.AddDays(-20));
            (won.DecidedAt, won.EvidenceSubmittedAt) = (AnalyticsWorld.Now.AddDays(-1), AnalyticsWorld.Now.AddDays(-4));
            chunk.Chargebacks.Add(new(won, "acme"));
        });
        await world.RefreshAsync();
        await SameAsFreshAsync(world);

        // Everything anew: nothing kept holds.
        await world.RebuildAsync();
        await SameAsFreshAsync(world);

        // Days far apart, more than are asked for one by one.
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 10; i++)
                chunk.Transactions.Add(new(AnalyticsWorld.Sale(FormattableString.Invariant($"gap{i}"), AnalyticsWorld.Now.AddDays(-2 - (3 * i))), "birch"));
        });
        await world.RefreshAsync();
        await SameAsFreshAsync(world);
    }

    [StoreFact]
    public async Task TicketsAndPaymentCases_AreBroughtUpToEveryChange(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 30; i++)
            {
                chunk.Transactions.Add(new(AnalyticsWorld.Sale(FormattableString.Invariant($"s{i}"), AnalyticsWorld.Now.AddDays(-1 - i), status: i % 3 == 0 ? "failed" : "succeeded", cause: i % 3 == 0 ? "insufficient_funds" : null), "acme"));
                chunk.Tickets.Add(new(AnalyticsWorld.Case(FormattableString.Invariant($"t{i}"), AnalyticsWorld.Now.AddDays(-1 - i)), i % 2 == 0 ? "acme" : "birch"));
            }
        });
        await world.RefreshAsync();
        await SameCasesAsFreshAsync(world);

        // A ticket solved long after it came, a new one, and an old order that is paid after all.
        await world.WriteAsync(chunk =>
        {
            chunk.Tickets.Add(new(AnalyticsWorld.Case("t20", AnalyticsWorld.Now.AddDays(-21), "solved"), "acme"));
            chunk.TicketEvents.AddRange(
            [
                AnalyticsWorld.Event("t20", "1", AnalyticsWorld.Now.AddDays(-21), "created", "new", "customer"),
                AnalyticsWorld.Event("t20", "2", AnalyticsWorld.Now.AddDays(-4), "comment"),
                AnalyticsWorld.Event("t20", "3", AnalyticsWorld.Now.AddDays(-2), "status", "solved"),
            ]);
            chunk.Tickets.Add(new(AnalyticsWorld.Case("new", AnalyticsWorld.Now.AddDays(-3), priority: "urgent"), "birch"));
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("late", AnalyticsWorld.Now.AddDays(-12), status: "failed", cause: "expired_card"), "acme"));
        });
        await world.RefreshAsync();
        await SameCasesAsFreshAsync(world);

        // A ticket goes to another vendor; then everything anew.
        await world.WriteAsync(chunk => chunk.Tickets.Add(new(AnalyticsWorld.Case("t4", AnalyticsWorld.Now.AddDays(-5)), "birch")));
        await world.RefreshAsync();
        await SameCasesAsFreshAsync(world);
        await world.RebuildAsync();
        await SameCasesAsFreshAsync(world);
    }

    [StoreFact]
    public async Task RefundsAndLedger_AreBroughtUpToEveryChange(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("s", AnalyticsWorld.Now.AddDays(-30)), "acme"));
            chunk.Transactions.Add(new(Refund("late", AnalyticsWorld.Now.AddDays(-2)), "acme"));
            chunk.Chargebacks.Add(new(AnalyticsWorld.Dispute("d1", AnalyticsWorld.Now.AddDays(-20), charged: AnalyticsWorld.Now.AddDays(-30)), "acme"));
        });
        await world.RefreshAsync();
        await SameRefundsAsFreshAsync(world, madeGood: 0, challenged: 0);

        // A refund of the same payment that failed four weeks earlier: the day of the one that made it good has no row of its own to derive.
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Refund("early", AnalyticsWorld.Now.AddDays(-28), "failed"), "acme"));
            var answered = AnalyticsWorld.Dispute("d1", AnalyticsWorld.Now.AddDays(-20), "under_review", charged: AnalyticsWorld.Now.AddDays(-30));
            answered.EvidenceSubmittedAt = AnalyticsWorld.Now.AddDays(-15);
            chunk.Chargebacks.Add(new(answered, "acme"));
        });
        await world.RefreshAsync();
        await SameRefundsAsFreshAsync(world, madeGood: 1, challenged: 1);

        // It goes to another payment: the two are parted.
        await world.WriteAsync(chunk =>
        {
            var other = Refund("early", AnalyticsWorld.Now.AddDays(-28), "failed");
            other.OriginalRef = "other";
            chunk.Transactions.Add(new(other, "acme"));
        });
        await world.RefreshAsync();
        await SameRefundsAsFreshAsync(world, madeGood: 0, challenged: 1);
    }

    [StoreFact]
    public async Task AnOlderStorePutBack_IsReadAnew(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Transactions.Add(new(AnalyticsWorld.Sale("s1", AnalyticsWorld.Now.AddDays(-3)), "acme")));
        await world.RefreshAsync();
        await world.WriteAsync(chunk => chunk.Transactions.Add(new(AnalyticsWorld.Sale("s2", AnalyticsWorld.Now.AddDays(-2)), "acme")));
        await world.RefreshAsync();
        Assert.Equal(2, (await world.ValueAsync("payments", "from=2026-03-01&to=2026-04-01")).Numerator);

        // As the store was before anything was derived.
        await using (var transaction = await world.Test.Store.BeginWritingAsync(CancellationToken.None))
        {
            var writer = DerivedWriter.For(transaction, world.Store.Provider);
            foreach (var table in new[] { "daily_payments", "derived_days" })
                await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)}", CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
        Assert.Equal(0, (await world.ValueAsync("payments", "from=2026-03-01&to=2026-04-01")).Numerator);
    }

    private static Transaction Refund(string id, DateTime at, string status = "succeeded")
    {
        var refund = AnalyticsWorld.Sale(id, at, status: status);
        (refund.Kind, refund.OriginalRef, refund.RefundExtent) = ("refund", "s", "full");
        return refund;
    }

    private static async Task SameRefundsAsFreshAsync(AnalyticsWorld world, long madeGood, long challenged)
    {
        string[] metrics = ["refunds", "refunds_made_good", "repeated_refunds", "refunds_in_time", "challenge_rate"];
        foreach (var scope in new[] { DataScope.Staff, DataScope.Vendor(await world.VendorAsync("acme")) })
        {
            foreach (var query in new[] { "from=2026-03-01&to=2026-04-01", "from=2026-03-01&to=2026-04-01&currency=EUR", "from=2026-03-01&to=2026-04-01&vendor=acme" })
            {
                var (filter, cache) = (world.Filter(query), new ResultCache(world.Test.Store));
                var (now, expected) = (await world.Metrics.ValuesAsync(metrics, filter, scope), await new MetricQueries(world.Store, cache, world.Clock).ValuesAsync(metrics, filter, scope));
                Assert.Equal(metrics.Select(metric => (expected[metric].Numerator, expected[metric].Denominator)), metrics.Select(metric => (now[metric].Numerator, now[metric].Denominator)));
                Assert.Equal((madeGood, challenged), (now["refunds_made_good"].Numerator, now["challenge_rate"].Numerator));
                Assert.Equal(madeGood, (await world.Payments.MadeGoodAsync(filter, scope)).Count);
                foreach (var split in new[] { PaymentSplit.RefundKinds, PaymentSplit.RefundTimes })
                {
                    var (lines, read) = (await world.Payments.FacetAsync(split, filter, scope), await new PaymentQueries(world.Store, cache, world.Clock).FacetAsync(split, filter, scope));
                    Assert.Equal(read?.Select(Line), lines?.Select(Line));
                }
            }
        }
    }

    private static (string Members, string Currency, long Count, long Base, long Minor) Line(FacetLine line) => (string.Join('|', line.Members), line.Currency, line.Count, line.Base, line.Minor);

    private static async Task SameCasesAsFreshAsync(AnalyticsWorld world)
    {
        string[] metrics = ["tickets_created", "tickets_solved", "backlog", "classified_share", "sla_attainment", "first_reply_time", "first_reply_time_wall_clock_p90", "full_resolution_time", "failed_orders", "order_recovery_rate", "lost_order_value", "payments"];
        foreach (var scope in new[] { DataScope.Staff, DataScope.Vendor(await world.VendorAsync("acme")) })
        {
            foreach (var query in new[] { "from=2026-02-20&to=2026-04-01", "from=2026-03-10&to=2026-03-20", "from=2026-02-20&to=2026-04-01&vendor=birch" })
            {
                var (filter, fresh) = (world.Filter(query), new MetricQueries(world.Store, new ResultCache(world.Test.Store), world.Clock));
                var (now, expected) = (await world.Metrics.SeriesAsync(metrics, filter, scope, Bucket.Week), await fresh.SeriesAsync(metrics, filter, scope, Bucket.Week));
                foreach (var metric in metrics)
                {
                    Assert.Equal(
                        expected[metric].Points.Select(point => (point.Value.Numerator, point.Value.Denominator, point.Value.Seconds, point.Value.Converted?.Total)),
                        now[metric].Points.Select(point => (point.Value.Numerator, point.Value.Denominator, point.Value.Seconds, point.Value.Converted?.Total)));
                }
                foreach (var (metric, by) in new[] { ("tickets_created", "priority"), ("backlog", "vendor"), ("failed_orders", "cause"), ("failed_orders", "vendor"), ("sla_attainment", "vendor"), ("payments", "gateway"), ("approval_rate", "vendor"), ("payments", "currency") })
                {
                    var (parts, read) = (await world.Metrics.BreakdownAsync(metric, by, filter, scope), await fresh.BreakdownAsync(metric, by, filter, scope));
                    Assert.Equal(read.Members.Select(member => (member.Key, member.Value.Numerator, member.Value.Denominator)), parts.Members.Select(member => (member.Key, member.Value.Numerator, member.Value.Denominator)));
                }
            }
        }
    }

    [StoreFact]
    public async Task WinRateByValue_IsOfChallengedDisputesDecidedInThePeriod(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Won 30 and 20, lost 150 after evidence, accepted 80 without any; one more was won before the period.
            foreach (var (id, state, amount, evidence, day) in new[]
                     {
                         ("w1", "won", 3_000L, true, 10), ("w2", "won", 2_000L, true, 12), ("l1", "lost", 15_000L, true, 20), ("a1", "accepted", 8_000L, false, 21), ("w0", "won", 50_000L, true, -5),
                     })
            {
                var dispute = AnalyticsWorld.Dispute(id, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), state, amount, decided: new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day));
                dispute.EvidenceSubmittedAt = evidence ? dispute.OpenedAt.AddDays(3) : null;
                chunk.Chargebacks.Add(new(dispute, "acme"));
            }
        });
        await world.RefreshAsync();
        var byValue = await world.ValueAsync("win_rate_value", "from=2026-03-01&to=2026-03-31");
        var byCount = await world.ValueAsync("win_rate", "from=2026-03-01&to=2026-03-31");

        Assert.Equal(new Ratio(5_000, 20_000), byValue.Amounts);
        Assert.Equal((2L, 3L), (byValue.Numerator, byValue.Denominator));
        Assert.Equal((2L, 3L), (byCount.Numerator, byCount.Denominator));
    }

    private static async Task SameAsFreshAsync(AnalyticsWorld world)
    {
        var filter = world.Filter("from=2026-02-20&to=2026-04-01");
        var fresh = new MetricQueries(world.Store, new ResultCache(world.Test.Store), world.Clock);
        foreach (var scope in new[] { DataScope.Staff, DataScope.Vendor(await world.VendorAsync("acme")) })
        {
            var (kept, read) = (await world.Metrics.SeriesAsync(s_metrics, filter, scope, Bucket.Day), await fresh.SeriesAsync(s_metrics, filter, scope, Bucket.Day));
            foreach (var metric in s_metrics)
                Assert.Equal(read[metric].Points.Select(Numbers), kept[metric].Points.Select(Numbers));

            // Parts of what is kept, read together with the days they are compared with, say what they would say by themselves.
            var part = world.Filter("from=2026-03-10&to=2026-03-31");
            foreach (var days in new[] { part, part.Compared()! })
            {
                var alone = new MetricQueries(world.Store, new ResultCache(world.Test.Store), world.Clock);
                var (now, expected) = (await world.Metrics.ValuesAsync(s_parts, days, scope), await alone.ValuesAsync(s_parts, days with { Compare = Comparison.None }, scope));
                foreach (var metric in s_parts)
                {
                    Assert.Equal((expected[metric].Numerator, expected[metric].Denominator, expected[metric].N, expected[metric].Seconds), (now[metric].Numerator, now[metric].Denominator, now[metric].N, now[metric].Seconds));
                }
                var (by, byAlone) = (await world.Metrics.BreakdownAsync("disputes", "vendor", days, scope), await alone.BreakdownAsync("disputes", "vendor", days, scope));
                Assert.Equal(byAlone.Members.Select(member => (member.Key, member.Value.Numerator)), by.Members.Select(member => (member.Key, member.Value.Numerator)));
                Assert.Equal(byAlone.MemberCount, by.MemberCount);
            }
        }
    }

    private static (long? Above, long? Below, long N) Numbers(MetricPoint point) => (point.Value.Numerator, point.Value.Denominator, point.Value.N);
}
