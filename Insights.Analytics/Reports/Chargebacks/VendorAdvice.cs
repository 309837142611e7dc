using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>
/// What one vendor should do, from its own disputes alone: patterns found beyond chance, and what is plainly avoidable (disputes that ran out, refunds paid twice,
/// inquiries without an answer, a network's line that is near).
/// </summary>
internal sealed class VendorAdvice(AnalyticsStore store, ResultCache cache, PatternAdvice patterns)
{
    /// <summary>Under this many a share of disputes is one busy afternoon.</summary>
    private const int Fewest = 3;

    /// <summary>A tenth left without an answer is a process that fails, not a slip.</summary>
    private const double TooManyExpired = 0.1;

    /// <summary>Dimensions of the filter that choose among the disputes.</summary>
    private static readonly string[] s_narrowing = ["network", "reason", "currency", "country"];

    /// <param name="setting">Of a vendor's scope.</param>
    public async Task<IReadOnlyList<Recommendation>> ForAsync(ReportSetting setting, IReadOnlyList<ProgrammeStanding> standings, CancellationToken cancel)
    {
        var found = new List<(ChargebackAction, ActionEvidence)>(await patterns.FindAsync(setting, cancel));
        var sums = (await cache.GetAsync($"advice|{setting.Range}|{setting.Scope.CacheKey}|{string.Join('&', s_narrowing.SelectMany(dimension => setting.Filter.Values.GetValueOrDefault(dimension, []).Select(value => dimension + "=" + value)))}", () => SumsAsync(setting)))
            .ToList();
        var disputes = sums.Sum(sum => sum.Disputes);
        Avoidable("A13", "disputes ran out without an answer", sum => (sum.Expired, sum.ExpiredCost), disputes, TooManyExpired, filter => filter.With("state", "expired"));
        Avoidable("A16", "disputes of payments that were refunded in full, and lost", sum => (sum.RefundedLost, sum.RefundedLostCost), disputes, 0, null);
        Avoidable("A15", "inquiries not answered in time", sum => (sum.LateInquiries, sum.LateInquiriesCost), sums.Sum(sum => sum.Inquiries), 0, null);
        if (standings.FirstOrDefault(standing => standing.Status >= ProgrammeStatus.Near) is { } close)
        {
            var ratio = close.Verdict.Ratio;
            found.Add((ActionCatalog.Get("A14"), new(
                $"{close.Programme}, {ProgrammeTelling.Status(close)}", ratio.Numerator, ratio.Denominator, false, null, Against.Interval(ratio), null, null, null, ProgrammeTables.Detail(close))));
        }

        return Recommendation.Of(found);

        void Avoidable(string actionId, string what, Func<Avoided, (long Count, long Cost)> these, long of, double atLeast, Func<ReportFilter, ReportFilter>? rows)
        {
            var counts = sums.ConvertAll(sum => (sum.Currency, These: these(sum))).FindAll(sum => sum.These.Count > 0);
            var count = counts.Sum(sum => sum.These.Count);
            if (count < Fewest || count <= atLeast * of)
                return;
            // Amounts and fees of one currency for thirty days; several currencies have no one amount.
            var cost = counts.Count == 1 ? new Money((long)Math.Round(counts[0].These.Cost * 30.0 / setting.Range.Days), counts[0].Currency) : (Money?)null;
            found.Add((ActionCatalog.Get(actionId), new(
                what, count, of, true, null, ProportionInterval.Wilson(new(count, of)), null, null, cost,
                rows is null ? null : RowLinks.To(RowSets.DisputesOpened, rows(setting.Filter)))));
        }
    }

    /// <summary>Currency by currency; from the daily sums, unless the filter narrows by what these are not split by.</summary>
    private async Task<IReadOnlyList<Avoided>> SumsAsync(ReportSetting setting)
    {
        var (from, to) = (setting.Range.From.ToDateOnly(), setting.Range.To.ToDateOnly());
        KeyValuePair<string, IReadOnlyList<string>>[] chosen = [.. s_narrowing.Where(setting.Filter.Values.ContainsKey).Select(dimension => KeyValuePair.Create(dimension, setting.Filter.Values[dimension]))];
        var applied = new AppliedFilter(setting.Filter, setting.Scope, null, chosen, default);
        if (chosen.All(pair => pair.Key == "currency"))
        {
            return [.. (await LedgerMargins.OfAsync(store, cache, applied, setting.Range, setting.Range)).Received(from, to).GroupBy(row => row.Currency, StringComparer.Ordinal).Select(group => new Avoided(
                group.Key, group.Sum(row => row.Received), group.Sum(row => row.Expired), group.Sum(row => row.ExpiredCostMinor), group.Sum(row => row.RefundedLost), group.Sum(row => row.RefundedLostCostMinor),
                group.Sum(row => row.Inquiries), group.Sum(row => row.LateInquiries), group.Sum(row => row.LateInquiriesCostMinor)))];
        }
        await using var context = store.Open(setting.Scope);
        var rows = await context.DisputeLedger.AsNoTracking().Where(row => row.OpenedDay >= from && row.OpenedDay <= to).WhereFilter(FactKind.Disputes, applied)
            .Select(row => new { row.IsDispute, row.Outcome, row.Stage, row.RefundState, row.RespondedLate, Cost = row.AmountMinor + row.FeeMinor - row.FeeReturnedMinor, row.Currency }).ToListAsync(CancellationToken.None);
        return [.. rows.GroupBy(row => row.Currency, StringComparer.Ordinal).Select(group =>
        {
            var disputes = group.Where(row => row.IsDispute).ToList();
            var expired = disputes.FindAll(row => row.Outcome == DisputeState.Expired);
            var lost = disputes.FindAll(row => row.RefundState == DisputeLedger.FullRefund && row.Outcome is (DisputeState.Lost or DisputeState.Accepted or DisputeState.Expired));
            var inquiries = group.Where(row => !row.IsDispute && row.Stage == (int)DisputeStage.Inquiry).ToList();
            var late = inquiries.FindAll(row => row.RespondedLate == 1);
            return new Avoided(group.Key, disputes.Count, expired.Count, expired.Sum(row => row.Cost), lost.Count, lost.Sum(row => row.Cost), inquiries.Count, late.Count, late.Sum(row => row.Cost));
        })];
    }

    private sealed record Avoided(
        string Currency, long Disputes, long Expired, long ExpiredCost, long RefundedLost, long RefundedLostCost, long Inquiries, long LateInquiries, long LateInquiriesCost);
}
