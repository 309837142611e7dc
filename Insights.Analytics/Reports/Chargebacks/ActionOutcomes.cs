using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>An action that was taken, and what came of it.</summary>
/// <param name="Windows">Null while it is too early to say.</param>
internal sealed record ActionOutcome(TakenActionLine Line, ChargebackAction Action, FollowUpWindows? Windows, FollowUp? FollowUp);

/// <summary>Looks what came of the actions a vendor says it has taken: disputes the action aims at, per payment, before and after, at equal maturity.</summary>
internal sealed class ActionOutcomes(AnalyticsStore store, IMetricQueries metrics, ITakenActions taken)
{
    /// <summary>In the order of <see cref="ITakenActions.OfAsync"/>, without those taken back.</summary>
    /// <param name="setting">Of a vendor's scope: dates count in its zone, up to the day its data speaks of.</param>
    public async Task<IReadOnlyList<ActionOutcome>> OfAsync(ReportSetting setting, CancellationToken cancel)
    {
        if (setting.Scope.Kind != ScopeKind.Vendor)
            return [];
        var outcomes = new List<ActionOutcome>();
        foreach (var line in await taken.OfAsync(setting.Scope, cancel))
        {
            if (!line.IsInForce || ActionCatalog.Find(line.ActionId) is not { } action)
                continue;
            // The day the data ends on is not over.
            var windows = FollowUpWindows.For(line.Day, setting.AsOfDay.PlusDays(-1));
            outcomes.Add(new(line, action, windows, windows is null ? null : FollowUp.Of(await RateAsync(setting, action, windows.Before, windows.LagDays, cancel), await RateAsync(setting, action, windows.After, windows.LagDays, cancel))));
        }

        var together = FollowUp.Together([.. outcomes.Select(outcome => outcome.FollowUp)]);
        return [.. outcomes.Select((outcome, i) => outcome with { FollowUp = together[i] })];
    }

    private async Task<Ratio> RateAsync(ReportSetting setting, ChargebackAction action, DateRange charged, int lagDays, CancellationToken cancel)
    {
        var (from, to) = (charged.From.ToDateOnly(), charged.To.ToDateOnly());
        await using var context = store.Open(setting.Scope);
        var disputes = context.DisputeLedger.AsNoTracking().Where(row => row.ChargedDay >= from && row.ChargedDay <= to && row.IsDispute && row.DaysToDispute <= lagDays);
        if (action.Categories.Count > 0)
        {
            string[] categories = [.. action.Categories];
            disputes = disputes.Where(row => row.ReasonCategory != null && categories.Contains(row.ReasonCategory));
        }

        var counted = await disputes.CountAsync(cancel);
        var payments = await metrics.ValueAsync(Numbers.Payments.Id, new ReportFilter { Range = charged }, setting.Scope, cancel);
        return new(counted, payments.Numerator ?? 0);
    }
}
