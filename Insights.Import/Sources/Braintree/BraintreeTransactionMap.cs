using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Braintree;

/// <summary>One payment or refund a record. Refunds and disputes that a payment carries inside become facts of their own; their own records complete them.</summary>
internal sealed class BraintreeTransactionMap(MapContext context) : IJsonMap
{
    private readonly BraintreeDisputeMap _disputes = new(context);

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        var fields = new BraintreeFields(record);
        string? vendor = context.VendorOf(fields.Element, fields.Text("merchantAccountId"));
        var transaction = Read(fields, row, original: null);
        if (transaction is null)
            return;
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, vendor));
        foreach (var item in fields.Items("refunds"))
        {
            var refund = new BraintreeFields(item);
            if (refund.IsObject && Read(refund, row, transaction) is { } returned)
                chunk.Transactions.Add(new Incoming<Transaction>(returned, vendor, CountsAsRow: false, Partial: true));
        }

        foreach (var item in fields.Items("disputes"))
        {
            var dispute = new BraintreeFields(item);
            if (!dispute.IsObject || dispute.Text("status") is null)
                continue;
            int before = chunk.Chargebacks.Count;
            _disputes.Map(dispute, row, chunk, vendor, countsAsRow: false);
            if (chunk.Chargebacks.Count > before)
                chunk.Chargebacks[^1].Row.TransactionRef ??= transaction.ExternalId;
        }
    }

    /// <param name="original">The payment a nested refund returns; null for a record of its own.</param>
    private Transaction? Read(BraintreeFields fields, RowProblems row, Transaction? original)
    {
        string? id = fields.KnownId(row);
        if (id is null)
            row.Reject("id", null, "required-value-missing", "This value is required and is missing. Fill it in at the source.");
        var beside = fields.Text("currencyIsoCode", "currencyCode") is { } code ? context.Profile.Currencies.Find(code) : original is null ? null : context.Profile.Currencies.Find(original.Currency);
        var (amount, currency) = fields.Money("amount", context, row, beside, required: true);
        string raw = fields.Text("status") ?? "";
        string? status = BraintreeWords.Status.Find(raw) ?? row.Meaning(ValueKinds.TransactionStatus, raw);
        if (status is null && original is null)
            row.Reject("status", raw, "status-unknown", $"This status is not known. Known: {BraintreeWords.Status.Listing}.");
        var created = fields.Instant("createdAt", context, row, required: original is null);
        if (row.IsRejected)
            return null;

        string? returns = original?.ExternalId ?? fields.Text("refundedTransactionId") ?? fields.Child("refundedTransaction").KnownId(row);
        bool isRefund = returns is not null || string.Equals(fields.Text("type"), "credit", StringComparison.OrdinalIgnoreCase);
        var history = fields.Items("statusHistory").Select(item => new BraintreeFields(item)).ToList();
        var card = fields.Child("paymentMethodSnapshot", "creditCard", "creditCardDetails", "applePay", "applePayDetails", "androidPayCard", "androidPayDetails", "googlePayCard");
        var origin = card.Child("origin");
        var customer = fields.Child("customer", "customerDetails");
        var transaction = new Transaction
        {
            ExternalId = id ?? "",
            Kind = isRefund ? "refund" : "charge",
            Status = status ?? "",
            OccurredAt = created ?? original?.OccurredAt ?? default,
            SettledAt = Settled(fields, history, row),
            AmountMinor = Math.Abs(amount ?? 0),
            Currency = currency?.Code ?? "",
            OriginalRef = returns,
            RefundExtent = original is null || amount is null ? null : Math.Abs(amount.Value) >= original.AmountMinor ? "full" : "partial",
            CustomerRef = customer.KnownId(row) ?? customer.Text("email") ?? fields.Text("customerId"),
            OrderRef = JsonFields.Reference(fields.Element, fields.Name("orderId"), row),
            Gateway = "braintree",
            Method = Method(fields, card, origin),
            Brand = BraintreeWords.BrandOf(card.Text("brandCode", "cardType")),
            Country = TwoLetters(card.Text("countryOfIssuance")),
            CustomerCountry = TwoLetters(fields.Child("billing", "billingDetails", "billingAddress").Text("countryCodeAlpha2", "countryCode")) ?? TwoLetters(fields.Child("shipping", "shippingDetails", "shippingAddress").Text("countryCodeAlpha2", "countryCode")),
            Bin6 = Digits(card.Text("bin"), 6),
            Last4 = Digits(card.Text("last4"), 4),
            CardFingerprint = card.Text("uniqueNumberIdentifier"),
            Descriptor = fields.Child("descriptor", "statementDescriptor").Text("name") ?? fields.Text("statementDescriptorName"),
            ThreeDs = fields.Child("threeDSecureInfo").Text("status") is { } secure ? BraintreeWords.ThreeDs.Find(secure) : null,
            AvsResult = fields.Text("avsPostalCodeResponseCode"),
            CvcResult = fields.Text("cvvResponseCode"),
            VersionAt = fields.Instant("updatedAt", context, row) ?? Newest(history, row),
            Line = row.Line,
        };
        if (transaction.Status == "failed")
            Failure(transaction, fields, history);
        Validate.Transaction(transaction, row);
        return transaction;
    }

    private DateTime? Settled(BraintreeFields fields, List<BraintreeFields> history, RowProblems row)
    {
        foreach (var entry in history)
        {
            if (string.Equals(entry.Text("status"), "settled", StringComparison.OrdinalIgnoreCase))
                return entry.Instant("timestamp", context, row);
        }

        var paidOut = fields.Child("disbursementDetails");
        return paidOut.Instant("date", context, row) ?? paidOut.Instant("disbursementDate", context, row);
    }

    private DateTime? Newest(List<BraintreeFields> history, RowProblems row)
    {
        DateTime? newest = null;
        foreach (var entry in history)
        {
            if (entry.Instant("timestamp", context, row) is { } at && (newest is null || at > newest))
                newest = at;
        }

        return newest;
    }

    /// <summary>The gateway's own reason, else the processor's code, which GraphQL keeps with the entry of the history.</summary>
    private static void Failure(Transaction transaction, BraintreeFields fields, List<BraintreeFields> history)
    {
        string? code = fields.Text("gatewayRejectionReason") ?? fields.Text("processorResponseCode") ?? fields.Child("processorResponse").Text("legacyCode", "code");
        foreach (var entry in history)
            code ??= entry.Text("gatewayRejectionReason") ?? entry.Child("processorResponse").Text("legacyCode", "code");
        transaction.FailureCode = code;
        transaction.FailureCause = BraintreeWords.CauseOf(code);
    }

    private static string? Method(BraintreeFields fields, BraintreeFields card, BraintreeFields origin)
    {
        // A card kept in a wallet is paid by wallet, although GraphQL shows the card.
        if (origin.Text("type") is { } wallet && BraintreeWords.MethodOf(wallet) is "wallet")
            return "wallet";
        return BraintreeWords.MethodOf(fields.Text("paymentInstrumentType") ?? card.Text("__typename")) ?? (card.Text("last4") is null ? null : "card");
    }

    /// <summary>A country as far as it is told by two letters; for where a card was issued the libraries write three.</summary>
    private static string? TwoLetters(string? text) => text is { Length: 2 } country && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : null;

    private static string? Digits(string? text, int count) => text?.Length == count && text.All(char.IsAsciiDigit) ? text : null;
}
