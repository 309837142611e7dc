using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;

namespace Insights.Import.Sources.PayPal;

/// <summary>
/// The settlement report (STL) and the transaction detail report (TRR): typed records between headers and footers, amounts in minor units
/// with a column for debit or credit, and the same for the fee.
/// </summary>
internal sealed class PayPalSettlementMap(MapContext context, ColumnMap columns) : IRowMap
{
    private static readonly Vocabulary Directions = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CR"] = "credit",
        ["DR"] = "debit",
        ["credit"] = "credit",
        ["debit"] = "debit",
    });

    /// <summary>PayPal's letters: a payment refunded in part (F) or reversed (V) succeeded first, and what came after has a row of its own.</summary>
    internal static readonly Vocabulary Statuses = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["S"] = "succeeded",
        ["V"] = "succeeded",
        ["F"] = "succeeded",
        ["P"] = "pending",
        ["D"] = "failed",
    });

    private readonly Column _id = columns["id"], _invoice = columns["invoice"], _reference = columns["reference"], _referenceType = columns["reference_type"];
    private readonly Column _code = columns["code"], _initiated = columns["initiated"], _completed = columns["completed"], _direction = columns["direction"];
    private readonly Column _amount = columns["amount"], _currency = columns["currency"], _feeDirection = columns["fee_direction"], _fee = columns["fee"], _feeCurrency = columns["fee_currency"];
    private readonly Column _custom = columns["custom"], _consumer = columns["consumer"], _status = columns["status"], _item = columns["item"];
    private readonly Column _cardType = columns["card_type"], _country = columns["country"], _billingCountry = columns["billing_country"], _vendor = columns["vendor"];
    private readonly PayPalLedger _ledger = new(context);
    private readonly PayPalFooters _footers = new(context, columns.Headers);

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        var code = Code(row, out string? said);
        string? direction = row.Word(_direction, Directions);
        long amount = context.Amount(row, _amount, currency) ?? 0;
        long fee = Fee(row, currency, out var feeIn, out long feeInItsCurrency);
        _footers.Row(currency, direction == "credit", amount, feeIn, feeInItsCurrency);
        PayPalCurrencies.Flag(currency, context, row);
        string? reference = row.Reference(_reference);
        // A subscription or billing agreement is no transaction.
        if (!row.IsEmpty(_referenceType) && !row.Bytes(_referenceType).SequenceEqual("TXN"u8))
            reference = null;
        string status = Status(row);
        string? brand = Brands.Of(row, _cardType);
        var moved = new PayPalMovement
        {
            Id = row.Id(_id),
            Code = code ?? PayPalCodes.Find("T9900")!,
            SaidKind = said,
            IsCredit = direction == "credit",
            At = row.RequiredInstant(_initiated),
            SettledAt = row.Instant(_completed),
            Amount = direction == "credit" ? amount : -amount,
            Currency = currency?.Code ?? "",
            Fee = fee,
            Status = status,
            FailureCode = status == "failed" ? "denied" : null,
            Reference = reference,
            CustomerRef = row.Reference(_consumer),
            OrderRef = row.Reference(_invoice) ?? row.Reference(_custom),
            Product = row.Pooled(_item),
            CustomerCountry = Countries.OfAddress(row, _billingCountry, _country),
            Brand = brand,
            PaidByCard = brand is not null || code?.Code is "T0005" or "T0012" or "T0018",
            Line = row.Line,
        };
        _ledger.Add(moved, fills: true, context.VendorOf(row, _vendor), row, chunk);
    }

    public void Structure(IReadOnlyList<string> cells, int line) => _footers.Record(cells, line);

    public void Finish(FactChunk chunk)
    {
        _ledger.Finish(chunk);
        _footers.Finish();
    }

    private string Status(Row row)
    {
        var cell = row.Bytes(_status);
        if (cell.IsEmpty)
            return "succeeded";
        string raw = Encoding.UTF8.GetString(cell);
        if ((Statuses.Find(cell) ?? row.Meaning(ValueKinds.TransactionStatus, raw)) is { } status)
            return status;
        row.Reject(_status.Header, raw, "status-unknown", $"This status of PayPal's is not known here, and nobody could say whether the money moved. Known: {Statuses.Listing}.");
        return "";
    }

    private PayPalCode? Code(Row row, out string? said)
    {
        said = null;
        return row.Pooled(_code) is { } raw ? CodeOf(_code.Header, raw, row, out said) : null;
    }

    /// <summary>An unlisted code is read as its family; one of no family is kept as an adjustment and listed to be mapped.</summary>
    internal static PayPalCode CodeOf(string column, string raw, RowProblems row, out string? said)
    {
        said = null;
        if (PayPalCodes.Find(raw) is { } listed)
            return listed;
        var code = PayPalCodes.OfFamily(raw);
        if (code is null)
            said = UnknownKind.Said(row, column, raw, "event-code-unknown", "This is no event code known here. The row is kept as an adjustment, which enters no payment number.");
        else
            row.Warn(column, raw, "event-code-unknown", "This event code is not listed here. The row is read as others of its family.");
        return code ?? new PayPalCode(raw.ToUpperInvariant(), "adjustment", "Unknown event");
    }

    /// <summary>What PayPal kept, in the row's currency; a credited fee was given back and is negative.</summary>
    private long Fee(Row row, Currency? currency, out Currency? feeIn, out long signed)
    {
        signed = 0;
        feeIn = null;
        if (row.IsEmpty(_fee))
            return 0;
        feeIn = row.IsEmpty(_feeCurrency) ? currency : row.Currency(_feeCurrency, context.Profile.Currencies);
        long fee = context.Amount(row, _fee, feeIn) ?? 0;
        if (fee == 0)
            return 0;
        // A fee without a direction is one that was taken.
        bool credited = !row.IsEmpty(_feeDirection) && row.Word(_feeDirection, Directions) == "credit";
        signed = credited ? -fee : fee;
        if (feeIn is null || currency is null || feeIn.Code == currency.Code)
            return signed;
        if (context.FirstTime("fee-in-other-currency"))
            row.Warn(_fee.Header, Encoding.UTF8.GetString(row.Bytes(_fee)), "fee-in-other-currency", $"The fee is in {feeIn.Code} and the amount in {currency.Code}. Fees of such rows were left out. Said once for this file.");
        return 0;
    }
}

/// <summary>PayPal's own pages disagree on how currencies without decimals are written.</summary>
internal static class PayPalCurrencies
{
    /// <summary>Rows in such currencies are flagged until the source's settings say how they are meant.</summary>
    public static void Flag(Currency? currency, MapContext context, RowProblems row)
    {
        if (currency is { StoredDecimals: 0 } && ReferenceEquals(context.Profile.Currencies, Currencies.TwoAlways))
        {
            row.Warn(
                "Gross Transaction Currency", currency.Code, "zero-decimal-currency",
                $"{currency.Code} has no decimals. The amount was divided by 100, as PayPal's settlement files are read by most; compare one with PayPal's site, and set the currency's decimals in the source's settings if it is 100 times too small.");
        }
    }
}
