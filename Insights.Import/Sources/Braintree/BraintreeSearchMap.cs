using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Braintree;

/// <summary>The control panel's transaction search as CSV: one payment or refund a row, in its state when the search was run.</summary>
internal sealed class BraintreeSearchMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["id"], _type = columns["type"], _status = columns["status"], _created = columns["created"], _zone = columns["zone"];
    private readonly Column _settled = columns["settled"], _vendor = columns["vendor"], _currency = columns["currency"];
    private readonly Column _authorized = columns["authorized"], _submitted = columns["submitted"], _fee = columns["fee"], _order = columns["order"], _descriptor = columns["descriptor"];
    private readonly Column _refunded = columns["refunded"], _instrument = columns["instrument"], _card = columns["card"], _bin = columns["bin"], _last4 = columns["last4"];
    private readonly Column _fingerprint = columns["fingerprint"], _customer = columns["customer"], _email = columns["email"];
    private readonly Column _code = columns["code"], _rejection = columns["rejection"], _avs = columns["avs"], _cvc = columns["cvc"];

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        string? type = row.Pooled(_type);
        // Declined payments were authorised for nothing and submitted for nothing: what was asked for stands in the first column.
        long submitted = row.IsEmpty(_submitted) ? 0 : row.Amount(_submitted, currency) ?? 0;
        long authorized = row.IsEmpty(_authorized) ? 0 : row.Amount(_authorized, currency) ?? 0;
        string? returns = row.IsEmpty(_refunded) ? null : row.Reference(_refunded);
        var transaction = new Transaction
        {
            ExternalId = row.Id(_id),
            Kind = string.Equals(type, "credit", StringComparison.OrdinalIgnoreCase) ? "refund" : "charge",
            Status = row.Word(_status, BraintreeWords.Status) ?? "",
            OccurredAt = context.Instant(row, _created, _zone) ?? default,
            SettledAt = row.IsEmpty(_settled) ? null : row.Instant(_settled, Column.None, _zone, atNight: true),
            AmountMinor = submitted != 0 ? submitted : authorized,
            Currency = currency?.Code ?? "",
            FeeMinor = row.IsEmpty(_fee) ? 0 : row.Amount(_fee, currency) ?? 0,
            CustomerRef = row.Reference(_customer) ?? row.Reference(_email),
            OrderRef = row.IsEmpty(_order) ? null : row.Reference(_order),
            Gateway = "braintree",
            Method = BraintreeWords.MethodOf(row.Pooled(_instrument)) ?? (row.IsEmpty(_last4) ? null : "card"),
            Brand = BraintreeWords.BrandOf(row.Pooled(_card)),
            Bin6 = row.Digits(_bin, 6),
            Last4 = row.Digits(_last4, 4),
            CardFingerprint = row.Reference(_fingerprint),
            Descriptor = row.Pooled(_descriptor),
            AvsResult = row.Pooled(_avs),
            CvcResult = row.Pooled(_cvc),
            Line = row.Line,
        };
        if (transaction.Kind == "refund")
            transaction.OriginalRef = returns;
        if (transaction.Status == "failed")
        {
            transaction.FailureCode = row.Pooled(_rejection) ?? row.Pooled(_code);
            transaction.FailureCause = BraintreeWords.CauseOf(transaction.FailureCode);
        }

        // The day of settlement is a whole day; its first instant may lie before the payment.
        if (transaction.SettledAt < transaction.OccurredAt)
            transaction.SettledAt = transaction.OccurredAt;
        Validate.Transaction(transaction, row);
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, context.VendorOf(row, _vendor), Partial: true));
    }
}
