using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Building;

/// <summary>What the numbers ask of a person who decides: at most five sentences, each with its evidence and its rows. Rules, not opinions.</summary>
internal sealed class Decisions(ReportSources sources, IDeadlineQueries deadlines)
{
    private const int Most = 5;

    /// <summary>Disputes of one vendor beyond what the others' activity would give, before it is worth a talk.</summary>
    private const int FewestExcess = 5;

    /// <summary>Standard deviations; wide, because the worst of all vendors is looked at and not one chosen beforehand.</summary>
    private const double FarOut = 3;

    /// <summary>Tickets coming in this much faster than they go out fill a backlog in a few weeks.</summary>
    private const double Overflow = 1.05;

    public async Task<IReadOnlyList<Sentence>> ForAsync(ReportSetting setting, Answers answers, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        var sentences = new List<Sentence?>
        {
            await OverdueAsync(setting, cancel),
            await ServiceLevelsAsync(setting, answers, cancel),
            await ApprovalAsync(setting, findings, cancel),
            await DisputesAsync(setting, cancel),
            Capacity(setting, answers),
            Refunds(findings),
        };
        return [.. sentences.OfType<Sentence>().Take(Most)];
    }

    private async Task<Sentence?> OverdueAsync(ReportSetting setting, CancellationToken cancel)
    {
        var queue = await deadlines.ReadAsync(setting.Filter, setting.Scope, 0, cancel);
        var overdue = queue.Overdue;
        return overdue == 0 ? null : new($"{Words.Count(overdue, "dispute has", "disputes have")} passed the evidence date without an answer: decide who answers disputes, and by when.", "/deadlines?" + setting.Filter.Freeze().ToQueryString());
    }

    private async Task<Sentence?> ServiceLevelsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var attainment = answers.Now(Numbers.Attainment);
        if (!attainment.HasValue || attainment.SmallSample || ProportionInterval.Wilson(new(attainment.Numerator ?? 0, attainment.Denominator ?? 0)) is not { } interval || interval.Upper >= ServiceLevelGoal.Share)
            return null;
        var teams = await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, "team", cancel: cancel);
        var worst = teams.Where(team => team.Breached > 0).MaxBy(team => team.Breached);
        var missed = (attainment.Denominator ?? 0) - (attainment.Numerator ?? 0);
        var where = worst is null ? "" : FormattableString.Invariant($" Most misses are in {worst.Label}: {worst.Breached:N0} of {missed:N0}.");
        return new($"We kept {Words.Value(attainment.ToCell())} of the promised times, below the goal of {Words.Percent(ServiceLevelGoal.Share, 0)}: decide on people or on promises.{where}", RowLinks.To(RowSets.ClocksDecided, setting.Filter));
    }

    private async Task<Sentence?> ApprovalAsync(ReportSetting setting, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        if (findings.FirstOrDefault(finding => finding.Metric.Id == Numbers.ApprovalRate.Id && finding.Judgement == Judgement.Bad) is not { } fell)
            return null;
        var causes = await sources.Metrics.BreakdownAsync(Numbers.FailedPayments.Id, "cause", setting.Filter, setting.Scope, 1, cancel);
        var lead = causes.Members.Count == 0 ? "" : FormattableString.Invariant($" The most frequent cause is {Words.Label(causes.Members[0].Label).ToLowerInvariant()}: {causes.Members[0].Value.Numerator:N0} of {causes.Total.Numerator:N0} failures.");
        return new($"{fell.Title}: decide whether to take it up with the gateway or the issuers.{lead}", RowLinks.To(RowSets.PaymentsFailed, setting.Filter));
    }

    private async Task<Sentence?> DisputesAsync(ReportSetting setting, CancellationToken cancel)
    {
        if (!setting.Scope.IsStaff)
            return null;
        var vendors = await sources.Metrics.BreakdownAsync(Numbers.DisputeActivity.Id, "vendor", setting.Filter, setting.Scope, 1_000, cancel);
        var (disputes, payments) = (vendors.Total.Numerator ?? 0, vendors.Total.Denominator ?? 0);
        var worst = vendors.Members
            .Where(vendor => vendor.Value is { Numerator: > 0, Denominator: > 0 } && vendor.Value.Denominator < payments)
            .Select(vendor =>
            {
                var others = (double)(disputes - vendor.Value.Numerator!.Value) / (payments - vendor.Value.Denominator!.Value);
                var expected = others * vendor.Value.Denominator.Value;
                return (Vendor: vendor, Others: others, Expected: expected, Excess: vendor.Value.Numerator.Value - expected);
            })
            .Where(vendor => vendor.Excess >= FewestExcess && vendor.Excess >= FarOut * Math.Sqrt(vendor.Expected))
            .OrderByDescending(vendor => vendor.Excess)
            .FirstOrDefault();
        return worst.Vendor is null ? null : new(
            FormattableString.Invariant($"Customers of {worst.Vendor.Label} disputed {worst.Vendor.Value.Numerator:N0} payments, {Words.Percent(worst.Vendor.Value.Numerator!.Value / (double)worst.Vendor.Value.Denominator!.Value, 2)} of their number against {Words.Percent(worst.Others, 2)} with the other vendors: decide on a plan with this vendor."),
            RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("vendor", worst.Vendor.Key)));
    }

    private static Sentence? Capacity(ReportSetting setting, Answers answers)
    {
        var (created, solved) = (answers.Now(Numbers.TicketsCreated).Numerator ?? 0, answers.Now(Numbers.TicketsSolved).Numerator ?? 0);
        return created < ProportionInterval.SmallSample || created < Overflow * solved || !Significance.Counts(created, 1, solved, 1)
            ? null
            : new($"{Words.Count(created, "ticket", "tickets")} came in and {Words.Value(new Cell.Count(solved))} were solved: decide on capacity before the backlog shows in reply times.", RowLinks.To(RowSets.TicketsBacklog, setting.Filter));
    }

    private static Sentence? Refunds(IReadOnlyList<Finding> findings) =>
        findings.FirstOrDefault(finding => finding.Metric.Id == Numbers.RefundRate.Id && finding.Direction > 0) is { } rose ? new($"{rose.Title}: decide whether a product or a policy is behind it.", rose.Link) : null;
}
