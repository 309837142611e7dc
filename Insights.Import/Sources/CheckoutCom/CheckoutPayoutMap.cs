using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.CheckoutCom;

/// <summary>One payout a row. The fees the report sums up are the fees of the breakdown's rows, so only the payout's own is taken here.</summary>
internal sealed class CheckoutPayoutMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["id"], _date = columns["date"], _amount = columns["amount"], _currency = columns["currency"], _fee = columns["fee"], _vendor = columns["vendor"];

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        string id = row.Id(_id);
        var date = context.Day(row, _date);
        if (row.IsRejected || currency is null)
            return;
        long? amount = CheckoutAmount.Of(row, _amount, currency);
        if (amount is null)
        {
            if (!row.IsRejected)
                row.Reject(_amount.Header, null, "required-value-missing", "This value is required and the cell is empty. Fill it in at the source.");
            return;
        }

        var payout = new Transaction
        {
            ExternalId = id,
            Kind = amount < 0 ? "adjustment" : "payout",
            Status = "succeeded",
            OccurredAt = date ?? default,
            AmountMinor = Math.Abs(amount.Value),
            Currency = currency.Code,
            FeeMinor = Math.Abs(CheckoutAmount.Of(row, _fee, currency) ?? 0),
            Gateway = "checkoutcom",
            Descriptor = amount < 0 ? "Payout (debit)" : null,
            Line = row.Line,
        };
        Validate.Transaction(payout, row);
        chunk.Transactions.Add(new Incoming<Transaction>(payout, context.VendorOf(row, _vendor), Partial: true));
    }
}
