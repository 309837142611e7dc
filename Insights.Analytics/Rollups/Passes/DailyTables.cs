using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>A margin row on its way into its table: the key with its texts, and the sums.</summary>
internal readonly record struct MarginRow(MarginKey Key, string Member, string Currency, Sums Sums);

/// <summary>The daily tables as the bulk path writes them.</summary>
internal static class DailyTables
{
    public static readonly DerivedTable<MarginRow> Payments = new(
        "daily_payments",
        ["dimension", "vendor_id", "day", "member", "currency"],
        [
            "dimension", "vendor_id", "day", "member", "currency",
            "succeeded", "succeeded_minor", "failed", "failed_minor", "pending", "pending_minor", "refunds", "refunds_minor",
            "refunds_failed", "refunds_failed_minor", "refunds_pending", "refunds_pending_minor", "three_ds_known", "three_ds_used", "three_ds_used_minor",
        ],
        (row, sink) => Write(row, sink, withCurrency: true, sums: 15));

    public static readonly DerivedTable<MarginRow> Tickets = new(
        "daily_tickets",
        ["dimension", "vendor_id", "day", "member"],
        ["dimension", "vendor_id", "day", "member", "created", "solved", "unsolved_began", "unsolved_ended", "classified", "words_known", "words_agree"],
        (row, sink) => Write(row, sink, withCurrency: false, sums: 7));

    public static readonly DerivedTable<MarginRow> Clocks = new(
        "daily_clocks",
        ["dimension", "vendor_id", "day", "member"],
        ["dimension", "vendor_id", "day", "member", "first_reply_met", "first_reply_breached", "resolution_met", "resolution_breached", "other_met", "other_breached"],
        (row, sink) => Write(row, sink, withCurrency: false, sums: 6));

    public static DerivedTable<MarginRow> Disputes(DisputeBasis basis) => new(
        "daily_disputes",
        ["basis", "dimension", "vendor_id", "day", "member", "currency"],
        [
            "basis", "dimension", "vendor_id", "day", "member", "currency",
            "disputes", "disputed_minor", "challenged_decided", "won", "lost", "lost_minor", "recovered_on_lost_minor", "fee_minor", "fee_returned_minor",
            "fraud_disputes", "fraud_disputed_minor", "fraud_notices", "fraud_notices_minor", "challenged_decided_minor",
        ],
        (row, sink) =>
        {
            sink.Int32((int)basis);
            Write(row, sink, withCurrency: true, sums: 14);
        });

    /// <summary>Rows in the table's own order, so that they are appended where they belong.</summary>
    public static IEnumerable<MarginRow> Sorted(Margins margins, Dictionary<int, string?> texts)
    {
        // Texts are compared once each, not once a row.
        var ranks = texts.OrderBy(pair => pair.Value, StringComparer.Ordinal).Select((pair, rank) => (pair.Key, rank)).ToDictionary(pair => pair.Key, pair => pair.rank);
        var keys = margins.Rows.Keys.ToArray();
        Array.Sort(keys, (left, right) =>
        {
            var order = left.Dimension.CompareTo(right.Dimension);
            if (order == 0)
                order = left.VendorId.CompareTo(right.VendorId);
            if (order == 0)
                order = left.Day.CompareTo(right.Day);
            if (order == 0)
                order = MemberRank(left).CompareTo(MemberRank(right));
            return order != 0 ? order : ranks.GetValueOrDefault(left.Currency, -1).CompareTo(ranks.GetValueOrDefault(right.Currency, -1));
        });
        foreach (var key in keys)
            yield return new(key, MemberText.Of(key, texts.GetValueOrDefault), texts.GetValueOrDefault(key.Currency) ?? "", margins.Rows[key]);

        int MemberRank(MarginKey key) => key.Dimension is RollupDimension.None or RollupDimension.Vendor ? key.Member : ranks.GetValueOrDefault(key.Member, -1);
    }

    /// <summary>The texts of the codes in use, taken while the cursor that knows them is open.</summary>
    public static Dictionary<int, string?> Texts(Margins margins, FactCursor cursor)
    {
        var texts = new Dictionary<int, string?>();
        foreach (var key in margins.Rows.Keys)
        {
            texts.TryAdd(key.Currency, cursor.TextOf(key.Currency));
            if (key.Dimension is not (RollupDimension.None or RollupDimension.Vendor))
                texts.TryAdd(key.Member, cursor.TextOf(key.Member));
        }
        return texts;
    }

    private static void Write(in MarginRow row, IRowSink sink, bool withCurrency, int sums)
    {
        sink.Int32((int)row.Key.Dimension);
        sink.Int32(row.Key.VendorId);
        sink.Int32(row.Key.Day);
        sink.Text(row.Member);
        if (withCurrency)
            sink.Text(row.Currency);
        for (var i = 0; i < sums; i++)
            sink.Int64(row.Sums[i]);
    }
}
