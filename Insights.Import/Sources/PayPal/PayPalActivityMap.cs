using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;

namespace Insights.Import.Sources.PayPal;

/// <summary>The activity download, in any of its languages, of business and personal accounts, with the columns a user picked.</summary>
internal sealed class PayPalActivityMap(MapContext context, ColumnMap columns) : IRowMap
{
    private static readonly Vocabulary Statuses = new(PayPalWords.Of("status"));
    private static readonly Vocabulary Impacts = new(PayPalWords.Of("impact"));

    private readonly Column _date = columns["date"], _time = columns["time"], _zone = columns["zone"], _type = columns["type"], _status = columns["status"];
    private readonly Column _currency = columns["currency"], _gross = columns["gross"], _fee = columns["fee"], _net = columns["net"], _id = columns["id"];
    private readonly Column _name = columns["name"], _from = columns["from"], _to = columns["to"], _reference = columns["reference"], _invoice = columns["invoice"];
    private readonly Column _custom = columns["custom"], _item = columns["item"], _country = columns["country"], _impact = columns["impact"], _code = columns["code"];
    private readonly Column _cardType = columns["card_type"], _receipt = columns["receipt"], _vendor = columns["vendor"];
    private readonly PayPalLedger _ledger = new(context);

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        string status = Status(row);
        var code = Code(row, out string? said);
        long? gross = row.SignedAmount(_gross, currency);
        long? net = row.SignedAmount(_net, currency);
        // Written as what it does to the balance: -1.75 was taken.
        long fee = -(row.SignedAmount(_fee, currency) ?? 0);
        long amount = gross ?? (net is null ? 0 : net.Value + fee);
        if (gross is null && net is null && !row.IsRejected)
            row.Reject(_gross.Exists ? _gross.Header : _net.Header, null, "required-value-missing", "The row has neither a gross nor a net amount.");
        if (row.IsRejected)
            return;
        string? impact = row.IsEmpty(_impact) ? null : Impacts.Find(row.Bytes(_impact));
        if (LeavesBalance(impact, status, code, row))
            return;
        bool isCredit = amount != 0 ? amount > 0 : impact == "credit";
        if (isCredit && code.Moves is "refund" && amount > 0)
            code = PayPalCodes.Find("T1900")! with { Name = "Refund received" };
        var moved = new PayPalMovement
        {
            Id = Id(row, code, amount),
            IsOwnId = !_id.Exists,
            Code = code,
            SaidKind = said,
            IsCredit = isCredit,
            At = context.Instant(row, _date, _time, _zone) ?? default,
            Amount = amount,
            Currency = currency?.Code ?? "",
            Fee = fee,
            Status = status,
            FailureCode = status == "failed" ? row.Pooled(_status)?.ToLowerInvariant() : null,
            Reference = row.Reference(_reference) is { } reference && PayPalWords.IsTransaction(reference) ? reference : null,
            CustomerRef = row.Reference(isCredit ? _from : _to) ?? row.Reference(_name),
            OrderRef = row.Reference(_invoice) ?? row.Reference(_custom),
            Product = row.Pooled(_item),
            CustomerCountry = Countries.Of(row, _country),
            Brand = Brands.Of(row, _cardType),
            PaidByCard = code.Code is "T0005" or "T0012" or "T0018" || !row.IsEmpty(_cardType),
            Line = row.Line,
        };
        _ledger.Add(moved, fills: false, context.VendorOf(row, _vendor), row, chunk);
    }

    public void Finish(FactChunk chunk) => _ledger.Finish(chunk);

    private string Status(Row row)
    {
        if (row.IsEmpty(_status))
            return "succeeded";
        var cell = row.Bytes(_status);
        if (Statuses.Find(cell) is { } status)
            return status;
        string raw = Encoding.UTF8.GetString(cell);
        if (row.Meaning(ValueKinds.TransactionStatus, raw) is { } said)
            return said;
        row.Reject(_status.Header, raw, "status-unknown", $"This status of PayPal's is not known here, and nobody could say whether the money moved. Known: Completed, Pending, Refunded, Denied, Canceled and their like and translations.");
        return "";
    }

    /// <summary>By PayPal's own code where the user picked that column; else by the name of the type.</summary>
    private PayPalCode Code(Row row, out string? said)
    {
        said = null;
        if (row.Pooled(_code) is { } raw && PayPalCodes.Find(raw) is { } exact)
            return exact;
        string type = row.Pooled(_type) ?? "";
        if (PayPalCodes.OfType(type) is { } known)
            return known;
        if (type.Length > 0)
            said = UnknownKind.Said(row, _type.Header, type, "type-unknown", "This type of activity is not known here. The row is kept as an adjustment, which enters no payment number.");
        return new PayPalCode("T9900", "adjustment", type.Length == 0 ? "Other" : type);
    }

    /// <summary>
    /// Memo rows tell of something that moved no money of this account. A payment still pending or refused is one of them and is kept with that
    /// status; the rest is left out.
    /// </summary>
    private static bool LeavesBalance(string? impact, string status, PayPalCode code, RowProblems row)
    {
        if (impact != "memo" || code.Moves == "authorization" || (code.Moves == "payment" && status is "pending" or "failed" or "canceled"))
            return false;
        row.Skip("Balance Impact", "Memo", "memo-row", "A memo: it did not move the balance. What did has a row of its own.");
        return true;
    }

    /// <summary>PayPal's id, or for the personal export, which has none, a hash of what identifies the row with its place among equal ones.</summary>
    private string Id(Row row, PayPalCode code, long amount)
    {
        if (_id.Exists)
            return row.Id(_id);
        string content = string.Join('|', row.Text(_date), row.Text(_time), row.Text(_zone), row.Text(_name), code.Code, row.Text(_currency), amount.ToString(CultureInfo.InvariantCulture), row.Text(_receipt));
        return RowIds.Of("pp", content, context);
    }
}

internal static class PayPalWords
{
    /// <summary>
    /// Words of the activity export in all its languages. A refund or reversal of a payment has a row of its own, so the payment itself succeeded,
    /// whatever its status says of it later.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(string kind) =>
        EmbeddedTable.Read("paypal-words.csv").Where(row => row["kind"] == kind).Select(row => KeyValuePair.Create(row["word"], row["means"]));

    /// <summary>Seventeen letters and digits; agreements (B-…), subscriptions (I-…) and invoices (INV2-…) have a dash.</summary>
    public static bool IsTransaction(string reference) => !reference.Contains('-', StringComparison.Ordinal);
}
