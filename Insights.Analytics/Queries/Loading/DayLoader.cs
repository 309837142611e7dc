using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Reads daily sums of one vendor, or of all together, along one dimension: a piece of a margin table as it is stored.</summary>
internal sealed class DayLoader(AnalyticsStore store, KeptDays kept, DataScope scope)
{
    public Task<DayRows> LoadAsync(DaySource source, RollupDimension dimension, int vendorId, DateOnly from, DateOnly to) => source switch
    {
        DaySource.Payments => PaymentsAsync(dimension, vendorId, from, to),
        DaySource.DisputesOpened => DisputesAsync(DisputeBasis.Opened, dimension, vendorId, from, to),
        DaySource.DisputesCharged => DisputesAsync(DisputeBasis.Charged, dimension, vendorId, from, to),
        DaySource.DisputesDecided => DisputesAsync(DisputeBasis.Decided, dimension, vendorId, from, to),
        DaySource.Tickets => TicketsAsync(dimension, vendorId, from, to),
        DaySource.Clocks => ClocksAsync(dimension, vendorId, from, to),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No margin holds these sums."),
    };

    private async Task<DayRows> PaymentsAsync(RollupDimension dimension, int vendorId, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        var read = new PieceReader(kept);
        await foreach (var row in Piece(context.DailyPayments, dimension, vendorId, from, to).AsAsyncEnumerable())
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
            read.Add(row.Day, row.Member, row.Currency, add);
        }
        return read.ToRows();
    }

    private async Task<DayRows> DisputesAsync(DisputeBasis basis, RollupDimension dimension, int vendorId, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        var read = new PieceReader(kept);
        await foreach (var row in Piece(context.DailyDisputes.Where(row => row.Basis == basis), dimension, vendorId, from, to).AsAsyncEnumerable())
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
            read.Add(row.Day, row.Member, row.Currency, add);
        }
        return read.ToRows();
    }

    private async Task<DayRows> TicketsAsync(RollupDimension dimension, int vendorId, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        var read = new PieceReader(kept);
        await foreach (var row in Piece(context.DailyTickets, dimension, vendorId, from, to).AsAsyncEnumerable())
        {
            Sums add = default;
            add[TicketColumns.Created] = row.Created;
            add[TicketColumns.Solved] = row.Solved;
            add[TicketColumns.UnsolvedBegan] = row.UnsolvedBegan;
            add[TicketColumns.UnsolvedEnded] = row.UnsolvedEnded;
            add[TicketColumns.Classified] = row.Classified;
            add[TicketColumns.WordsKnown] = row.WordsKnown;
            add[TicketColumns.WordsAgree] = row.WordsAgree;
            read.Add(row.Day, row.Member, "", add);
        }
        return read.ToRows();
    }

    /// <summary>Promises decided: the margin is split by vendor alone.</summary>
    private async Task<DayRows> ClocksAsync(RollupDimension dimension, int vendorId, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        var read = new PieceReader(kept);
        await foreach (var row in Piece(context.DailyClocks, dimension, vendorId, from, to).AsAsyncEnumerable())
        {
            Sums add = default;
            add[ClockColumns.FirstReplyMet] = row.FirstReplyMet;
            add[ClockColumns.FirstReplyBreached] = row.FirstReplyBreached;
            add[ClockColumns.ResolutionMet] = row.ResolutionMet;
            add[ClockColumns.ResolutionBreached] = row.ResolutionBreached;
            add[ClockColumns.OtherMet] = row.OtherMet;
            add[ClockColumns.OtherBreached] = row.OtherBreached;
            read.Add(row.Day, row.Member, "", add);
        }
        return read.ToRows();
    }

    // In the order of the key, so that nothing is sorted.
    private static IOrderedQueryable<T> Piece<T>(IQueryable<T> rows, RollupDimension dimension, int vendorId, DateOnly from, DateOnly to) where T : class, IMarginRow =>
        rows.AsNoTracking().Where(row => row.Dimension == dimension && row.VendorId == vendorId && row.Day >= from && row.Day <= to).OrderBy(row => row.Day);

    private sealed class PieceReader(KeptDays kept)
    {
        private readonly List<DayRow> _rows = [];

        public void Add(DateOnly day, string member, string currency, Sums sums) => _rows.Add(new(UnixTime.ToDays(day), kept.Once(member), kept.Once(currency), sums));

        public DayRows ToRows() => new(_rows);
    }
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
