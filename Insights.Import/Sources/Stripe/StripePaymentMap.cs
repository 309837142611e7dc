using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

/// <summary>One payment a row; what was refunded of it stands on the same row and becomes a movement of its own.</summary>
internal sealed class StripePaymentMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["id"], _created = columns["created"], _amount = columns["amount"], _refunded = columns["amount_refunded"];
    private readonly Column _currency = columns["currency"], _status = columns["status"], _mode = columns["mode"], _vendor = columns["vendor"];
    private readonly Column _fee = columns["fee"], _feeCurrency = columns["fee_currency"], _refundedAt = columns["refunded_at"], _captured = columns["captured"];
    private readonly Column _sourceType = columns["source_type"], _sellerMessage = columns["seller_message"], _failureCode = columns["failure_code"];
    private readonly Column _descriptor = columns["descriptor"], _customer = columns["customer"], _customerEmail = columns["customer_email"];
    private readonly Column _order = columns["order"], _paymentIntent = columns["payment_intent"], _product = columns["product"];
    private readonly Column _brand = columns["brand"], _country = columns["country"], _last4 = columns["last4"], _fingerprint = columns["fingerprint"];
    private readonly Column _billingCountry = columns["billing_country"], _shippingCountry = columns["shipping_country"];
    private readonly Column _cvc = columns["cvc"], _avs = columns["avs"];

    public void Map(Row row, FactChunk chunk)
    {
        if (StripeRules.IsTest(context, row, _mode))
            return;
        if (!_mode.Exists && context.FirstTime("mode-missing"))
            row.Warn("Mode", null, "mode-missing", "The file has no column 'Mode', so test payments in it cannot be told from real ones; all were taken as real. Export that column where the account has test payments. Said once for this file.");
        var currency = row.Currency(_currency, context.Profile.Currencies);
        string status = row.Word(_status, StripeWords.Status) ?? "";
        if (status == "succeeded" && row.YesNo(_captured) == false)
            status = "pending";
        var charge = new Transaction
        {
            ExternalId = row.Id(_id),
            Kind = "charge",
            Status = status,
            OccurredAt = row.RequiredInstant(_created),
            AmountMinor = row.Amount(_amount, currency) ?? 0,
            Currency = currency?.Code ?? "",
            FeeMinor = Fee(row, currency),
            CustomerRef = row.Reference(_customer) ?? row.Reference(_customerEmail),
            OrderRef = row.Reference(_order) ?? row.Reference(_paymentIntent),
            Gateway = "stripe",
            Method = Method(row),
            Brand = Brands.Of(row, _brand),
            Country = Countries.Of(row, _country),
            CustomerCountry = Countries.OfAddress(row, _billingCountry, _shippingCountry),
            Last4 = row.Digits(_last4, 4),
            CardFingerprint = row.Reference(_fingerprint),
            Descriptor = row.Pooled(_descriptor),
            Product = row.Pooled(_product),
            CvcResult = row.Pooled(_cvc),
            AvsResult = row.Pooled(_avs),
            Line = row.Line,
        };
        if (status == "failed")
        {
            charge.FailureCode = row.Pooled(_failureCode) ?? StripeWords.CodeIn(row.Pooled(_sellerMessage));
            charge.FailureCause = StripeWords.CauseOf(charge.FailureCode);
        }

        string? vendor = context.VendorOf(row, _vendor);
        Validate.Transaction(charge, row);
        chunk.Transactions.Add(new Incoming<Transaction>(charge, vendor, Partial: true));
        long refunded = row.Amount(_refunded, currency) ?? 0;
        // What was authorised and never captured is released, not refunded.
        if (refunded > 0 && status == "succeeded" && !row.IsRejected)
            chunk.Transactions.Add(new Incoming<Transaction>(Refund(row, charge, refunded), vendor, CountsAsRow: false));
    }

    private Transaction Refund(Row row, Transaction charge, long refunded)
    {
        var at = row.Instant(_refundedAt);
        if (at is null && context.FirstTime("refund-date-missing"))
        {
            row.Warn(
                "Amount Refunded", null, "refund-date-missing",
                "The file does not say when payments were refunded; such refunds are dated at their charge. Export the column 'Refunded date (UTC)' to date them. Said once for this file.");
        }

        if (refunded > charge.AmountMinor)
            row.Warn(_refunded.Header, Encoding.UTF8.GetString(row.Bytes(_refunded)), "refund-above-charge", "More was refunded than charged. Both amounts are kept as they are.");
        return StripeRefunds.Sum(charge, refunded, at ?? charge.OccurredAt);
    }

    /// <summary>The fee is in the converted currency, which is the account's; it is taken only where that is the payment's own.</summary>
    private long Fee(Row row, Currency? currency)
    {
        if (row.IsEmpty(_fee))
            return 0;
        var of = row.IsEmpty(_feeCurrency) ? currency : row.Currency(_feeCurrency, context.Profile.Currencies);
        long fee = row.Amount(_fee, of) ?? 0;
        if (of is null || currency is null || of.Code == currency.Code || fee == 0)
            return fee;
        if (context.FirstTime("fee-in-other-currency"))
            row.Warn(_fee.Header, Encoding.UTF8.GetString(row.Bytes(_fee)), "fee-in-other-currency", $"The fee is in {of.Code} and the payment in {currency.Code}. Fees of such payments were left out. Said once for this file.");
        return 0;
    }

    private string? Method(Row row)
    {
        var cell = row.Bytes(_sourceType);
        if (!cell.IsEmpty)
            return StripeWords.Method.Find(cell) ?? row.Meaning(ValueKinds.Method, Encoding.UTF8.GetString(cell)) ?? "other";
        return row.IsEmpty(_brand) && row.IsEmpty(_last4) ? null : "card";
    }
}

internal static class StripeRules
{
    private static readonly Vocabulary Modes = new("live", "test");

    /// <summary>Test rows are no business; they are left out and counted.</summary>
    public static bool IsTest(MapContext context, Row row, Column mode) =>
        context.IsLeftOutAsTest(row, mode.Exists && row.Word(mode, Modes) == "test", mode.Header, "Test");
}
