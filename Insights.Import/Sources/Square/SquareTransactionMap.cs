using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Square;

/// <summary>
/// One sale or one refund a row. The tenders stand side by side as amounts, and the currency is a sign before them. A refund names its sale by the sale's
/// transaction or, under a transaction of its own, by the payment it gives back; the file is newest first, so what names a payment waits until it has been read.
/// </summary>
internal sealed class SquareTransactionMap(MapContext context, ColumnMap columns) : IRowMap
{
    private const int KeptPayments = 500_000;
    private const int KeptRefunds = 20_000;

    private static readonly Vocabulary Events = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["payment"] = "charge",
        ["sale"] = "charge",
        ["refund"] = "refund",
        ["exchange"] = "charge",
        ["cancellation"] = "canceled",
        ["canceled"] = "canceled",
        ["void"] = "canceled",
        ["chargeback"] = "chargeback",
        ["dispute"] = "chargeback",
        ["fee"] = "fee",
        ["deposit"] = "payout",
        ["adjustment"] = "adjustment",
    });

    private static readonly Vocabulary Statuses = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["complete"] = "succeeded",
        ["completed"] = "succeeded",
        ["approved"] = "succeeded",
        ["pending"] = "pending",
        ["open"] = "pending",
        ["failed"] = "failed",
        ["declined"] = "failed",
        ["canceled"] = "canceled",
        ["cancelled"] = "canceled",
        ["voided"] = "canceled",
    });

    private readonly Column _date = columns["date"], _time = columns["time"], _zone = columns["zone"], _id = columns["id"], _payment = columns["payment"], _total = columns["total"];
    private readonly Column _event = columns["event"], _fees = columns["fees"], _card = columns["card"], _cash = columns["cash"], _gift = columns["gift"];
    private readonly Column _other = columns["other"], _cashApp = columns["cash_app"], _brand = columns["brand"], _suffix = columns["suffix"], _status = columns["status"];
    private readonly Column _customer = columns["customer"], _customerName = columns["customer_name"], _order = columns["order"], _deposited = columns["deposit_date"], _vendor = columns["vendor"];

    private readonly Captures _captures = new();
    private readonly Dictionary<string, string> _saleOfPayment = new(StringComparer.Ordinal);
    private readonly List<(Incoming<Transaction> Row, string Payment, (string Kind, string Value)[] ToBeMapped)> _waiting = [];

    public void Map(Row row, FactChunk chunk)
    {
        var currency = Currency(row);
        long total = context.Amount(row, _total, currency) ?? 0;
        // Written as what it does to the money: -0.95 was taken.
        long fee = -(context.Amount(row, _fees, currency) ?? 0);
        string kind = Kind(row, total, out string? said);
        string status = Status(row);
        if (kind == "canceled")
            (kind, status) = ("charge", "canceled");
        string transaction = row.Id(_id);
        string? payment = row.Reference(_payment);
        var occurred = context.Instant(row, _date, _time, _zone) ?? default;
        var fact = new Transaction
        {
            ExternalId = kind == "charge" ? ChargeId(transaction, payment, occurred, total) : OtherId(kind, transaction, occurred, total),
            Kind = kind == "chargeback" ? "adjustment" : kind,
            Status = status,
            OccurredAt = occurred,
            SettledAt = row.IsEmpty(_deposited) ? null : row.Instant(_deposited, Column.None, _zone, atNight: true),
            AmountMinor = Math.Abs(kind == "fee" && total == 0 ? fee : total),
            Currency = currency?.Code ?? "",
            FeeMinor = kind == "fee" ? 0 : fee,
            OriginalRef = kind is "charge" or "payout" ? null : transaction,
            CustomerRef = row.Reference(_customer) ?? row.Reference(_customerName),
            OrderRef = row.Reference(_order) ?? payment,
            Gateway = "square",
            Method = kind is "charge" or "refund" ? Method(row, currency) : null,
            Brand = Brand(row),
            Last4 = row.Digits(_suffix, 4),
            FailureCause = status == "failed" && kind == "charge" ? "unknown" : null,
            Line = row.Line,
        };
        Validate.Transaction(fact, row);
        fact.Kind = said ?? fact.Kind;
        var incoming = new Incoming<Transaction>(fact, context.VendorOf(row, _vendor), Partial: true);
        if (kind == "charge" && payment is not null && !row.IsRejected)
            Remember(payment, fact.ExternalId);
        if (fact.OriginalRef is null || payment is null || row.IsRejected)
        {
            chunk.Transactions.Add(incoming);
            return;
        }

        _waiting.Add((incoming, payment, [.. row.ToBeMapped]));
        if (_waiting.Count >= KeptRefunds)
            Finish(chunk);
    }

    public void Finish(FactChunk chunk)
    {
        foreach (var (waiting, payment, words) in _waiting)
        {
            waiting.Row.OriginalRef = _saleOfPayment.GetValueOrDefault(payment, waiting.Row.OriginalRef!);
            chunk.Transactions.Add(waiting);
            // The row was counted when it was read; which fact came with its words is known only now.
            foreach (var (kind, value) in words)
                chunk.ToBeMapped.Add(new ToBeMappedRow(kind, value, "transactions", waiting.Row.ExternalId, waiting.Row.Line, IsRejected: false, CountsAsRow: false));
        }

        _waiting.Clear();
    }

    /// <summary>A sale of several tenders lists its payments in one cell.</summary>
    private void Remember(string payments, string sale)
    {
        foreach (string payment in payments.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (_saleOfPayment.Count < KeptPayments)
                _saleOfPayment.TryAdd(payment, sale);
        }
    }

    /// <summary>
    /// The sale's own id. Another payment under the same id is a sale beside it; the very same row again, as in downloads that overlap and were put one behind
    /// the other, is the same sale.
    /// </summary>
    private string ChargeId(string transaction, string? payment, DateTime occurred, long total) =>
        _captures.IdOf(transaction, payment ?? string.Create(CultureInfo.InvariantCulture, $"{occurred:yyyy-MM-ddTHH:mm:ss}={total}"));

    /// <summary>A refund carries the id of its sale, and there may be several. Only of what every generation and every choice of columns writes, so that it is the same row in each.</summary>
    private string OtherId(string kind, string transaction, DateTime occurred, long total) =>
        RowIds.Of("sq", string.Create(CultureInfo.InvariantCulture, $"{kind}|{transaction}|{occurred:yyyy-MM-ddTHH:mm:ss}|{total}"), context);

    private string Status(Row row)
    {
        var cell = row.Bytes(_status);
        if (cell.IsEmpty)
            return "succeeded";
        string raw = Encoding.UTF8.GetString(cell);
        if ((Statuses.Find(cell) ?? row.Meaning(ValueKinds.TransactionStatus, raw)) is { } status)
            return status;
        row.Reject(_status.Header, raw, "status-unknown", $"This status is not known here, and nobody could say whether the money moved. Known: {Statuses.Listing}.");
        return "";
    }

    private string Kind(Row row, long total, out string? said)
    {
        said = null;
        var cell = row.Bytes(_event);
        if (cell.IsEmpty)
            return total < 0 ? "refund" : "charge";
        if (Events.Find(cell) is { } known)
            return known;
        said = UnknownKind.Said(row, _event.Header, Encoding.UTF8.GetString(cell), "type-unknown", "This type of event is not known here. The row is kept as an adjustment, which enters no payment number.");
        return "adjustment";
    }

    /// <summary>Square names no currency. The source's settings do; else the sign does where it is one currency's, and a bare dollar is taken for the US one, which is told.</summary>
    private Currency? Currency(Row row)
    {
        var known = context.Profile.Currencies;
        if (context.Profile.Currency is { } settled)
            return known.Find(settled);
        string text = Encoding.UTF8.GetString(row.Bytes(_total));
        string? code = text.Contains('£', StringComparison.Ordinal) ? "GBP"
            : text.Contains('€', StringComparison.Ordinal) ? "EUR"
            : text.Contains('¥', StringComparison.Ordinal) || text.Contains('￥', StringComparison.Ordinal) ? "JPY"
            : text.Contains("CA$", StringComparison.Ordinal) ? "CAD"
            : text.Contains("A$", StringComparison.Ordinal) ? "AUD"
            : text.Contains('$', StringComparison.Ordinal) ? "USD" : null;
        if (code is null)
        {
            row.Reject(_total.Header, text, "currency-missing", "The amount has no currency sign, and the source's settings name no currency. Set the source's currency.");
            return null;
        }

        if (code == "USD" && context.FirstTime("currency-assumed"))
            context.Note(_total.Header, "$", "currency-assumed", "Square's export does not name its currency. Its dollars were taken for US dollars; where they are Canadian or Australian ones, set the source's currency and import again.");
        return known.Find(code);
    }

    /// <summary>The tender of most money; cash and gift cards are neither card nor wallet.</summary>
    private string Method(Row row, Currency? currency)
    {
        long card = Tender(row, _card, currency), wallet = Tender(row, _cashApp, currency), other = Tender(row, _cash, currency) + Tender(row, _gift, currency) + Tender(row, _other, currency);
        if (card == 0 && wallet == 0 && other == 0)
            return row.IsEmpty(_brand) ? "other" : "card";
        return card >= wallet && card >= other ? "card" : wallet >= other ? "wallet" : "other";
    }

    private long Tender(Row row, Column column, Currency? currency) => row.IsEmpty(column) || currency is null ? 0 : Math.Abs(context.Amount(row, column, currency) ?? 0);

    /// <summary>A sale paid by several cards lists their brands; then none is the sale's.</summary>
    private string? Brand(Row row) => row.Bytes(_brand).Contains((byte)',') ? null : Brands.Of(row, _brand);
}
