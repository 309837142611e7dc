using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The same daily sums from the rows themselves, for filters over several dimensions at once. The scope's own context reads them.</summary>
internal sealed class FactDays(AnalyticsStore store, ReportingDays days, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    public async Task<DayRows> PaymentsAsync(DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Reporting.Open(filter.Scope);
        var rows = context.Transactions.During(days.Start(from), days.End(to)).Where(row => row.Kind == "charge" || row.Kind == "refund").WherePayments(filter, days, days.Start(from), days.End(to));
        var sums = new DaySums();
        await foreach (var row in rows
            .Select(row => new { row.OccurredAt, row.VendorId, row.Kind, row.Status, row.AmountMinor, row.Currency, row.Gateway, row.Method, row.Brand, row.Country, row.CustomerCountry, row.FailureCause, row.ThreeDs })
            .AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!PaymentColumns.Of(row.Kind, row.Status, row.AmountMinor, row.ThreeDs, out var add))
                continue;
            var member = by switch
            {
                null => "",
                "vendor" => vendors.Code(row.VendorId),
                "currency" => row.Currency,
                "gateway" => MemberConditions.Member(row.Gateway),
                "method" => MemberConditions.Member(row.Method),
                "brand" or "network" => MemberConditions.Member(row.Brand),
                "country" => MemberConditions.Member(row.Country),
                "customer_country" => MemberConditions.Member(row.CustomerCountry),
                "cause" => MemberConditions.Member(row.FailureCause),
                _ => throw NotCarried(by),
            };
            sums.Add(days.Of(UnixTime.ToSeconds(row.OccurredAt)), member, row.Currency, add);
        }
        return sums.ToRows();
    }

    private static ArgumentException NotCarried(string dimension) => new($"These rows carry no {dimension}.", nameof(dimension));
}

internal static class ClockMember
{
    public static string Of(TicketClock clock, string? by, VendorNames vendors) => by switch
    {
        null => "",
        "vendor" => vendors.Code(clock.VendorId),
        "channel" => MemberConditions.Member(clock.Channel),
        "category" => MemberConditions.Member(clock.Category),
        "priority" => MemberConditions.Member(clock.Priority),
        "team" => MemberConditions.Member(clock.Team),
        "tier" => MemberConditions.Member(clock.Tier),
        "state" => MemberConditions.Member(clock.State),
        "issue" => MemberConditions.Member(clock.Issue),
        "issue_cause" => MemberConditions.Member(clock.IssueCause),
        "agent" => MemberConditions.Member(clock.Agent),
        "policy" => MemberConditions.Member(clock.Policy),
        "metric" => clock.Metric,
        "cause" => MemberConditions.Member(clock.Cause),
        "party" => MemberConditions.Member(clock.Party),
        "hour" => WeekHours.Key(clock.CreatedHour),
        "replied" => clock.ClosedHour is { } hour ? WeekHours.Key(hour) : ReportFilter.Unknown,
        _ => throw new ArgumentException($"Clocks carry no {by}.", nameof(by)),
    };
}

internal static class DisputeRows
{
    /// <summary>The rows of the sets that no margin holds, by dispute date. What a fraud report is, is said once more in <see cref="NetworkMonths"/>.</summary>
    public static IQueryable<Chargeback> Counted(DbSet<Chargeback> disputes, string rowSet, ProgrammeSettings settings, DateTime from, DateTime to)
    {
        var rows = disputes.During(from, to);
        var withFraud = settings.DisputesIncludeFraud;
        return rowSet == RowSets.FraudNotices
            ? rows.Where(row => !row.IsDispute && row.State == "fraud_notice")
            : rows.Where(row => row.Network == "visa" && ((!row.IsDispute && row.State == "fraud_notice") || (row.IsDispute && (withFraud || row.ReasonGroup != "fraud"))));
    }

    /// <summary>Disputes whose date of this kind lies in [from, to).</summary>
    public static IQueryable<Chargeback> By(DbSet<Chargeback> disputes, DisputeBasis basis, DateTime from, DateTime to) => (basis switch
    {
        DisputeBasis.Opened => disputes.During(from, to),
        DisputeBasis.Charged => disputes.AsNoTracking().Where(row => row.ChargedAt >= from && row.ChargedAt < to),
        _ => disputes.AsNoTracking().Where(row => row.DecidedAt >= from && row.DecidedAt < to),
    }).Where(row => row.IsDispute);
}
