using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Disputes → daily_disputes, by each of the three dates they count by, and one by one → daily_cells, by the day received.</summary>
internal sealed class DisputePass(IFactReader facts, DerivedWriter writer, ReportingDays days)
{
    public static readonly RollupDimension[] Dimensions = [RollupDimension.Brand, RollupDimension.Country, RollupDimension.Reason, RollupDimension.State];

    private static readonly string[] s_columns =
    [
        nameof(Chargeback.OpenedAt), nameof(Chargeback.ChargedAt), nameof(Chargeback.DecidedAt), nameof(Chargeback.VendorId), nameof(Chargeback.IsDispute),
        nameof(Chargeback.State), nameof(Chargeback.EvidenceSubmittedAt), nameof(Chargeback.AmountMinor), nameof(Chargeback.Currency),
        nameof(Chargeback.RecoveredMinor), nameof(Chargeback.FeeMinor), nameof(Chargeback.FeeReturnedMinor),
        nameof(Chargeback.Network), nameof(Chargeback.Country), nameof(Chargeback.ReasonCategory), nameof(Chargeback.State), nameof(Chargeback.ReasonGroup),
    ];

    private readonly Margins _margins = new(Dimensions);
    private readonly DisputeBlocks _blocks = new(CellKind.Disputes);

    /// <summary>Writes the margins of the days by one date; their old rows must be gone. Returns how many facts were read.</summary>
    public async Task<long> RunAsync(DisputeBasis basis, DateOnly first, DateOnly last, CancellationToken cancel)
    {
        _margins.Clear();
        var read = Sum(basis, first, last, cancel, out var texts);
        await writer.InsertAsync(DailyTables.Disputes(basis), DailyTables.Sorted(_margins, texts), cancel);
        await writer.InsertAsync(CellTable.Rows, _blocks.Pack(), cancel);
        _blocks.Clear();
        return read;
    }

    /// <summary>First and last day of any dispute by this date; null when there is none.</summary>
    public (DateOnly First, DateOnly Last)? Range(DisputeBasis basis)
    {
        if (basis == DisputeBasis.Opened)
            return facts.Range<Chargeback>() is { } range ? (days.DateOf(range.First), days.DateOf(range.Last)) : null;
        using var cursor = facts.ReadAll<Chargeback>(DateColumn(basis));
        long? first = null, last = null;
        while (cursor.Read())
        {
            if (cursor.IsNull(0))
                continue;
            var at = cursor.Int64(0);
            first = first is { } least && least <= at ? first : at;
            last = last is { } most && most >= at ? last : at;
        }
        return first is null || last is null ? null : (Import.Store.UnixTime.FromDays(days.Of(first.Value)), Import.Store.UnixTime.FromDays(days.Of(last.Value)));
    }

    private long Sum(DisputeBasis basis, DateOnly first, DateOnly last, CancellationToken cancel, out Dictionary<int, string?> texts)
    {
        var (from, to) = (days.Start(first), days.End(last));
        using var cursor = basis == DisputeBasis.Opened
            ? facts.Read<Chargeback>(from, to, s_columns)
            : facts.ReadChargebacksBy(DateColumn(basis), from, to, s_columns);
        var codes = new MemberCodes(cursor);
        Span<int> members = stackalloc int[Dimensions.Length];
        long read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var state = cursor.Interned(5) ?? "";
            // By its decision date only a dispute that was decided counts: withdrawn and prevented ones end without an outcome.
            var (isDispute, isNotice) = (cursor.Int64(4) != 0, basis == DisputeBasis.Opened && NetworkMonths.IsFraudNotice(cursor.Int64(4) != 0, state));
            if (!isNotice && (!isDispute || (basis == DisputeBasis.Decided && !DisputeOutcome.IsDecided(state))))
                continue;
            var sums = isNotice ? DisputeColumns.OfNotice(cursor.Int64(7))
                : DisputeColumns.Of(state, evidenceSent: !cursor.IsNull(6), cursor.Int64(7), cursor.Int64(9), cursor.Int64(10), cursor.Int64(11), NetworkMonths.IsFraud(cursor.Interned(12 + Dimensions.Length)));
            for (var i = 0; i < members.Length; i++)
                members[i] = codes.Of(12 + i);
            var (vendor, day) = (cursor.Int32(3), days.Of(cursor.Int64((int)basis)));
            _margins.Add(vendor, day, cursor.Code(8), members, sums);
            if (basis == DisputeBasis.Opened)
                AddBlock(cursor, vendor, day, isNotice);
        }
        texts = DailyTables.Texts(_margins, cursor);
        return read;
    }

    /// <summary>By the day received, under which a dispute stands whatever else of it changes.</summary>
    private void AddBlock(FactCursor cursor, int vendor, int day, bool isNotice)
    {
        var holds = isNotice ? DisputeCell.Notice : 0;
        if (!cursor.IsNull(6))
            holds |= DisputeCell.EvidenceSent;
        if (NetworkMonths.IsFraud(cursor.Interned(12 + Dimensions.Length)))
            holds |= DisputeCell.Fraud;
        DisputeNumbers numbers = default;
        if (!cursor.IsNull((int)DisputeBasis.Charged))
            (holds, numbers[DisputeCell.ChargedBefore]) = (holds | DisputeCell.Charged, day - days.Of(cursor.Int64((int)DisputeBasis.Charged)));
        if (!cursor.IsNull((int)DisputeBasis.Decided))
            (holds, numbers[DisputeCell.DecidedAfter]) = (holds | DisputeCell.Decided, days.Of(cursor.Int64((int)DisputeBasis.Decided)) - day);
        (numbers[DisputeCell.AmountMinor], numbers[DisputeCell.RecoveredMinor], numbers[DisputeCell.FeeMinor], numbers[DisputeCell.FeeReturnedMinor]) = (cursor.Int64(7), cursor.Int64(9), cursor.Int64(10), cursor.Int64(11));
        _blocks.Add(vendor, day, holds, [cursor.Interned(8), cursor.Interned(12), cursor.Interned(13), cursor.Interned(14), cursor.Interned(5)], numbers);
    }

    private static string DateColumn(DisputeBasis basis) => basis switch
    {
        DisputeBasis.Charged => nameof(Chargeback.ChargedAt),
        DisputeBasis.Decided => nameof(Chargeback.DecidedAt),
        _ => nameof(Chargeback.OpenedAt),
    };
}

/// <summary>What one dispute adds to each column; the same words as the row sets' conditions.</summary>
internal static class DisputeColumns
{
    public const int Disputes = 0;
    public const int DisputedMinor = 1;
    public const int ChallengedDecided = 2;
    public const int Won = 3;
    public const int Lost = 4;
    public const int LostMinor = 5;
    public const int RecoveredOnLostMinor = 6;
    public const int FeeMinor = 7;
    public const int FeeReturnedMinor = 8;
    public const int FraudDisputes = 9;
    public const int FraudDisputedMinor = 10;
    public const int FraudNotices = 11;
    public const int FraudNoticesMinor = 12;
    public const int ChallengedDecidedMinor = 13;

    public static Sums OfNotice(long amountMinor)
    {
        Sums sums = default;
        sums[FraudNotices] = 1;
        sums[FraudNoticesMinor] = amountMinor;
        return sums;
    }

    public static Sums Of(string state, bool evidenceSent, long amountMinor, long recoveredMinor, long feeMinor, long feeReturnedMinor, bool isFraud)
    {
        Sums sums = default;
        sums[Disputes] = 1;
        sums[DisputedMinor] = amountMinor;
        sums[FeeMinor] = feeMinor;
        sums[FeeReturnedMinor] = feeReturnedMinor;
        if (isFraud)
        {
            sums[FraudDisputes] = 1;
            sums[FraudDisputedMinor] = amountMinor;
        }
        if (DisputeOutcome.IsLost(state))
        {
            sums[Lost] = 1;
            sums[LostMinor] = amountMinor;
            sums[RecoveredOnLostMinor] = recoveredMinor;
        }
        if (DisputeOutcome.WasChallenged(state, evidenceSent))
            (sums[ChallengedDecided], sums[ChallengedDecidedMinor]) = (1, amountMinor);
        if (DisputeOutcome.IsWon(state))
            sums[Won] = 1;
        return sums;
    }

    /// <summary><see cref="DisputeOutcome.NetLoss"/> over the sums of decided disputes.</summary>
    public static long NetLoss(ReadOnlySpan<long> sums) => sums[LostMinor] - sums[RecoveredOnLostMinor] + sums[FeeMinor] - sums[FeeReturnedMinor];
}
