using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>What a vendor can do so that its customers wait less. Rules, each with its evidence and its rows; none speaks on a handful of tickets.</summary>
internal static class ServiceAdvice
{
    /// <summary>Share of the waiting from which a vendor's own answers are worth talking about.</summary>
    private const double MuchWaiting = 0.1;

    /// <summary>Share of missed targets mostly spent waiting for the vendor, at the lower end of its interval.</summary>
    private const double ManyMissed = 0.05;

    /// <summary>Share of all tickets from which a topic stands out, at the lower end of its interval.</summary>
    private const double LeadingTopic = 0.2;

    private static readonly Dictionary<string, string> s_byTopic = new(StringComparer.Ordinal)
    {
        ["failed_payment"] = "Tell customers at the checkout why a payment was declined and what else they can pay with.",
        ["delayed_payment"] = "Say at the checkout how long a payment may take to arrive, and confirm it when it does.",
        ["refund"] = "Publish how long refunds take and send proof with the date: most of these tickets ask where the money is.",
        ["billing_error"] = "Itemise invoices and correct wrong amounts before the customer asks.",
        ["fraud"] = "Look at large orders and many cards by hand, and answer reports of misuse the same day.",
        ["chargeback"] = "Answer customers before they go to their bank; the chargeback report shows why they do.",
        ["payment_method"] = "Explain which payment methods work where, and remind customers before a card expires.",
        ["account"] = "Let customers change their own data, and make signing in easier to recover.",
    };

    public static IReadOnlyList<Sentence> For(ReportSetting setting, IReadOnlyList<WaitingLine> waiting, CauseLine causes, MetricBreakdown categories)
    {
        var advice = new List<Sentence?> { Waiting(setting, waiting), Missed(setting, causes), Topic(setting, categories) };
        return [.. advice.OfType<Sentence>()];
    }

    private static Sentence? Waiting(ReportSetting setting, IReadOnlyList<WaitingLine> waiting)
    {
        var (clocks, vendor, total) = (waiting.Sum(line => line.Clocks), waiting.Sum(line => line.Vendor), waiting.Sum(line => line.Total));
        return ProportionInterval.IsSmall(clocks) || total == 0 || vendor < MuchWaiting * total ? null : new(
            FormattableString.Invariant($"Answer the desk's questions sooner: {Words.Percent((double)vendor / total, 0)} of the time of {clocks:N0} clocks was waiting for you. Name one contact for payment questions who answers within a working day. [S1]"),
            RowLinks.To(RowSets.ClocksDecided, setting.Filter));
    }

    private static Sentence? Missed(ReportSetting setting, CauseLine causes) =>
        causes.Vendor < 3 || ProportionInterval.Wilson(new(causes.Vendor, causes.Total)) is not { } interval || interval.Lower < ManyMissed ? null : new(
            FormattableString.Invariant($"{Words.Count(causes.Vendor, "missed target", "missed targets")} of {causes.Total:N0} spent most of the time waiting for you ({Words.Percent((double)causes.Vendor / causes.Total, 0)}, 95 % interval {ReasonFindings.Interval(new(causes.Vendor, causes.Total))}{(ProportionInterval.IsSmall(causes.Total) ? ", a small sample" : "")}): look through these tickets for what the desk could have known beforehand, and hand it over. [S2]"),
            RowLinks.To(RowSets.ClocksBreached, setting.Filter.With("cause", "vendor")));

    private static Sentence? Topic(ReportSetting setting, MetricBreakdown categories)
    {
        var total = categories.Total.Numerator ?? 0;
        var lead = categories.Members.FirstOrDefault(member => s_byTopic.ContainsKey(member.Key));
        return lead is null || ProportionInterval.IsSmall(total) || ProportionInterval.Wilson(new(lead.Value.Numerator ?? 0, total)) is not { } interval || interval.Lower < LeadingTopic ? null : new(
            FormattableString.Invariant($"{Words.Label(lead.Label)} leads: {lead.Value.Numerator:N0} of {Words.Count(total, "ticket", "tickets")} ({Words.Percent((double)(lead.Value.Numerator ?? 0) / total, 0)}, 95 % interval {ReasonFindings.Interval(new(lead.Value.Numerator ?? 0, total))}). {s_byTopic[lead.Key]} [S3]"),
            RowLinks.To(RowSets.TicketsCreated, setting.Filter.With("category", lead.Key)));
    }
}
