using System.Globalization;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Reads daily sums: from margins where one dimension is asked for, from the facts of the days where several are.</summary>
internal sealed class DayLoader(AnalyticsStore store, ReportingDays days, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    public async Task<DayRows> PaymentsAsync(DateOnly from, DateOnly to, string? by)
    {
        if (MarginPlan.For(FactKind.Payments, filter, by) is not { } plan)
            return await new FactDays(store, days, vendors, filter, cancel).PaymentsAsync(from, to, by);
        await using var context = store.Open(filter.Scope);
        var rows = Planned(context.DailyPayments, plan, from, to);
        if (Currencies() is { } currencies)
            rows = rows.Where(row => currencies.Contains(row.Currency));

        var sums = new DaySums();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Sums add = default;
            add[PaymentColumns.Succeeded] = row.Succeeded;
            add[PaymentColumns.SucceededMinor] = row.SucceededMinor;
            add[PaymentColumns.Failed] = row.Failed;
            add[PaymentColumns.FailedMinor] = row.FailedMinor;
            add[PaymentColumns.Pending] = row.Pending;
            add[PaymentColumns.PendingMinor] = row.PendingMinor;
            add[PaymentColumns.Refunds] = row.Refunds;
            add[PaymentColumns.RefundsMinor] = row.RefundsMinor;
            add[PaymentColumns.RefundsFailed] = row.RefundsFailed;
            add[PaymentColumns.RefundsFailedMinor] = row.RefundsFailedMinor;
            add[PaymentColumns.RefundsPending] = row.RefundsPending;
            add[PaymentColumns.RefundsPendingMinor] = row.RefundsPendingMinor;
            add[PaymentColumns.ThreeDsKnown] = row.ThreeDsKnown;
            add[PaymentColumns.ThreeDsUsed] = row.ThreeDsUsed;
            add[PaymentColumns.ThreeDsUsedMinor] = row.ThreeDsUsedMinor;
            sums.Add(UnixTime.ToDays(row.Day), Member(plan, row.VendorId, row.Member, row.Currency), row.Currency, add);
        }
        return sums.ToRows();
    }

    public async Task<DayRows> DisputesAsync(DisputeBasis basis, DateOnly from, DateOnly to, string? by)
    {
        if (MarginPlan.For(FactKind.Disputes, filter, by) is not { } plan)
            return await new FactDays(store, days, vendors, filter, cancel).DisputesAsync(basis, from, to, by);
        await using var context = store.Open(filter.Scope);
        var rows = Planned(context.DailyDisputes.Where(row => row.Basis == basis), plan, from, to);
        if (Currencies() is { } currencies)
            rows = rows.Where(row => currencies.Contains(row.Currency));

        var sums = new DaySums();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Sums add = default;
            add[DisputeColumns.Disputes] = row.Disputes;
            add[DisputeColumns.DisputedMinor] = row.DisputedMinor;
            add[DisputeColumns.ChallengedDecided] = row.ChallengedDecided;
            add[DisputeColumns.ChallengedDecidedMinor] = row.ChallengedDecidedMinor;
            add[DisputeColumns.Won] = row.Won;
            add[DisputeColumns.Lost] = row.Lost;
            add[DisputeColumns.LostMinor] = row.LostMinor;
            add[DisputeColumns.RecoveredOnLostMinor] = row.RecoveredOnLostMinor;
            add[DisputeColumns.FeeMinor] = row.FeeMinor;
            add[DisputeColumns.FeeReturnedMinor] = row.FeeReturnedMinor;
            add[DisputeColumns.FraudDisputes] = row.FraudDisputes;
            add[DisputeColumns.FraudDisputedMinor] = row.FraudDisputedMinor;
            add[DisputeColumns.FraudNotices] = row.FraudNotices;
            add[DisputeColumns.FraudNoticesMinor] = row.FraudNoticesMinor;
            sums.Add(UnixTime.ToDays(row.Day), Member(plan, row.VendorId, row.Member, row.Currency), row.Currency, add);
        }
        return sums.ToRows();
    }

    /// <param name="from">The first day; null = from the beginning, which a level such as the backlog needs.</param>
    public async Task<DayRows> TicketsAsync(DateOnly? from, DateOnly to, string? by)
    {
        if (MarginPlan.For(FactKind.Tickets, filter, by) is not { } plan)
            return await new FactDays(store, days, vendors, filter, cancel).TicketsAsync(from, to, by);
        await using var context = store.Open(filter.Scope);
        var rows = Planned(context.DailyTickets, plan, from ?? DateOnly.MinValue, to);

        var sums = new DaySums();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Sums add = default;
            add[TicketMargins.Created] = row.Created;
            add[TicketMargins.Solved] = row.Solved;
            add[TicketMargins.UnsolvedBegan] = row.UnsolvedBegan;
            add[TicketMargins.UnsolvedEnded] = row.UnsolvedEnded;
            add[TicketMargins.Classified] = row.Classified;
            add[TicketMargins.WordsKnown] = row.WordsKnown;
            add[TicketMargins.WordsAgree] = row.WordsAgree;
            sums.Add(UnixTime.ToDays(row.Day), Member(plan, row.VendorId, row.Member, ""), "", add);
        }
        return sums.ToRows();
    }

    /// <summary>Promises decided, where nothing but a vendor is chosen: the margin is split no further.</summary>
    public async Task<DayRows> ClocksAsync(DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var plan = MarginPlan.For(FactKind.Clocks, filter, by)!;
        var sums = new DaySums();
        await foreach (var row in Planned(context.DailyClocks, plan, from, to).AsAsyncEnumerable().WithCancellation(cancel))
        {
            Sums add = default;
            add[ClockColumns.FirstReplyMet] = row.FirstReplyMet;
            add[ClockColumns.FirstReplyBreached] = row.FirstReplyBreached;
            add[ClockColumns.ResolutionMet] = row.ResolutionMet;
            add[ClockColumns.ResolutionBreached] = row.ResolutionBreached;
            add[ClockColumns.OtherMet] = row.OtherMet;
            add[ClockColumns.OtherBreached] = row.OtherBreached;
            sums.Add(UnixTime.ToDays(row.Day), Member(plan, row.VendorId, row.Member, ""), "", add);
        }
        return sums.ToRows();
    }

    /// <summary>The plan's piece of a margin table.</summary>
    private static IQueryable<T> Planned<T>(IQueryable<T> rows, MarginPlan plan, DateOnly from, DateOnly to) where T : class, IMarginRow
    {
        rows = rows.AsNoTracking().Where(row => row.Dimension == plan.Dimension && row.Day >= from && row.Day <= to);
        rows = plan.VendorIds is { } ids ? rows.Where(row => ids.Contains(row.VendorId)) : rows.Where(row => row.VendorId >= 0);
        return plan.Members is { } members ? rows.Where(row => members.Contains(row.Member)) : rows;
    }

    private string[]? Currencies() => filter.Values.FirstOrDefault(pair => pair.Key == "currency").Value?.ToArray();

    private string Member(MarginPlan plan, int vendorId, string member, string currency) => plan.MemberIs switch
    {
        MemberIs.Member => member,
        MemberIs.Currency => currency,
        MemberIs.VendorId => vendors.Code(vendorId),
        MemberIs.VendorIdText => vendors.Code(int.Parse(member, CultureInfo.InvariantCulture)),
        _ => "",
    };
}

/// <summary>Adds rows of the same day, member and currency.</summary>
internal sealed class DaySums
{
    private readonly Dictionary<(int Day, string Member, string Currency), Sums> _rows = [];

    public void Add(int day, string member, string currency, ReadOnlySpan<long> add)
    {
        ref var sums = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_rows, (day, member, currency), out _);
        for (var i = 0; i < Sums.Length; i++)
            sums[i] += add[i];
    }

    public DayRows ToRows() => new([.. _rows.Select(row => new DayRow(row.Key.Day, row.Key.Member, row.Key.Currency, row.Value)).OrderBy(row => row.Day)]);
}
