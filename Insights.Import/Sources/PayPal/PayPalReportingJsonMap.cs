using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;

namespace Insights.Import.Sources.PayPal;

/// <summary>A transaction of the reporting API: the same movements, ids and event codes as in the settlement report, with signed decimal amounts.</summary>
internal sealed class PayPalReportingJsonMap(MapContext context) : IJsonMap
{
    private readonly PayPalLedger _ledger = new(context);

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        // A search for nothing but the movement itself answers records of a single object, which is then the record.
        var info = JsonFields.Child(record, "transaction_info") is { ValueKind: JsonValueKind.Object } inner ? inner : record;
        var payer = JsonFields.Child(record, "payer_info");
        var sum = JsonFields.Child(info, "transaction_amount");
        var currency = Currency(sum, row);
        long amount = context.Amount(sum, "value", currency, row, required: true) ?? 0;
        var code = Code(info, row, out string? said);
        string status = Status(info, row);
        PayPalCurrencies.Flag(currency, context, row);
        string? reference = JsonFields.Reference(info, "paypal_reference_id", row);
        // Agreements and orders are named as well; only a transaction is one that this one is about.
        if (JsonFields.Text(info, "paypal_reference_id_type", 10) is { } type && !type.Equals("TXN", StringComparison.OrdinalIgnoreCase))
            reference = null;
        var moved = new PayPalMovement
        {
            Id = JsonFields.Id(info, "transaction_id", row),
            Code = code,
            SaidKind = said,
            IsCredit = amount >= 0,
            At = context.Instant(info, "transaction_initiation_date", row, required: true) ?? default,
            Amount = amount,
            Currency = currency?.Code ?? "",
            Fee = Fee(info, currency, row),
            Status = status,
            FailureCode = status == "failed" ? "denied" : null,
            Reference = reference,
            CustomerRef = JsonFields.Text(info, "paypal_account_id", 200) ?? JsonFields.Text(payer, "account_id", 200) ?? JsonFields.Text(payer, "email_address", 200),
            OrderRef = JsonFields.Reference(info, "invoice_id", row) ?? JsonFields.Reference(info, "custom_field", row),
            Product = JsonFields.Text(JsonFields.Items(JsonFields.Child(JsonFields.Child(record, "cart_info"), "item_details")).FirstOrDefault(), "item_name", 200),
            CustomerCountry = Country(payer),
            PaidByCard = code.Code is "T0005" or "T0012" or "T0018",
            Line = row.Line,
        };
        _ledger.Add(moved, fills: false, context.VendorOf(record), row, chunk);
    }

    public void Finish(FactChunk chunk) => _ledger.Finish(chunk);

    private Currency? Currency(JsonElement sum, RowProblems row)
    {
        string? code = JsonFields.Text(sum, "currency_code", 10);
        var currency = code is null ? null : context.Profile.Currencies.Find(code);
        if (currency is null)
            row.Reject("transaction_amount", code, "currency-unknown", "The amount has no ISO 4217 currency code, so it has no known decimals.");
        return currency;
    }

    /// <summary>Written as what it does to the balance: -0.88 was taken.</summary>
    private long Fee(JsonElement info, Currency? currency, RowProblems row)
    {
        var fee = JsonFields.Child(info, "fee_amount");
        if (fee.ValueKind != JsonValueKind.Object || currency is null)
            return 0;
        string? feeIn = JsonFields.Text(fee, "currency_code", 10);
        if (feeIn is null || string.Equals(feeIn, currency.Code, StringComparison.OrdinalIgnoreCase))
            return -(context.Amount(fee, "value", currency, row) ?? 0);
        if (context.FirstTime("fee-in-other-currency"))
            row.Warn("fee_amount", feeIn, "fee-in-other-currency", $"The fee is in {feeIn} and the amount in {currency.Code}. Fees of such rows were left out. Said once for this file.");
        return 0;
    }

    private static string Status(JsonElement info, RowProblems row)
    {
        if (JsonFields.Text(info, "transaction_status", 40) is not { } raw)
            return "succeeded";
        if ((PayPalSettlementMap.Statuses.Find(raw) ?? row.Meaning(ValueKinds.TransactionStatus, raw)) is { } status)
            return status;
        row.Reject("transaction_status", raw, "status-unknown", $"This status of PayPal's is not known here, and nobody could say whether the money moved. Known: {PayPalSettlementMap.Statuses.Listing}.");
        return "";
    }

    private static PayPalCode Code(JsonElement info, RowProblems row, out string? said)
    {
        said = null;
        if (JsonFields.Text(info, "transaction_event_code", 40) is not { } raw)
        {
            row.Reject("transaction_event_code", null, "required-value-missing", "Without PayPal's event code it is not known what moved. Read the transactions again with fields=all or fields=transaction_info.");
            return PayPalCodes.Find("T9900")!;
        }

        return PayPalSettlementMap.CodeOf("transaction_event_code", raw, row, out said);
    }

    private static string? Country(JsonElement payer) =>
        (JsonFields.Text(payer, "country_code", 10) ?? JsonFields.Text(JsonFields.Child(payer, "address"), "country_code", 10)) is { Length: 2 } country && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : null;
}
