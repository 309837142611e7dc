using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Canonical;

internal sealed class TransactionMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["transaction_id"], _vendor = columns["vendor"], _kind = columns["kind"], _status = columns["status"];
    private readonly Column _occurred = columns["occurred_at"], _updated = columns["updated_at"], _settled = columns["settled_at"];
    private readonly Column _amount = columns["amount"], _currency = columns["currency"], _fee = columns["fee"];
    private readonly Column _original = columns["original_transaction_id"], _extent = columns["refund_extent"], _mode = columns["refund_mode"];
    private readonly Column _customer = columns["customer"], _order = columns["order_id"], _gateway = columns["gateway"], _method = columns["method"];
    private readonly Column _brand = columns["brand"], _country = columns["country"], _customerCountry = columns["customer_country"], _bin = columns["bin"], _last4 = columns["last4"];
    private readonly Column _fingerprint = columns["card_fingerprint"], _failureCode = columns["failure_code"], _failureCause = columns["failure_cause"];
    private readonly Column _descriptor = columns["descriptor"], _product = columns["product"];
    private readonly Column _threeDs = columns["three_ds"], _avs = columns["avs"], _cvc = columns["cvc"];

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        var transaction = new Transaction
        {
            ExternalId = row.Id(_id),
            Kind = row.Word(_kind, Words.TransactionKind) ?? "",
            Status = row.Word(_status, Words.TransactionStatus) ?? "",
            OccurredAt = row.RequiredInstant(_occurred),
            VersionAt = row.Instant(_updated),
            SettledAt = row.Instant(_settled),
            AmountMinor = context.Amount(row, _amount, currency, out bool isNegative) ?? 0,
            Currency = currency?.Code ?? "",
            FeeMinor = context.Amount(row, _fee, currency, out _) ?? 0,
            OriginalRef = row.Reference(_original),
            RefundExtent = row.Word(_extent, Words.RefundExtent),
            RefundMode = row.Word(_mode, Words.RefundMode),
            CustomerRef = row.Reference(_customer),
            OrderRef = row.Reference(_order),
            Gateway = row.Pooled(_gateway),
            Method = row.Word(_method, Words.Method),
            Brand = Brands.Of(row, _brand),
            Country = Countries.Of(row, _country),
            CustomerCountry = Countries.Of(row, _customerCountry),
            Bin6 = row.Digits(_bin, 6),
            Last4 = row.Digits(_last4, 4),
            CardFingerprint = row.Reference(_fingerprint),
            FailureCode = row.Pooled(_failureCode),
            FailureCause = row.Word(_failureCause, Words.FailureCause),
            Descriptor = row.Pooled(_descriptor),
            Product = row.Pooled(_product),
            ThreeDs = row.Word(_threeDs, Words.ThreeDs),
            AvsResult = row.Pooled(_avs),
            CvcResult = row.Pooled(_cvc),
            Line = row.Line,
        };
        if (isNegative && transaction.Kind == "charge" && context.Profile.Negatives == NegativeAmounts.Refunds)
            transaction.Kind = "refund";
        if (transaction.Status == "failed" && transaction.FailureCause is null)
            transaction.FailureCause = "unknown";
        Validate.Transaction(transaction, row);
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, context.VendorOf(row, _vendor)));
    }
}
