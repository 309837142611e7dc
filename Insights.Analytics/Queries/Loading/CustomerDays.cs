using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <param name="Cases">The days on which its cases were created, each with what the case carries.</param>
internal readonly record struct SignalledCustomer(CustomerSignal Signal, (int Day, int Profile)[] Cases);

/// <summary>Customers with a sign of trouble by the day of their last case: of one vendor, or of all whose rows the house reads.</summary>
internal sealed class CustomerDays : IKeptRows<CustomerDays>
{
    private const int BytesEach = 300;

    private readonly CellProfiles _profiles;
    private readonly DayBlocks<SignalledCustomer> _blocks;
    private readonly int _count;

    private CustomerDays(CellProfiles profiles, DayBlocks<SignalledCustomer> blocks)
    {
        (_profiles, _blocks) = (profiles, blocks);
        foreach (var block in blocks.All)
            _count += block.Length;
    }

    public long Bytes => (_count * (long)BytesEach) + _profiles.Bytes;

    /// <summary>Those whose last case came on these days, both included, with a case of these days that the filter leaves.</summary>
    /// <param name="filter">Only of what tickets' cells carry.</param>
    public List<CustomerSignal> Left(AppliedFilter filter, int from, int to)
    {
        var profiles = _profiles.ByColumn();
        var isLeft = filter.Values.Count == 0 ? null : new bool[profiles.Count];
        foreach (var profile in isLeft is null ? [] : profiles.Left(filter.Key, () => CellLoader.Narrowed(CellQuestion.Tickets, filter with { VendorIds = null }, profiles)))
            isLeft![profile] = true;
        var vendors = filter.VendorIds?.ToHashSet();
        var left = new List<CustomerSignal>();
        foreach (var block in _blocks.During(from, to))
        {
            foreach (ref readonly var customer in block.AsSpan())
            {
                if (vendors?.Contains(customer.Signal.VendorId) != false && (isLeft is null || Has(customer.Cases)))
                    left.Add(customer.Signal);
            }
        }
        return left;

        bool Has((int Day, int Profile)[] cases)
        {
            foreach (var (day, profile) in cases)
            {
                if (day >= from && day <= to && isLeft[profile])
                    return true;
            }
            return false;
        }
    }

    /// <param name="fresh">Of the same profiles.</param>
    public CustomerDays Replaced(int from, int to, CustomerDays fresh) => new(_profiles, _blocks.Replaced(from, to, fresh._blocks));

    public static Task<CustomerDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope) => cache.Days.ReadAsync<CustomerDays>(store, cache, scope.CacheKey + "|customers", DerivedDay.Customers, async (kept, from, to) =>
    {
        await using var context = store.Open(scope);
        var profiles = kept?._profiles ?? new(CellKind.Tickets);
        var customers = new List<SignalledCustomer>();
        foreach (var row in await context.CustomerSignals.AsNoTracking().Where(row => row.LastDay >= from && row.LastDay <= to).ToListAsync())
        {
            var reader = new Reader(profiles, []);
            // Rows of an older program have none until they are derived anew.
            if (row.Cases.Length > 0)
                CellBlock.Unpack(row.Cases, 1 + CellShape.TicketMembers.Length, profiles.Word, ref reader);
            row.Cases = [];
            customers.Add(new(row, [.. reader.Cases]));
        }
        return new CustomerDays(profiles, DayBlocks<SignalledCustomer>.Of([.. customers.OrderBy(customer => customer.Signal.LastDay)], customer => UnixTime.ToDays(customer.Signal.LastDay)));
    });

    private readonly record struct Reader(CellProfiles Profiles, List<(int Day, int Profile)> Cases) : ICellReader
    {
        public void Read(CellKey key, long count, long minor)
        {
            var day = key[CellKey.Column];
            key[CellKey.Column] = 0;
            // Whose it is, the customer says.
            Cases.Add((day, Profiles.NumberOf(0, key)));
        }
    }
}
