using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Sources.Adyen;

/// <summary>One booking of a payable batch a row. Every fact made here is partial: the report knows money and days, and little else.</summary>
internal sealed class AdyenSettlementMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _vendor = columns["vendor"], _psp = columns["psp"], _order = columns["order"], _method = columns["method"], _variant = columns["variant"];
    private readonly Column _created = columns["created"], _zone = columns["zone"], _booked = columns["booked"], _bookedZone = columns["booked_zone"];
    private readonly Column _type = columns["type"], _modification = columns["modification"], _dispute = columns["dispute"], _batch = columns["batch"];
    private readonly Column _grossCurrency = columns["gross_currency"], _grossDebit = columns["gross_debit"], _grossCredit = columns["gross_credit"];
    private readonly Column _netCurrency = columns["net_currency"], _netDebit = columns["net_debit"], _netCredit = columns["net_credit"];
    private readonly Column _commission = columns["commission"], _markup = columns["markup"], _schemeFees = columns["scheme_fees"], _interchange = columns["interchange"];
    private readonly Column _customer = columns["customer"];
    private readonly Captures _captures = new();

    public void Map(Row row, FactChunk chunk)
    {
        string type = row.Pooled(_type) ?? "";
        var created = context.Instant(row, _created, _zone) ?? default;
        var money = Read(row);
        if (row.IsRejected)
            return;
        var kind = AdyenWords.RowOf(type);
        string? psp = row.IsEmpty(_psp) ? null : row.Reference(_psp);
        string? said = null;
        if (kind == AdyenRow.Unknown)
        {
            said = UnknownKind.Said(row, _type.Header, type, "row-type-unknown", "This type of row is not known here. Its amount is kept as an adjustment.");
            kind = AdyenRow.Adjustment;
        }

        if (psp is null && kind is AdyenRow.Charge or AdyenRow.Refund or AdyenRow.RefundReturned or AdyenRow.Dispute)
        {
            row.Reject(_psp.Header, null, "required-value-missing", $"A row of type {type} is about a payment, and the payment's reference is missing. Export the report again.");
            return;
        }

        switch (kind)
        {
            case AdyenRow.Charge:
            case AdyenRow.Refund:
            case AdyenRow.RefundReturned:
                Payment(row, chunk, kind, type, psp!, created, money);
                break;
            case AdyenRow.Dispute:
                Dispute(row, chunk, type, psp!, created, money);
                break;
            default:
                Account(row, chunk, kind, type, said, psp, created, money);
                break;
        }
    }

    private void Payment(Row row, FactChunk chunk, AdyenRow kind, string type, string psp, DateTime created, Amounts money)
    {
        string? modification = row.IsEmpty(_modification) ? null : row.Reference(_modification);
        bool isCharge = kind == AdyenRow.Charge;
        // A refund is paid out (debit); one that bounced comes back as a credit of the same size.
        long amount = isCharge || kind == AdyenRow.RefundReturned ? money.Gross : -money.Gross;
        if (amount < 0)
        {
            row.Warn(isCharge ? _grossDebit.Header : _grossCredit.Header, null, "debit-credit-swapped", $"A row of type {type} stands on the other side than such rows do. Its amount is kept without the sign.");
            amount = -amount;
        }

        var transaction = Base(row, created, isCharge ? _captures.IdOf(psp, modification) : modification is null || modification == psp ? psp + "#refund" : modification);
        transaction.Kind = isCharge ? "charge" : "refund";
        transaction.Status = kind == AdyenRow.RefundReturned ? "failed" : "succeeded";
        transaction.SettledAt = row.IsEmpty(_booked) ? null : context.Instant(row, _booked, row.IsEmpty(_bookedZone) ? _zone : _bookedZone);
        transaction.AmountMinor = amount;
        transaction.Currency = money.GrossCurrency.Code;
        transaction.OriginalRef = isCharge ? null : psp;
        transaction.FeeMinor = kind == AdyenRow.RefundReturned ? 0 : Fee(row, type, money);
        (transaction.Method, transaction.Brand) = AdyenWords.MethodOf(row.Pooled(_method), row.Pooled(_variant), row);
        Validate.Transaction(transaction, row);
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, context.VendorOf(row, _vendor), Partial: true));
    }

    private void Dispute(Row row, FactChunk chunk, string type, string psp, DateTime created, Amounts money)
    {
        string record = AdyenWords.DisputeType(type)!;
        string? modification = row.IsEmpty(_modification) ? null : row.Reference(_modification);
        string? vendor = context.VendorOf(row, _vendor);
        long fee = Fee(row, type, money);
        var dispute = new Chargeback
        {
            ExternalId = modification ?? (row.IsEmpty(_dispute) ? null : row.Reference(_dispute)) ?? psp + "#dispute",
            TransactionRef = psp,
            CustomerRef = row.Reference(_customer),
            Network = AdyenWords.MethodOf(row.Pooled(_method), row.Pooled(_variant)).Brand,
            OpenedAt = created,
            AmountMinor = Math.Abs(money.Gross),
            Currency = money.GrossCurrency.Code,
            Line = row.Line,
        };
        bool takesFunds = money.Gross < 0;
        if (takesFunds && fee > 0 && record == "chargeback")
            dispute.FeeMinor = fee;
        else if (fee > 0)
            Extra(row, chunk, $"{dispute.ExternalId}#fee-{record}", type, psp, created, fee, vendor);
        AdyenDisputes.Add(dispute, record, type, created, AdyenDisputes.StateOf(record, isInquiry: false), AdyenReport.Settlement, vendor, countsAsRow: true, row, chunk);
    }

    /// <summary>What Adyen took for a later stage of a dispute: the dispute's own fee is the first stage's.</summary>
    private void Extra(Row row, FactChunk chunk, string id, string type, string psp, DateTime created, long fee, string? vendor)
    {
        var transaction = Base(row, created, id);
        transaction.Kind = "fee";
        transaction.Status = "succeeded";
        transaction.AmountMinor = fee;
        transaction.Currency = row.Currency(_netCurrency, context.Profile.Currencies)!.Code;
        transaction.OriginalRef = psp;
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, vendor, CountsAsRow: false));
    }

    /// <summary>
    /// A movement of the account. Such rows have no reference of their own and may be identical: two equal fees of a batch are two fees, so
    /// the place among the equal ones of the file is part of the id.
    /// </summary>
    private void Account(Row row, FactChunk chunk, AdyenRow kind, string type, string? said, string? psp, DateTime created, Amounts money)
    {
        string batch = row.IsEmpty(_batch) ? "" : row.Pooled(_batch)!;
        string modification = row.IsEmpty(_modification) ? "" : row.Pooled(_modification)!;
        string key = string.Join('|', row.Pooled(_vendor), batch, AdyenWords.Fold(type), psp, modification, money.NetCurrency.Code, money.Net.ToString(CultureInfo.InvariantCulture), created.ToString("O", CultureInfo.InvariantCulture));
        ulong hash = StableHash.Of(Encoding.UTF8.GetBytes(key));
        var transaction = Base(row, created, string.Create(CultureInfo.InvariantCulture, $"batch-{batch}-{AdyenWords.Fold(type)}-{hash:x16}-{context.Ordinal(key)}"));
        // Costs and payouts that came back are no costs and no payouts.
        bool cameBack = money.Net > 0 && kind is AdyenRow.Fee or AdyenRow.Payout;
        transaction.Kind = kind == AdyenRow.Adjustment || cameBack ? "adjustment" : kind == AdyenRow.Fee ? "fee" : "payout";
        transaction.Status = "succeeded";
        transaction.AmountMinor = Math.Abs(money.Net);
        transaction.Currency = money.NetCurrency.Code;
        transaction.OriginalRef = psp;
        transaction.Descriptor = transaction.Kind == "adjustment" ? $"{type} ({(money.Net < 0 ? "debit" : "credit")})" : type;
        Validate.Transaction(transaction, row);
        transaction.Kind = said ?? transaction.Kind;
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, context.VendorOf(row, _vendor)));
    }

    private Transaction Base(Row row, DateTime created, string id) => new()
    {
        ExternalId = id,
        OccurredAt = created,
        VersionAt = AdyenWords.VersionOf(row.Pooled(_type)!, created),
        OrderRef = row.IsEmpty(_order) ? null : row.Reference(_order),
        CustomerRef = row.Reference(_customer),
        Gateway = "adyen",
        Line = row.Line,
    };

    /// <summary>Credits minus debits, gross and net. A side that is missing is the other one's: account rows have net amounts only, externally settled ones gross only.</summary>
    private Amounts Read(Row row)
    {
        var currencies = context.Profile.Currencies;
        var gross = row.IsEmpty(_grossCurrency) ? null : row.Currency(_grossCurrency, currencies);
        var net = row.IsEmpty(_netCurrency) ? null : row.Currency(_netCurrency, currencies);
        if (gross is null && net is null)
        {
            if (!row.IsRejected)
                row.Reject(_netCurrency.Header, null, "required-value-missing", "The row names no currency, so its amounts mean nothing. Export the report again.");
            return new Amounts(new Currency("", 2, 2), 0, false, new Currency("", 2, 2), 0, false);
        }

        bool hasGross = gross is not null && !(row.IsEmpty(_grossDebit) && row.IsEmpty(_grossCredit));
        bool hasNet = net is not null && !(row.IsEmpty(_netDebit) && row.IsEmpty(_netCredit));
        long grossAmount = hasGross ? Signed(row, _grossCredit, gross!) - Signed(row, _grossDebit, gross!) : 0;
        long netAmount = hasNet ? Signed(row, _netCredit, net!) - Signed(row, _netDebit, net!) : 0;
        if (!hasGross && !hasNet && !row.IsRejected)
            row.Reject(_netDebit.Header, null, "required-value-missing", "The row has no amount: all of its debit and credit cells are empty. Export the report again.");
        if (!hasGross)
            (gross, grossAmount) = (net ?? gross, netAmount);
        if (!hasNet)
            (net, netAmount) = (gross, grossAmount);
        return new Amounts(gross!, grossAmount, hasGross, net!, netAmount, hasNet);
    }

    private static long Signed(Row row, Column column, Currency currency) => row.IsEmpty(column) ? 0 : row.SignedAmount(column, currency) ?? 0;

    /// <summary>
    /// What Adyen kept: the fee columns, or what lies between gross and net. In the net currency, so it is the payment's only where both are
    /// one currency.
    /// </summary>
    private long Fee(Row row, string type, Amounts money)
    {
        bool sameCurrency = money.GrossCurrency.Code == money.NetCurrency.Code;
        long listed = Signed(row, _commission, money.NetCurrency) + Signed(row, _markup, money.NetCurrency) + Signed(row, _schemeFees, money.NetCurrency) + Signed(row, _interchange, money.NetCurrency);
        bool isListed = !(row.IsEmpty(_commission) && row.IsEmpty(_markup) && row.IsEmpty(_schemeFees) && row.IsEmpty(_interchange));
        if (!sameCurrency)
        {
            if (listed != 0 && context.FirstTime("fee-in-other-currency"))
                row.Warn(_netCurrency.Header, money.NetCurrency.Code, "fee-in-other-currency", $"The fee is in {money.NetCurrency.Code} and the payment in {money.GrossCurrency.Code}. Fees of such payments were left out. Said once for this file.");
            return 0;
        }

        if (!money.HasGross || !money.HasNet)
            return listed;
        long between = money.Gross - money.Net;
        bool isExternal = type.Contains("external", StringComparison.OrdinalIgnoreCase);
        if (isListed && !isExternal && Math.Abs(listed - between) > 1)
            row.Warn(_netCredit.Header, null, "net-differs-from-gross", "Gross minus the fees is not the net amount, by more than a rounding. The difference between gross and net was taken as the fee.");
        return isExternal || (isListed && Math.Abs(listed - between) <= 1) ? listed : between;
    }

    private readonly record struct Amounts(Currency GrossCurrency, long Gross, bool HasGross, Currency NetCurrency, long Net, bool HasNet);
}
