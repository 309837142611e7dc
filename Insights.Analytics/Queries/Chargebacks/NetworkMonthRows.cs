using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>The monthly rows of the vendors in scope, as the figures programmes are judged by.</summary>
internal sealed class NetworkMonthRows
{
    /// <summary>What a scheme over all cards takes together: neither wallets nor bank transfers.</summary>
    private static readonly HashSet<string> s_cards = ["visa", "mastercard", "amex", "discover", "diners", "jcb", "unionpay", "cup", "maestro", "eftpos_au", "eftpos"];

    private readonly Dictionary<(int Vendor, string Network), Dictionary<LocalDate, Sums>> _months = [];

    public IEnumerable<(int Vendor, string Network)> Keys => _months.Keys;

    /// <param name="last">First day of the last month.</param>
    public static async Task<NetworkMonthRows> LoadAsync(AnalyticsStore store, ResultCache cache, AppliedFilter filter, LocalDate first, LocalDate last)
    {
        var (from, to) = (first.ToDateOnly(), last.ToDateOnly());
        var networks = Networks(filter);
        bool IsChosen(int vendorId, string network) => filter.VendorIds?.Contains(vendorId) != false && networks?.Contains(network) != false;
        var rows = new NetworkMonthRows();
        foreach (var row in (await NetworkMonthsKept.PaymentsAsync(store, cache, filter.Scope)).During(from, to).Where(row => IsChosen(row.VendorId, row.Network)))
        {
            var sums = rows.At(row.VendorId, row.Network, row.Month);
            sums.Payments += row.Payments;
            sums.Sales.Add(new(row.PaymentsMinor, row.Currency));
            sums.ThreeDsKnown += row.ThreeDsKnown;
            sums.ThreeDsUsed += row.ThreeDsUsed;
            sums.SalesWithThreeDs.Add(new(row.ThreeDsUsedMinor, row.Currency));
        }
        foreach (var row in (await NetworkMonthsKept.DisputesAsync(store, cache, filter.Scope)).During(from, to).Where(row => IsChosen(row.VendorId, row.Network)))
        {
            var sums = rows.At(row.VendorId, row.Network, row.Month);
            sums.Disputes += row.Disputes;
            sums.FraudDisputes += row.FraudDisputes;
            sums.FraudNotices += row.FraudNotices;
            sums.Disputed.Add(new(row.DisputedMinor, row.Currency));
            sums.FraudDisputed.Add(new(row.FraudDisputedMinor, row.Currency));
            sums.FraudReported.Add(new(row.FraudNoticesMinor, row.Currency));
        }
        return rows;
    }

    /// <summary>Disputes won back and refunds of the networks that take them off, by month; from the daily sums, which have both.</summary>
    public async Task AddReversalsAsync(AnalyticsStore store, ResultCache cache, QueryContext context, IReadOnlyCollection<string> networks, LocalDate first, LocalDate last)
    {
        var filter = context.Filter;
        var of = _months.Keys.Select(key => key.Network).Where(networks.Contains).ToHashSet(StringComparer.Ordinal);
        if (of.Count == 0)
            return;
        int[] vendors = [0, .. context.Vendors.All.Select(vendor => vendor.Id)];
        string[] wanted = [.. networks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var row in (await NetworkMonthsKept.ReversalsAsync(store, cache, filter.Scope, vendors, wanted)).During(first.ToDateOnly(), last.ToDateOnly()).Where(IsChosen))
            At(row.VendorId, row.Network, row.Month).Reversals += row.Count;
        foreach (var row in (await NetworkMonthsKept.CreditsAsync(store, cache, filter.Scope, vendors, wanted)).During(first.ToDateOnly(), last.ToDateOnly()).Where(IsChosen))
            At(row.VendorId, row.Network, row.Month).Credits += row.Count;
        bool IsChosen(NetworkCount row) => of.Contains(row.Network) && filter.VendorIds?.Contains(row.VendorId) != false;
    }

    /// <summary>How the payments that were reported as fraud had been authenticated, for vendors whose lines ask it; from the ledger, which knows a report's payment.</summary>
    public async Task AddFraudByAuthenticationAsync(AnalyticsStore store, ResultCache cache, AppliedFilter filter, IReadOnlyCollection<int> vendors, LocalDate first, LocalDate last)
    {
        if (vendors.Count == 0)
            return;
        foreach (var row in (await NetworkMonthsKept.FraudWithThreeDsAsync(store, cache, filter.Scope)).During(first.ToDateOnly(), last.ToDateOnly()))
        {
            if (vendors.Contains(row.VendorId) && _months.ContainsKey((row.VendorId, row.Network)))
                At(row.VendorId, row.Network, new(row.Day.Year, row.Day.Month, 1)).FraudWithThreeDs.Add(row.Amount);
        }
    }

    /// <summary>The cards of all networks of these vendors together, under <see cref="ProgrammeLine.AllNetworks"/>.</summary>
    public void AddAllNetworks(IReadOnlyCollection<int> vendors)
    {
        foreach (var (key, months) in _months.Where(pair => vendors.Contains(pair.Key.Vendor) && s_cards.Contains(pair.Key.Network)).ToList())
        {
            foreach (var (month, sums) in months)
                At(key.Vendor, ProgrammeLine.AllNetworks, month.ToDateOnly()).Add(sums);
        }
    }

    /// <summary>The networks a filter names; null = all.</summary>
    public static string[]? Networks(AppliedFilter filter)
    {
        var named = filter.Values.Where(pair => pair.Key is "network" or "brand").Select(pair => pair.Value).ToList();
        return named.Count == 0 ? null : [.. named.Skip(1).Aggregate((IEnumerable<string>)named[0], (left, right) => left.Intersect(right, StringComparer.Ordinal))];
    }

    /// <summary>One month; a month without a row is a month of zeros.</summary>
    public NetworkMonth Of(int vendor, string network, LocalDate month)
    {
        var months = _months[(vendor, network)];
        var (sums, before) = (months.GetValueOrDefault(month) ?? Sums.None, months.GetValueOrDefault(month.PlusMonths(-1)) ?? Sums.None);
        // One report in any month shows that reports are imported; before that, none says nothing.
        var knowsReports = months.Values.Any(each => each.FraudNotices > 0);
        return new()
        {
            Month = month,
            Payments = sums.Payments,
            PaymentsOfMonthBefore = before.Payments,
            ThreeDsOfMonthBefore = before.ThreeDsKnown > 0 ? new(before.ThreeDsUsed, before.ThreeDsKnown) : null,
            Disputes = sums.Disputes,
            FraudDisputes = sums.FraudDisputes,
            FraudNotices = knowsReports ? sums.FraudNotices : null,
            Reversals = sums.Reversals,
            Credits = sums.Credits,
            Sales = sums.Sales,
            SalesOfMonthBefore = before.Sales,
            Disputed = sums.Disputed,
            FraudDisputed = sums.FraudDisputed,
            FraudReported = sums.FraudReported,
            SalesWithThreeDs = sums.SalesWithThreeDs,
            FraudWithThreeDs = sums.FraudWithThreeDs,
            Quarter = network == ProgrammeLine.AllNetworks
                ? [.. Enumerable.Range(0, ((month.Month - 1) % 3) + 1).Select(back => month.PlusMonths(-back)).Reverse().Select(part => Without(part, months.GetValueOrDefault(part) ?? Sums.None))]
                : [],
        };
    }

    private static WithoutThreeDs Without(LocalDate month, Sums sums) => new(month, Less(sums.Sales, sums.SalesWithThreeDs), Less(sums.FraudReported, sums.FraudWithThreeDs));

    private static Money[] Less(List<Money> all, List<Money> part) => [.. all, .. part.Select(amount => amount with { Minor = -amount.Minor })];

    private Sums At(int vendor, string network, DateOnly month)
    {
        if (!_months.TryGetValue((vendor, network), out var months))
            _months[(vendor, network)] = months = [];
        var first = LocalDate.FromDateOnly(month);
        if (!months.TryGetValue(first, out var sums))
            months[first] = sums = new();
        return sums;
    }

    private sealed class Sums
    {
        public static readonly Sums None = new();

        public long Payments { get; set; }
        public long ThreeDsKnown { get; set; }
        public long ThreeDsUsed { get; set; }
        public long Disputes { get; set; }
        public long FraudDisputes { get; set; }
        public long FraudNotices { get; set; }
        public long Reversals { get; set; }
        public long Credits { get; set; }
        public List<Money> Sales { get; } = [];
        public List<Money> Disputed { get; } = [];
        public List<Money> FraudDisputed { get; } = [];
        public List<Money> FraudReported { get; } = [];
        public List<Money> SalesWithThreeDs { get; } = [];
        public List<Money> FraudWithThreeDs { get; } = [];

        public void Add(Sums other)
        {
            Payments += other.Payments;
            ThreeDsKnown += other.ThreeDsKnown;
            ThreeDsUsed += other.ThreeDsUsed;
            Disputes += other.Disputes;
            FraudDisputes += other.FraudDisputes;
            FraudNotices += other.FraudNotices;
            Sales.AddRange(other.Sales);
            Disputed.AddRange(other.Disputed);
            FraudDisputed.AddRange(other.FraudDisputed);
            FraudReported.AddRange(other.FraudReported);
            SalesWithThreeDs.AddRange(other.SalesWithThreeDs);
            FraudWithThreeDs.AddRange(other.FraudWithThreeDs);
        }
    }
}
