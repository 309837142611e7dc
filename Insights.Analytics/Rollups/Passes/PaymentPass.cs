using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Transactions → daily_payments and their cells: one pass over the facts of a stretch of days.</summary>
internal sealed class PaymentPass(IFactReader facts, DerivedWriter writer, ReportingDays days)
{
    public static readonly RollupDimension[] Dimensions =
        [RollupDimension.Gateway, RollupDimension.Method, RollupDimension.Brand, RollupDimension.Country, RollupDimension.Cause, RollupDimension.CustomerCountry];

    private static readonly string[] s_columns =
    [
        nameof(Transaction.OccurredAt), nameof(Transaction.VendorId), nameof(Transaction.Kind), nameof(Transaction.Status), nameof(Transaction.AmountMinor),
        nameof(Transaction.Currency), nameof(Transaction.Gateway), nameof(Transaction.Method), nameof(Transaction.Brand), nameof(Transaction.Country), nameof(Transaction.FailureCause),
        nameof(Transaction.CustomerCountry), nameof(Transaction.ThreeDs),
    ];

    private readonly Margins _margins = new(Dimensions);
    private readonly CellSums _cells = new(CellKind.Payments);

    /// <summary>Writes the margins and cells of the days; their old rows must be gone. Returns how many facts were read.</summary>
    public async Task<long> RunAsync(DateOnly first, DateOnly last, CancellationToken cancel)
    {
        _margins.Clear();
        _cells.Clear();
        var read = Sum(first, last, cancel, out var texts, out var cells);
        await writer.InsertAsync(DailyTables.Payments, DailyTables.Sorted(_margins, texts), cancel);
        await writer.InsertAsync(CellTable.Rows, cells, cancel);
        return read;
    }

    private long Sum(DateOnly first, DateOnly last, CancellationToken cancel, out Dictionary<int, string?> texts, out List<DailyCells> cells)
    {
        using var cursor = facts.Read<Transaction>(days.Start(first), days.End(last), s_columns);
        var codes = new MemberCodes(cursor);
        Span<int> members = stackalloc int[Dimensions.Length];
        CellKey key = default;
        long read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (!PaymentColumns.Of(cursor.Interned(2), cursor.Interned(3), cursor.Int64(4), cursor.Interned(6 + members.Length), out var sums))
                continue;
            for (var i = 0; i < members.Length; i++)
                members[i] = codes.Of(6 + i);
            var (vendor, day, currency) = (cursor.Int32(1), days.Of(cursor.Int64(0)), cursor.Code(5));
            _margins.Add(vendor, day, currency, members, sums);
            (key[CellKey.Column], key[1], key[2], key[3], key[4], key[5], key[6], key[7]) = (PaymentCells.ColumnOf(sums), currency, members[0], members[1], members[2], members[3], members[5], members[4]);
            _cells.Add(vendor, day, key, 1, cursor.Int64(4));
        }
        cells = _cells.Pack(cursor.TextOf);
        texts = DailyTables.Texts(_margins, cursor);
        return read;
    }
}

/// <summary>Which transactions count as what; the same words as the row sets' conditions.</summary>
internal static class PaymentColumns
{
    public const int Succeeded = 0;
    public const int SucceededMinor = 1;
    public const int Failed = 2;
    public const int FailedMinor = 3;
    public const int Pending = 4;
    public const int PendingMinor = 5;
    public const int Refunds = 6;
    public const int RefundsMinor = 7;
    public const int RefundsFailed = 8;
    public const int RefundsFailedMinor = 9;
    public const int RefundsPending = 10;
    public const int RefundsPendingMinor = 11;
    public const int ThreeDsKnown = 12;
    public const int ThreeDsUsed = 13;
    public const int ThreeDsUsedMinor = 14;

    /// <summary>The payment went through 3-D Secure, whether the issuer asked its customer or not.</summary>
    public static bool IsThreeDs(string? threeDs) => threeDs is "authenticated" or "attempted";

    /// <summary>False for what enters no payment metric: fees, payouts, adjustments, cancelled charges and refunds.</summary>
    public static bool Of(string? kind, string? status, long amountMinor, string? threeDs, out Sums sums)
    {
        sums = default;
        int column;
        switch (kind, status)
        {
            case ("charge", "succeeded"): column = Succeeded; break;
            case ("charge", "failed"): column = Failed; break;
            case ("charge", "pending"): column = Pending; break;
            case ("refund", "succeeded"): column = Refunds; break;
            case ("refund", "failed"): column = RefundsFailed; break;
            case ("refund", "pending"): column = RefundsPending; break;
            default: return false;
        }
        sums[column] = 1;
        sums[column + 1] = amountMinor;
        if (column == Succeeded && !string.IsNullOrEmpty(threeDs))
        {
            sums[ThreeDsKnown] = 1;
            if (IsThreeDs(threeDs))
                (sums[ThreeDsUsed], sums[ThreeDsUsedMinor]) = (1, amountMinor);
        }

        return true;
    }
}
