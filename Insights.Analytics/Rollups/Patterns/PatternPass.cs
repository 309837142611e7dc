using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups.Patterns;

/// <summary>
/// Searches the last 52 weeks for patterns: one streaming pass over the payments into dense counts by every dimension, and a second one only where something was found,
/// to tell causes apart. Reads outside any write transaction; what it finds replaces the last run's rows in one.
/// </summary>
internal sealed class PatternPass(AnalyticsStore store, TimeProvider clock)
{
    /// <summary>Of the rules of the search: dimensions, bands, tests. Grows when the same data would give other patterns.</summary>
    internal const string Version = "2";

    private readonly PatternTable _table = new(store, clock);

    public async Task<PatternRun> RunAsync(IProgress<(double Fraction, string Text)>? progress, CancellationToken cancel)
    {
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        using var facts = store.Reporting.OpenFactReader();
        var days = new ReportingDays(workspace.ReportingZone);
        // The last day of a feed is seldom whole.
        var to = facts.Range<Transaction>() is { } range ? days.DateOf(range.Last).AddDays(-1) : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = to.AddDays(1 - PatternWindow.Days);
        var texts = new PatternTexts();
        var (disputes, withoutPayment) = await DisputesAsync(from, to, cancel);
        var development = Development.Of(
            disputes.Values.SelectMany(ofPayment => ofPayment).Where(row => row.DaysToDispute >= 0).Select(row => (to.DayNumber - row.ChargedDay!.Value.DayNumber, row.DaysToDispute!.Value)), PatternWindow.Days);

        var survey = new ExposureSurvey(development);
        var cases = new List<PatternCase>();
        Read(facts, texts, workspace.ReportingZone, days, from, to, (key, features) =>
        {
            survey.Add(features.Vendor, features.Day, features.Codes);
            if (disputes.TryGetValue(key, out var ofPayment))
                cases.AddRange(ofPayment.Select(row => Case(row, features, texts)));
        }, day => progress?.Report((0.55 * day / PatternWindow.Days, "payments by every dimension")), cancel);

        var result = PatternSearch.Run(survey, cases, sink => Read(facts, texts, workspace.ReportingZone, days, from, to, (_, features) => sink(features.Vendor, features.Day, features.Codes),
            day => progress?.Report((0.55 + (0.4 * day / PatternWindow.Days), "payments of what was found")), cancel));
        return await _table.ReplaceAsync(new(from, to, withoutPayment, result, cases, texts), cancel);
    }

    private static void Read(IFactReader facts, PatternTexts texts, DateTimeZone zone, ReportingDays days, DateOnly from, DateOnly to, Action<long, PaymentFeatures> each, Action<int> progress, CancellationToken cancel)
    {
        var features = new PaymentFeatures(texts, zone, from);
        using var cursor = facts.Read<Transaction>(days.Start(from), days.End(to), PaymentFeatures.Columns);
        var read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFFF) == 0)
            {
                cancel.ThrowIfCancellationRequested();
                progress(features.Day);
            }
            if (features.Take(cursor))
                each(cursor.Int64(0), features);
        }
    }

    /// <summary>Disputes on charges of the window that were opened in it, by the key of their payment.</summary>
    private async Task<(Dictionary<long, List<LedgerLine>> ByPayment, long WithoutPayment)> DisputesAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var analytics = store.Open(DataScope.Staff);
        var rows = analytics.DisputeLedger.AsNoTracking().Where(row => row.IsDispute && row.OpenedDay >= from && row.OpenedDay <= to);
        var without = await rows.LongCountAsync(row => row.PaymentKey == null, cancel);
        var byPayment = new Dictionary<long, List<LedgerLine>>();
        await foreach (var row in rows.Where(row => row.PaymentKey != null && row.ChargedDay >= from && row.ChargedDay <= to).OrderBy(row => row.DisputeKey)
            .Select(row => new LedgerLine(row.PaymentKey!.Value, row.DisputeKey, row.SourceId, row.DisputeRef, row.ReasonCategory, row.OpenedAt, row.ChargedDay, row.DaysToDispute, row.AmountMinor, row.Currency,
                row.RefundState, row.ContactAt, row.ContactRepliedAt, row.ContactSolvedAt)).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!byPayment.TryGetValue(row.PaymentKey, out var ofPayment))
                byPayment[row.PaymentKey] = ofPayment = [];
            ofPayment.Add(row);
        }
        return (byPayment, without);
    }

    private static PatternCase Case(LedgerLine row, PaymentFeatures features, PatternTexts texts) => new()
    {
        Vendor = features.Vendor,
        Day = features.Day,
        Codes = features.Codes.ToArray(),
        Outcomes =
        [
            texts.ReasonOf(row.Reason),
            row.DaysToDispute is { } lag ? PatternBands.OfDays(lag) : 0,
            row.RefundState switch { DisputeLedger.FullRefund => 3, DisputeLedger.PartialRefund => 2, _ => 1 },
            row.ContactAt is null ? 1 : row.RepliedAt is null || row.RepliedAt > row.OpenedAt ? 2 : row.SolvedAt is null || row.SolvedAt > row.OpenedAt ? 3 : 4,
        ],
        AmountMinor = row.AmountMinor,
        Currency = row.Currency,
        Key = row.DisputeKey,
        SourceId = row.SourceId,
        Ref = row.Ref,
        OpenedAt = row.OpenedAt,
    };

    private sealed record LedgerLine(
        long PaymentKey, long DisputeKey, int SourceId, string Ref, string? Reason, DateTime OpenedAt, DateOnly? ChargedDay, int? DaysToDispute, long AmountMinor, string Currency,
        string RefundState, DateTime? ContactAt, DateTime? RepliedAt, DateTime? SolvedAt);
}

/// <summary>What a run found, with the texts behind its codes.</summary>
internal sealed record PatternFindings(DateOnly From, DateOnly To, long WithoutPayment, PatternResult Result, IReadOnlyList<PatternCase> Cases, PatternTexts Texts);
