using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>Reads the charges and refunds of a stretch of days, in the order of their time.</summary>
internal sealed class PaymentWindow(IFactReader facts, ReportingDays days)
{
    private static readonly string[] s_columns =
    [
        nameof(Transaction.Key), nameof(Transaction.OccurredAt), nameof(Transaction.VendorId), nameof(Transaction.Kind), nameof(Transaction.Status),
        nameof(Transaction.AmountMinor), nameof(Transaction.Currency), nameof(Transaction.Gateway), nameof(Transaction.Method), nameof(Transaction.Brand),
        nameof(Transaction.Country), nameof(Transaction.CustomerCountry), nameof(Transaction.Bin6), nameof(Transaction.FailureCode), nameof(Transaction.FailureCause),
        nameof(Transaction.CustomerRef), nameof(Transaction.OrderRef), nameof(Transaction.CardFingerprint), nameof(Transaction.OriginalRef), nameof(Transaction.RefundExtent),
        nameof(Transaction.RefundMode), nameof(Transaction.SettledAt), nameof(Transaction.FeeMinor), nameof(Transaction.SourceId), nameof(Transaction.ExternalId),
    ];

    private readonly Move _move = new();

    /// <param name="each">Called for every charge and refund; the same instance each time.</param>
    /// <param name="done">Called with the cursor still open: it knows the texts behind the codes.</param>
    public void Read(DateOnly from, DateOnly to, Action<Move> each, Action<Func<int, string?>> done, CancellationToken cancel)
    {
        using var cursor = facts.Read<Transaction>(days.Start(from), days.End(to), s_columns);
        var codes = new MemberCodes(cursor);
        var move = _move;
        long read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var kind = cursor.Interned(3);
            if (kind is not ("charge" or "refund") || StatusOf(cursor.Interned(4)) is not { } status)
                continue;
            Fill(move, cursor, codes, kind == "refund", status);
            each(move);
        }
        done(cursor.TextOf);
    }

    private void Fill(Move move, FactCursor cursor, MemberCodes codes, bool isRefund, MoveStatus status)
    {
        move.Key = cursor.Int64(0);
        move.At = cursor.Int64(1);
        move.Day = days.Of(move.At);
        move.VendorId = cursor.Int32(2);
        move.IsRefund = isRefund;
        move.Status = status;
        move.AmountMinor = cursor.Int64(5);
        move.CurrencyCode = cursor.Code(6);
        move.Currency = cursor.TextOf(move.CurrencyCode) ?? "";
        (move.GatewayCode, move.Gateway) = Known(7);
        (move.MethodCode, move.Method) = Known(8);
        (move.BrandCode, move.Brand) = Known(9);
        (move.CountryCode, move.Country) = Known(10);
        (move.CustomerCountryCode, move.CustomerCountry) = Known(11);
        (move.BinCode, move.Bin) = Known(12);
        (move.FailureCodeCode, move.FailureCode) = Known(13);
        (move.CauseCode, move.Cause) = Known(14);
        move.Customer = Given(cursor.Text(15));
        move.Order = Given(cursor.Text(16));
        move.Card = Given(cursor.Text(17));
        move.OriginalRef = isRefund ? Given(cursor.Text(18)) : null;
        move.Extent = isRefund ? cursor.Interned(19) : null;
        move.Mode = isRefund ? cursor.Interned(20) : null;
        move.SettledAt = cursor.IsNull(21) ? null : cursor.Int64(21);
        move.FeeMinor = cursor.Int64(22);
        move.SourceId = cursor.Int32(23);
        move.Ref = cursor.Text(24)!;
        move.OrderKey = move.Order is { } order ? Move.Mix(TimeWindows.HashOf(move.VendorId, order), move.CurrencyCode) : null;
        move.PayerKey = isRefund ? null : Payer.HashOf(move.VendorId, move.Customer, move.Card);

        (int Code, string? Text) Known(int column)
        {
            var code = codes.Of(column);
            return (code, code == 0 ? null : cursor.TextOf(code));
        }
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static MoveStatus? StatusOf(string? status) => status switch
    {
        "succeeded" => MoveStatus.Succeeded,
        "failed" => MoveStatus.Failed,
        "pending" => MoveStatus.Pending,
        "canceled" => MoveStatus.Canceled,
        _ => null,
    };
}
