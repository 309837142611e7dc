using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.CheckoutCom;

/// <summary>One movement of a settlement a row.</summary>
internal sealed class CheckoutBreakdownMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _type = columns["type"], _payment = columns["payment"], _reference = columns["reference"], _processed = columns["processed"], _available = columns["available"];
    private readonly Column _processedUtc = columns["processed_utc"], _availableUtc = columns["available_utc"], _zone = columns["zone"], _payout = columns["payout"];
    private readonly Column _holding = columns["holding"], _gross = columns["gross"], _deduction = columns["deduction"], _net = columns["net"], _reserve = columns["reserve"];
    private readonly Column _processing = columns["processing"], _grossProcessing = columns["gross_processing"], _method = columns["method"], _country = columns["country"], _bin = columns["bin"];
    private readonly Column _action = columns["action"], _vendor = columns["vendor"];
    private readonly Captures _captures = new();

    public void Map(Row row, FactChunk chunk)
    {
        string type = row.Pooled(_type) ?? "";
        string? payment = row.IsEmpty(_payment) ? null : row.Reference(_payment);
        var at = Instant(row, _processedUtc, _processed) ?? default;
        var holding = row.Currency(_holding, context.Profile.Currencies);
        if (row.IsRejected || holding is null)
            return;
        long net = CheckoutAmount.Of(row, _net, holding) ?? 0;
        long deduction = CheckoutAmount.Of(row, _deduction, holding) ?? 0;
        long gross = CheckoutAmount.Of(row, _gross, holding) ?? net - deduction;
        if (row.IsRejected)
            return;
        long computed = gross + deduction + (CheckoutAmount.Of(row, _reserve, holding) ?? 0);
        if (Math.Abs(computed - net) > CheckoutAmount.Tolerance && Math.Abs(gross + deduction - net) > CheckoutAmount.Tolerance)
            row.Warn(_net.Header, Encoding.UTF8.GetString(row.Bytes(_net)), "net-differs-from-gross", "Gross plus deductions is not the net amount, by more than a rounding. The amounts are kept as they are.");

        string? said = null;
        var kind = CheckoutWords.RowOf(type);
        var (method, brand) = CheckoutWords.MethodOf(row.Pooled(_method));
        var transaction = new Transaction
        {
            Status = "succeeded",
            OccurredAt = at,
            SettledAt = Instant(row, _availableUtc, _available),
            OrderRef = row.IsEmpty(_reference) ? null : row.Reference(_reference),
            Gateway = "checkoutcom",
            Method = method,
            Brand = brand,
            Country = row.Bytes(_country).Length == 2 ? Countries.Of(row, _country) : null,
            Bin6 = row.Bytes(_bin) is { Length: >= 6 } bin && bin[..6].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? Encoding.UTF8.GetString(bin[..6]) : null,
            Line = row.Line,
        };
        if (kind is CheckoutRow.Charge or CheckoutRow.Refund && payment is null)
        {
            row.Reject(_payment.Header, null, "required-value-missing", $"A row of type {type} is about a payment, and the payment's id is missing. Export the report again.");
            return;
        }

        if (kind is CheckoutRow.Charge or CheckoutRow.Refund)
        {
            Payment(row, transaction, kind, payment!, gross, -deduction, holding);
        }
        else if (net == 0 && gross == 0)
        {
            row.Skip(_type.Header, type, "no-movement", "A row of this type without an amount moves no money.");
            return;
        }
        else
        {
            Account(row, transaction, kind, type, payment, net, holding);
            if (!CheckoutWords.IsKnown(type))
                said = UnknownKind.Said(row, _type.Header, type, "type-unknown", "This type of row is not known here. Its amount is kept as an adjustment, which enters no payment number.");
        }

        Validate.Transaction(transaction, row);
        transaction.Kind = said ?? transaction.Kind;
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, context.VendorOf(row, _vendor), Partial: kind is CheckoutRow.Charge or CheckoutRow.Refund or CheckoutRow.Payout, Fills: kind is CheckoutRow.Payout));
    }

    /// <summary>In the currency the customer paid, as disputes are; the fee is in the holding currency and taken only where both are one.</summary>
    private void Payment(Row row, Transaction transaction, CheckoutRow kind, string payment, long gross, long fee, Currency holding)
    {
        var paid = row.IsEmpty(_processing) ? null : row.Currency(_processing, context.Profile.Currencies);
        long? amount = paid is null ? null : CheckoutAmount.Of(row, _grossProcessing, paid);
        transaction.AmountMinor = Math.Abs(amount ?? gross);
        transaction.Currency = amount is null ? holding.Code : paid!.Code;
        if (transaction.Currency == holding.Code)
            transaction.FeeMinor = fee;
        else if (fee != 0 && context.FirstTime("fee-in-other-currency"))
            row.Warn(_deduction.Header, null, "fee-in-other-currency", $"The fee is in {holding.Code} and the payment in {transaction.Currency}. Fees of such payments were left out. Said once for this file.");
        if (kind == CheckoutRow.Charge)
        {
            transaction.Kind = "charge";
            transaction.ExternalId = _captures.IdOf(payment, row.IsEmpty(_action) ? Moment(row) : row.Reference(_action));
            return;
        }

        transaction.Kind = "refund";
        transaction.ExternalId = $"{payment}#refund@{Moment(row)}";
        transaction.OriginalRef = payment;
    }

    private void Account(Row row, Transaction transaction, CheckoutRow kind, string type, string? payment, long net, Currency holding)
    {
        transaction.AmountMinor = Math.Abs(net);
        transaction.Currency = holding.Code;
        transaction.OriginalRef = payment;
        // Costs that came back are no costs.
        transaction.Kind = kind switch
        {
            CheckoutRow.Fee when net <= 0 => "fee",
            CheckoutRow.Payout => "payout",
            _ => "adjustment",
        };
        transaction.Descriptor = transaction.Kind == "adjustment" ? $"{type} ({(net < 0 ? "debit" : "credit")})" : type;
        string? payout = row.IsEmpty(_payout) ? null : row.Pooled(_payout);
        string key = $"{payment ?? payout ?? "account"}#{CheckoutWords.Fold(type)}@{Moment(row)}";
        int ordinal = context.Ordinal($"{key}|{net}|{holding.Code}");
        transaction.ExternalId = transaction.Kind == "payout" && payment is null && payout is not null ? payout : ordinal == 0 ? key : $"{key}#{ordinal}";
    }

    private string Moment(Row row) => Encoding.UTF8.GetString(row.Bytes(_processed));

    /// <summary>
    /// The column in UTC where the report has it. Else the report's own: in the zone of the column beside it, or of the source's settings, or
    /// in UTC, which is Checkout.com's zone for settlements unless another was agreed.
    /// </summary>
    private DateTime? Instant(Row row, Column utc, Column local)
    {
        if (!row.IsEmpty(utc))
            return row.Instant(utc);
        if (row.IsEmpty(local))
            return local.IsRequired ? row.Instant(local) : null;
        if (!row.IsEmpty(_zone))
            return context.Instant(row, local, _zone);
        if (context.Rules.IsUtc && context.FirstTime("zone-assumed"))
            row.Warn(local.Header, null, "zone-assumed", "The report names no time zone; its times were taken as UTC. If your settlements have another time zone, set it for this source. Said once for this file.");
        return row.Instant(local);
    }
}
