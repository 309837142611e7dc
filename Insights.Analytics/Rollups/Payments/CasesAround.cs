using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>A support case as payments look for it.</summary>
internal sealed record CaseAround(int SourceId, string Ref, long At, string? Category);

/// <summary>The support cases of a stretch of days by the payment they name and by the customer who asked, each list in the order of time. A case of another vendor is none of a payment's.</summary>
internal sealed class CasesAround
{
    private static readonly string[] s_columns =
        [nameof(Ticket.SourceId), nameof(Ticket.ExternalId), nameof(Ticket.VendorId), nameof(Ticket.CustomerRef), nameof(Ticket.TransactionRef), nameof(Ticket.CreatedAt), nameof(Ticket.Category), nameof(Ticket.MergedInto)];

    private readonly Dictionary<long, List<CaseAround>> _byPayment = [];
    private readonly Dictionary<long, List<CaseAround>> _byCustomer = [];

    private DateTime? _readUntil;

    /// <summary>Reads on until the end of a day. The first time from the beginning of <paramref name="from"/>, later from where it stopped.</summary>
    public void ReadUntil(IFactReader facts, ReportingDays days, DateOnly from, DateOnly to)
    {
        var (start, end) = (_readUntil ?? days.Start(from), days.End(to));
        _readUntil = end;
        using var cursor = facts.Read<Ticket>(start, end, s_columns);
        while (cursor.Read())
        {
            // A merged ticket is the other ticket.
            if (!string.IsNullOrEmpty(cursor.Text(7)))
                continue;
            var one = new CaseAround(cursor.Int32(0), cursor.Text(1)!, cursor.Int64(5), cursor.Interned(6));
            var vendor = cursor.Int32(2);
            if (cursor.Text(4) is { Length: > 0 } payment)
                Add(_byPayment, TimeWindows.HashOf(vendor, payment), one);
            if (Payer.HashOf(vendor, cursor.Text(3), null) is { } customer)
                Add(_byCustomer, customer, one);
        }
    }

    /// <summary>Cases before the instant are asked for no more.</summary>
    public void Forget(long before)
    {
        foreach (var lists in new[] { _byPayment, _byCustomer })
        {
            foreach (var (key, list) in lists)
            {
                if (list[^1].At < before)
                    lists.Remove(key);
                else
                    list.RemoveAll(one => one.At < before);
            }
        }
    }

    /// <summary>The first case within [from, until] that names the payment.</summary>
    public CaseAround? About(int vendorId, string paymentRef, long from, long until) =>
        _byPayment.TryGetValue(TimeWindows.HashOf(vendorId, paymentRef), out var found) ? found.Find(one => one.At >= from && one.At <= until) : null;

    public int CountAbout(int vendorId, string paymentRef, long from, long until) =>
        _byPayment.Count > 0 && _byPayment.TryGetValue(TimeWindows.HashOf(vendorId, paymentRef), out var found) ? found.Count(one => one.At >= from && one.At <= until) : 0;

    /// <summary>The first case of the customer within [from, until] of one of the categories.</summary>
    public CaseAround? Of(int vendorId, string? customer, long from, long until, params ReadOnlySpan<string> categories)
    {
        if (Payer.HashOf(vendorId, customer, null) is not { } hash || !_byCustomer.TryGetValue(hash, out var found))
            return null;
        foreach (var one in found)
        {
            if (one.At >= from && one.At <= until && one.Category is { } category && categories.Contains(category))
                return one;
        }
        return null;
    }

    private static void Add(Dictionary<long, List<CaseAround>> lists, long key, CaseAround one)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(one);
    }
}
