using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Building;

/// <summary>What the numbers ask of a person who decides: at most five sentences, each with its evidence and its rows. Rules, not opinions.</summary>
internal sealed class Decisions(ReportSources sources, DisputeList disputeList)
{
    private const int Most = 5;

    /// <summary>One vendor behind a quarter of all disputes is a talk to have with that vendor.</summary>
    private const double LargeShare = 0.25;
    private const int FewestDisputes = 10;

    /// <summary>Tickets coming in this much faster than they go out fill a backlog in a few weeks.</summary>
    private const double Overflow = 1.05;

    public async Task<IReadOnlyList<Sentence>> ForAsync(ReportSetting setting, Answers answers, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        var sentences = new List<Sentence?>
        {
            await OverdueAsync(setting, cancel),
            await ServiceLevelsAsync(setting, answers, cancel),
            await ApprovalAsync(setting, findings, cancel),
            await DisputesAsync(setting, answers, cancel),
            Capacity(setting, answers),
            Refunds(findings),
        };
        return [.. sentences.OfType<Sentence>().Take(Most)];
    }

    private async Task<Sentence?> OverdueAsync(ReportSetting setting, CancellationToken cancel)
    {
        var overdue = (await disputeList.AwaitingAsync(setting, cancel)).Count(dispute => DisputeList.ToInstant(dispute.EvidenceDueAt!.Value) <= setting.Now);
        return overdue == 0 ? null : new($"{Words.Count(overdue, "dispute has", "disputes have")} passed the evidence date without an answer: decide who answers disputes, and by when.", "/chargebacks?" + setting.Filter.Freeze().ToQueryString());
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

    private async Task<Sentence?> DisputesAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var total = answers.Now(Numbers.Disputes).Numerator ?? 0;
        if (!setting.Scope.IsStaff || total < FewestDisputes)
            return null;
        var vendors = await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "vendor", setting.Filter, setting.Scope, 1, cancel);
        if (vendors.Members.Count == 0 || vendors.MemberCount < 2)
            return null;
        var first = vendors.Members[0];
        var count = first.Value.Numerator ?? 0;
        return count < LargeShare * total ? null : new(
            FormattableString.Invariant($"{first.Label} causes {count:N0} of {total:N0} disputes ({Words.Percent((double)count / total, 0)}): decide on a plan with this vendor."),
            RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("vendor", first.Key)));
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
