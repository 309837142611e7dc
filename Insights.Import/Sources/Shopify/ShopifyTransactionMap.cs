using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Shopify;

/// <summary>
/// One movement of the payouts balance a row, without an id of its own. The file is newest first, so a refund stands above its charge: refunds and
/// disputes wait until the file has been read, and are then joined to their charge by the order.
/// </summary>
internal sealed class ShopifyTransactionMap(MapContext context, ColumnMap columns) : IRowMap
{
    private const int KeptOrders = 200_000;
    private const int KeptRefunds = 20_000;

    private static readonly Vocabulary Types = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["charge"] = "charge",
        ["sale"] = "charge",
        ["capture"] = "charge",
        ["payment"] = "charge",
        ["refund"] = "refund",
        ["payment_refund"] = "refund",
        ["refund_failure"] = "adjustment",
        ["payment_failure"] = "adjustment",
        ["chargeback"] = "chargeback",
        ["chargebacks"] = "chargeback",
        ["dispute"] = "chargeback",
        ["dispute_withdrawal"] = "chargeback",
        ["chargeback_hold"] = "chargeback",
        ["chargeback_won"] = "reversal",
        ["chargeback_reversal"] = "reversal",
        ["chargeback_hold_release"] = "reversal",
        ["dispute_reversal"] = "reversal",
        ["chargeback_fee"] = "fee",
        ["payout"] = "payout",
        ["transfer"] = "payout",
        ["payout_failure"] = "adjustment",
        ["payout_cancellation"] = "adjustment",
        ["transfer_failure"] = "adjustment",
        ["transfer_cancel"] = "adjustment",
        ["fee"] = "fee",
        ["application_fee"] = "fee",
        ["stripe_fee"] = "fee",
        ["shopify_fee"] = "fee",
        ["adjustment"] = "adjustment",
        ["reserve"] = "adjustment",
        ["reserved_funds"] = "adjustment",
        ["credit"] = "adjustment",
        ["debit"] = "adjustment",
        ["advance"] = "adjustment",
        ["advance_funding"] = "adjustment",
        ["tax"] = "adjustment",
        ["tax_refund"] = "adjustment",
        ["balance_transfer"] = "adjustment",
    });

    private static readonly Vocabulary Methods = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["card"] = "card",
        ["credit_card"] = "card",
        ["shopify_payments"] = "card",
        ["shop_pay"] = "wallet",
        ["apple_pay"] = "wallet",
        ["google_pay"] = "wallet",
        ["amazon_pay"] = "wallet",
        ["paypal"] = "wallet",
        ["klarna"] = "bnpl",
        ["affirm"] = "bnpl",
        ["shop_pay_installments"] = "bnpl",
        ["ideal"] = "bank_transfer",
        ["bancontact"] = "bank_transfer",
        ["sofort"] = "bank_transfer",
        ["eps"] = "bank_transfer",
        ["sepa_debit"] = "bank_debit",
    });

    private readonly Column _at = columns["at"], _type = columns["type"], _order = columns["order"], _payoutStatus = columns["payout_status"], _payoutDate = columns["payout_date"];
    private readonly Column _available = columns["available"], _amount = columns["amount"], _fee = columns["fee"], _net = columns["net"], _currency = columns["currency"], _checkout = columns["checkout"];
    private readonly Column _brand = columns["brand"], _method = columns["method"], _presentmentCurrency = columns["presentment_currency"], _tax = columns["tax"], _vendor = columns["vendor"];
    private readonly Dictionary<string, string> _chargeOfOrder = new(StringComparer.Ordinal);
    private readonly List<(Incoming<Transaction> Row, (string Kind, string Value)[] ToBeMapped)> _waiting = [];
    private readonly Dictionary<string, (Chargeback Row, string? Vendor)> _disputes = new(StringComparer.Ordinal);

    public void Map(Row row, FactChunk chunk)
    {
        if (context.IsLeftOutAsTest(row, row.Bytes(_brand).SequenceEqual("bogus"u8), _brand.Header, "bogus"))
            return;
        var currency = Currency(row);
        string moves = Moves(row, out string? said);
        long amount = context.Amount(row, _amount, currency) ?? 0;
        long fee = context.Amount(row, _fee, currency) ?? 0;
        long net = context.Amount(row, _net, currency) ?? 0;
        long tax = row.IsEmpty(_tax) ? 0 : context.Amount(row, _tax, currency) ?? 0;
        if (!row.IsRejected && net != amount - fee && net != amount - fee - tax)
            row.Warn(_net.Header, Encoding.UTF8.GetString(row.Bytes(_net)), "net-not-amount-less-fee", "Net is not amount less fee in this row. All three are Shopify's; the amount and the fee are kept.");
        string? order = row.Reference(_order);
        string kind = moves is "chargeback" or "reversal" ? "adjustment" : moves;
        var fact = new Transaction
        {
            ExternalId = Id(row),
            Kind = kind,
            Status = "succeeded",
            OccurredAt = row.RequiredInstant(_at),
            SettledAt = Settled(row),
            AmountMinor = Math.Abs(kind == "fee" && amount == 0 ? fee : amount),
            Currency = currency?.Code ?? "",
            FeeMinor = kind == "fee" ? 0 : fee,
            OrderRef = order,
            Gateway = "shopify_payments",
            Method = kind is "charge" or "refund" ? Method(row) : null,
            Brand = Brands.Of(row, _brand),
            Descriptor = kind is "charge" or "refund" ? null : row.Pooled(_type),
            Line = row.Line,
        };
        Validate.Transaction(fact, row);
        fact.Kind = said ?? fact.Kind;
        var incoming = new Incoming<Transaction>(fact, context.VendorOf(row, _vendor), Partial: true);
        if (kind == "charge" || order is null || row.IsRejected)
        {
            if (kind == "charge" && order is not null && !row.IsRejected && _chargeOfOrder.Count < KeptOrders)
                _chargeOfOrder.TryAdd(order, fact.ExternalId);
            chunk.Transactions.Add(incoming);
            return;
        }

        _waiting.Add((incoming, [.. row.ToBeMapped]));
        if (moves is "chargeback" or "reversal")
            Dispute(order, fact, moves == "reversal" || amount > 0, incoming.VendorCode, chunk);
        if (_waiting.Count >= KeptRefunds)
            Join(chunk);
    }

    public void Finish(FactChunk chunk)
    {
        Join(chunk);
        foreach (var (dispute, vendor) in _disputes.Values)
        {
            dispute.TransactionRef = _chargeOfOrder.GetValueOrDefault(dispute.TransactionRef!);
            chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, vendor, CountsAsRow: false, Partial: true, Fills: true));
        }

        _disputes.Clear();
    }

    private void Join(FactChunk chunk)
    {
        foreach (var (waiting, words) in _waiting)
        {
            waiting.Row.OriginalRef = _chargeOfOrder.GetValueOrDefault(waiting.Row.OrderRef!);
            chunk.Transactions.Add(waiting);
            // The row was counted when it was read; which fact came with its words is known only now.
            foreach (var (kind, value) in words)
                chunk.ToBeMapped.Add(new ToBeMappedRow(kind, value, "transactions", waiting.Row.ExternalId, waiting.Row.Line, IsRejected: false, CountsAsRow: false));
        }

        _waiting.Clear();
    }

    /// <summary>The export knows a dispute by its order alone; reason and state are not in it.</summary>
    private void Dispute(string order, Transaction moved, bool won, string? vendor, FactChunk chunk)
    {
        if (!_disputes.TryGetValue(order, out var known))
        {
            if (_disputes.Count >= KeptRefunds)
                Finish(chunk);
            var begun = new Chargeback
            {
                ExternalId = order + "#chargeback",
                TransactionRef = order,
                Network = moved.Brand,
                State = won ? "won" : "needs_response",
                OpenedAt = moved.OccurredAt,
                AmountMinor = moved.AmountMinor,
                Currency = moved.Currency,
                ReasonGroup = "other",
                ReasonCategory = "general",
                IsDispute = true,
                Line = moved.Line,
            };
            _disputes[order] = known = (begun, vendor);
        }

        var dispute = known.Row;
        if (moved.OccurredAt < dispute.OpenedAt)
            dispute.OpenedAt = moved.OccurredAt;
        if (moved.FeeMinor > 0)
            dispute.FeeMinor += moved.FeeMinor;
        else
            dispute.FeeReturnedMinor -= moved.FeeMinor;
        if (won)
        {
            dispute.State = "won";
            dispute.DecidedAt = moved.OccurredAt;
            dispute.RecoveredMinor = moved.AmountMinor;
        }

        chunk.ChargebackEvents.Add(new ChargebackEvent
        {
            ChargebackRef = dispute.ExternalId,
            EventId = moved.ExternalId,
            OccurredAt = moved.OccurredAt,
            State = won ? "won" : "needs_response",
            AmountMinor = moved.AmountMinor,
            Line = moved.Line,
        });
    }

    private Currency? Currency(Row row)
    {
        if (!row.IsEmpty(_currency))
            return row.Currency(_currency, context.Profile.Currencies);
        if (context.Profile.Currency is { } settled && context.Profile.Currencies.Find(settled) is { } known)
            return known;
        // Older exports have one currency column, of what the customer paid; a shop with one currency was paid in it.
        if (!row.IsEmpty(_presentmentCurrency))
            return row.Currency(_presentmentCurrency, context.Profile.Currencies);
        row.Reject(_currency.Header, null, "currency-missing", "The row names no currency. Export the column Currency, or set the source's currency.");
        return null;
    }

    private string Moves(Row row, out string? said)
    {
        said = null;
        string? type = row.Pooled(_type);
        if (type is null)
            return "adjustment";
        if (Types.Find(type) is { } known)
            return known;
        if (type.Contains("fee", StringComparison.OrdinalIgnoreCase))
            return "fee";
        said = UnknownKind.Said(row, _type.Header, type, "type-unknown", "This type of movement is not known here. The row is kept as an adjustment, which enters no payment number.");
        return "adjustment";
    }

    private DateTime? Settled(Row row)
    {
        var cell = row.Bytes(_payoutStatus);
        bool isPaid = cell.IsEmpty || Encoding.UTF8.GetString(cell).Equals("paid", StringComparison.OrdinalIgnoreCase);
        return !isPaid ? null : Day(row, _payoutDate) ?? Day(row, _available);
    }

    /// <summary>A day of the shop's calendar without a zone; as a day of UTC it says when the money came well enough.</summary>
    private static DateTime? Day(Row row, Column column)
    {
        var cell = row.Bytes(column);
        return cell.Length >= 10 && DateTime.TryParseExact(Encoding.UTF8.GetString(cell[..10]), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? day : null;
    }

    private string? Method(Row row)
    {
        var cell = row.Bytes(_method);
        if (!cell.IsEmpty)
            return Methods.Find(cell) ?? row.Meaning(ValueKinds.Method, Encoding.UTF8.GetString(cell)) ?? "other";
        return row.IsEmpty(_brand) ? null : "card";
    }

    /// <summary>What a row says apart from the state of its payout, which changes from one export to the next.</summary>
    private string Id(Row row) => RowIds.Of(
        "sp", string.Join('|', row.Text(_at), row.Text(_type), row.Text(_order), row.Text(_amount), row.Text(_fee), row.Text(_net), row.Text(_currency), row.Text(_checkout)), context);
}
