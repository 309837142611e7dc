using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>An action that was taken, and what came of it.</summary>
/// <param name="Windows">Null while it is too early to say.</param>
internal sealed record ActionOutcome(TakenActionLine Line, ChargebackAction Action, FollowUpWindows? Windows, FollowUp? FollowUp);

/// <summary>Looks what came of the actions a vendor says it has taken: disputes the action aims at, per payment, before and after, at equal maturity.</summary>
internal sealed class ActionOutcomes(IReportingStore store, IMetricQueries metrics, ITakenActions taken)
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

        return outcomes;
    }

    private async Task<Ratio> RateAsync(ReportSetting setting, ChargebackAction action, DateRange charged, int lagDays, CancellationToken cancel)
    {
        var (start, end) = charged.In(setting.Workspace.ReportingZone);
        var (from, to) = (start.ToDateTimeUtc(), end.ToDateTimeUtc());
        await using var context = store.Open(setting.Scope);
        var disputes = await context.Chargebacks.During(from, to.AddDays(lagDays + 1))
            .Where(dispute => dispute.IsDispute && dispute.ChargedAt >= from && dispute.ChargedAt < to)
            .Select(dispute => new { dispute.OpenedAt, ChargedAt = dispute.ChargedAt!.Value, dispute.ReasonCategory }).ToListAsync(cancel);
        var counted = disputes.Count(dispute => dispute.OpenedAt - dispute.ChargedAt <= TimeSpan.FromDays(lagDays)
            && (action.Categories.Count == 0 || action.Categories.Contains(dispute.ReasonCategory ?? "", StringComparer.Ordinal)));
        var payments = await metrics.ValueAsync(Numbers.Payments.Id, new ReportFilter { Range = charged }, setting.Scope, cancel);
        return new(counted, payments.Numerator ?? 0);
    }
}
