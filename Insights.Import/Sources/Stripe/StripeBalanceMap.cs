using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;

namespace Insights.Import.Sources.Stripe;

/// <summary>The itemised balance reports and the export of all balance activity: one balance transaction a row.</summary>
internal sealed class StripeBalanceMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["id"], _created = columns["created"], _available = columns["available"], _currency = columns["currency"];
    private readonly Column _gross = columns["gross"], _fee = columns["fee"], _net = columns["net"], _category = columns["category"], _type = columns["type"];
    private readonly Column _source = columns["source"], _charge = columns["charge"], _payout = columns["payout"];
    private readonly Column _customerAmount = columns["customer_amount"], _customerCurrency = columns["customer_currency"];
    private readonly Column _reason = columns["dispute_reason"], _customer = columns["customer"], _customerEmail = columns["customer_email"];
    private readonly Column _order = columns["order"], _intent = columns["payment_intent"], _descriptor = columns["descriptor"], _method = columns["method"];
    private readonly Column _brand = columns["brand"], _country = columns["country"], _customerCountry = columns["customer_country"], _vendor = columns["vendor"];

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        var customerCurrency = row.IsEmpty(_customerCurrency) ? null : row.Currency(_customerCurrency, context.Profile.Currencies);
        string id = row.Id(_id);
        string? source = row.Reference(_source);
        string? category = row.Pooled(_category);
        string? type = row.Pooled(_type);
        long gross = context.Amount(row, _gross, currency) ?? 0;
        long fee = context.Amount(row, _fee, currency) ?? 0;
        long net = context.Amount(row, _net, currency) ?? 0;
        StripeLedger.Check(gross, fee, net, currency, context, row);
        string? said = row.IsRejected || StripeLedger.IsKnown(category, type) || (category ?? type) is not { } word ? null
            : UnknownKind.Said(row, _category.Exists ? _category.Header : _type.Header, word, "category-unknown", "This kind of movement is not known here. It is kept as an adjustment, which enters no payment number.");
        string moves = StripeLedger.Moves(category, type, source, gross);
        StripeLedger.Add(
            new StripeMovement
            {
                Id = id,
                Source = source ?? (moves == "payout" ? row.Reference(_payout) : null),
                Charge = row.Reference(_charge),
                Moves = moves,
                SaidKind = said,
                Category = category ?? type,
                CreatedAt = row.RequiredInstant(_created),
                AvailableAt = context.Day(row, _available),
                Currency = currency?.Code ?? "",
                Gross = gross,
                Fee = fee,
                Net = net,
                CustomerAmount = customerCurrency is null ? null : context.Amount(row, _customerAmount, customerCurrency),
                CustomerCurrency = customerCurrency?.Code,
                DisputeReason = row.Pooled(_reason),
                CustomerRef = row.Reference(_customer) ?? row.Reference(_customerEmail),
                OrderRef = row.Reference(_order) ?? row.Reference(_intent),
                Descriptor = row.Pooled(_descriptor),
                Brand = Brands.Of(row, _brand),
                Country = Countries.Of(row, _country),
                CustomerCountry = Countries.OfAddress(row, _customerCountry, _customerCountry),
                Method = Method(row),
                Line = row.Line,
            },
            context.VendorOf(row, _vendor), context, row, chunk);
    }

    private string? Method(Row row)
    {
        var cell = row.Bytes(_method);
        return cell.IsEmpty ? row.IsEmpty(_brand) ? null : "card" : StripeWords.Method.Find(cell) ?? "other";
    }
}

/// <summary>The itemised payouts: the same balance transactions, with what became of each payout.</summary>
internal sealed class StripePayoutMap(MapContext context, ColumnMap columns) : IRowMap
{
    private static readonly Vocabulary Status = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["paid"] = "succeeded",
        ["in_transit"] = "pending",
        ["pending"] = "pending",
        ["failed"] = "failed",
        ["canceled"] = "canceled",
        ["cancelled"] = "canceled",
        ["reversed"] = "canceled",
    });

    private readonly Column _id = columns["id"], _payout = columns["payout"], _status = columns["status"], _effective = columns["effective"], _arrival = columns["arrival"];
    private readonly Column _currency = columns["currency"], _gross = columns["gross"], _fee = columns["fee"], _net = columns["net"], _category = columns["category"], _vendor = columns["vendor"];

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        string payout = row.Id(_payout);
        long gross = context.Amount(row, _gross, currency) ?? 0;
        long net = context.Amount(row, _net, currency) ?? 0;
        long fee = row.IsEmpty(_fee) ? gross - net : context.Amount(row, _fee, currency) ?? 0;
        StripeLedger.Check(gross, fee, net, currency, context, row);
        string? category = row.Pooled(_category);
        string moves = category is null ? "payout" : StripeLedger.Moves(category, null, payout, gross);
        StripeLedger.Add(
            new StripeMovement
            {
                Id = row.Reference(_id) ?? payout + "#" + moves,
                Source = payout,
                Charge = moves == "payout" ? null : payout,
                Moves = moves,
                Category = category,
                CreatedAt = row.RequiredInstant(_effective),
                AvailableAt = context.Day(row, _arrival),
                Currency = currency?.Code ?? "",
                Gross = gross,
                Fee = fee,
                Net = net,
                PayoutStatus = row.Word(_status, Status),
                Line = row.Line,
            },
            context.VendorOf(row, _vendor), context, row, chunk);
    }
}
