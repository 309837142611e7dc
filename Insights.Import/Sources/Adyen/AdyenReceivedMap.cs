using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Adyen;

/// <summary>
/// What became of a payment when it was asked for: authorised, which moves no money yet, or refused and why. Bookings and settlements know what
/// came after, so every row only completes its payment and is older than any of them.
/// </summary>
internal sealed class AdyenReceivedMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _psp = columns["psp"], _created = columns["created"], _zone = columns["zone"], _currency = columns["currency"], _amount = columns["amount"];
    private readonly Column _answer = columns["answer"], _rawAnswer = columns["raw_answer"], _type = columns["type"], _vendor = columns["vendor"], _order = columns["order"];
    private readonly Column _method = columns["method"], _variant = columns["variant"], _customer = columns["customer"], _country = columns["country"], _customerCountry = columns["customer_country"];

    public void Map(Row row, FactChunk chunk)
    {
        var created = context.Instant(row, _created, _zone) ?? default;
        var currency = row.Currency(_currency, context.Profile.Currencies);
        string status = Status(row);
        var payment = new Transaction
        {
            ExternalId = row.Id(_psp),
            Kind = "charge",
            Status = status,
            OccurredAt = created,
            AmountMinor = Math.Abs(row.Amount(_amount, currency) ?? 0),
            Currency = currency?.Code ?? "",
            CustomerRef = row.Reference(_customer),
            OrderRef = row.IsEmpty(_order) ? null : row.Reference(_order),
            Gateway = "adyen",
            Country = Countries.Of(row, _country),
            CustomerCountry = Countries.Of(row, _customerCountry),
            Line = row.Line,
        };
        if (row.IsRejected)
            return;
        payment.VersionAt = AdyenWords.VersionOf(status == "failed" ? "refused" : "authorised", created);
        (payment.Method, payment.Brand) = AdyenWords.MethodOf(row.Pooled(_method), row.Pooled(_variant), row);
        if (status == "failed")
        {
            payment.FailureCode = row.Pooled(_rawAnswer) ?? row.Pooled(_answer);
            // The issuer's own words say more than the group Adyen puts them in.
            payment.FailureCause = AdyenWords.CauseOf(payment.FailureCode);
            if (payment.FailureCause == "unknown")
                payment.FailureCause = AdyenWords.CauseOf(row.Pooled(_answer));
        }

        Validate.Transaction(payment, row);
        chunk.Transactions.Add(new Incoming<Transaction>(payment, context.VendorOf(row, _vendor), Partial: true));
    }

    /// <summary>By the row's type where it is a state of a payment; else by what the acquirer answered: anything but an approval is a refusal.</summary>
    private string Status(Row row)
    {
        if (row.Pooled(_type) is { } type && AdyenWords.StatusOf(type) is { } known)
            return known;
        string answer = AdyenWords.Fold(row.Pooled(_answer) ?? "");
        return answer.Length == 0 || answer.StartsWith("approved", StringComparison.Ordinal) || answer.StartsWith("authorised", StringComparison.Ordinal) || answer.StartsWith("partiallyapproved", StringComparison.Ordinal) || answer.StartsWith("pending", StringComparison.Ordinal)
            ? "pending"
            : "failed";
    }
}
