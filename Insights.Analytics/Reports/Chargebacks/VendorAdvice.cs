using Insights.Analytics.Metrics.Chargebacks.Actions;
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

    /// <param name="setting">Of a vendor's scope.</param>
    public async Task<IReadOnlyList<Recommendation>> ForAsync(ReportSetting setting, IReadOnlyList<ProgrammeStanding> standings, CancellationToken cancel)
    {
        var found = new List<(ChargebackAction, ActionEvidence)>(await patterns.FindAsync(setting, cancel));
        var (from, to) = (setting.Range.From.ToDateOnly(), setting.Range.To.ToDateOnly());
        var disputes = (await cache.GetAsync($"advice|{setting.Range}|{setting.Scope.CacheKey}", async () =>
        {
            await using var context = store.Open(setting.Scope);
            return await context.DisputeLedger.AsNoTracking().Where(row => row.OpenedDay >= from && row.OpenedDay <= to)
                .Select(row => new Plain(row.IsDispute, row.Outcome, row.Stage, row.RefundState, row.RespondedAt, row.RespondedLate, row.AmountMinor, row.FeeMinor, row.FeeReturnedMinor, row.Currency, row.Network, row.ReasonCategory, row.Country)).ToListAsync(CancellationToken.None);
        })).FindAll(dispute => dispute.IsChosen(setting.Filter));

        var counted = disputes.Where(dispute => dispute.IsDispute).ToList();
        Avoidable("A13", "disputes ran out without an answer", [.. counted.Where(dispute => dispute.Outcome == "expired")], counted.Count, TooManyExpired, filter => filter.With("state", "expired"));
        Avoidable("A16", "disputes of payments that were refunded in full, and lost", [.. counted.Where(dispute => dispute.RefundState == DisputeLedger.FullRefund && dispute.Outcome is "lost" or "accepted" or "expired")], counted.Count, 0, null);
        var inquiries = disputes.Where(dispute => !dispute.IsDispute && dispute.Stage == 1).ToList();
        Avoidable("A15", "inquiries not answered in time", [.. inquiries.Where(inquiry => inquiry.RespondedLate == 1)], inquiries.Count, 0, null);
        if (standings.FirstOrDefault(standing => standing.Status >= ProgrammeStatus.Near) is { } close)
        {
            var ratio = close.Verdict.Ratio;
            found.Add((ActionCatalog.Get("A14"), new(
                $"{close.Programme}, {ProgrammeTelling.Status(close)}", ratio.Numerator, ratio.Denominator, false, null, Against.Interval(ratio), null, null, null, ProgrammeTables.Detail(close))));
        }

        return Recommendation.Of(found);

        void Avoidable(string actionId, string what, IReadOnlyList<Plain> these, int of, double atLeast, Func<ReportFilter, ReportFilter>? rows)
        {
            if (these.Count < Fewest || these.Count <= atLeast * of)
                return;
            found.Add((ActionCatalog.Get(actionId), new(
                what, these.Count, of, true, null, ProportionInterval.Wilson(new(these.Count, of)), null, null, MonthlyCost(setting, these),
                rows is null ? null : RowLinks.To(RowSets.DisputesOpened, rows(setting.Filter)))));
        }
    }

    /// <summary>Amounts and fees of one currency for thirty days; several currencies have no one amount.</summary>
    private static Money? MonthlyCost(ReportSetting setting, IReadOnlyList<Plain> disputes)
    {
        var currencies = disputes.Select(dispute => dispute.Currency).Distinct(StringComparer.Ordinal).ToList();
        return currencies.Count != 1 ? null : new((long)Math.Round(disputes.Sum(dispute => dispute.AmountMinor + dispute.FeeMinor - dispute.FeeReturnedMinor) * 30.0 / setting.Range.Days), currencies[0]);
    }

    private sealed record Plain(bool IsDispute, string? Outcome, int Stage, string RefundState, DateTime? RespondedAt, int? RespondedLate, long AmountMinor, long FeeMinor, long FeeReturnedMinor, string Currency, string? Network, string? Reason, string? Country)
    {
        public bool IsChosen(ReportFilter filter) => Is(filter, "network", Network) && Is(filter, "reason", Reason) && Is(filter, "currency", Currency) && Is(filter, "country", Country);

        private static bool Is(ReportFilter filter, string dimension, string? value) =>
            !filter.Values.TryGetValue(dimension, out var chosen) || chosen.Contains(value ?? ReportFilter.Unknown, StringComparer.OrdinalIgnoreCase);
    }
}
