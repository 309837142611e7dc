using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries;

internal sealed class OptionQueries(AnalyticsStore store, ResultCache cache) : IOptionQueries
{
    public Task<IReadOnlyList<FilterOption>> OptionsAsync(string dimension, DataScope scope, CancellationToken cancel = default)
    {
        if (!ReportFilter.Dimensions.Contains(dimension))
            throw new ArgumentException($"'{dimension}' is no dimension. Known: {string.Join(", ", ReportFilter.Dimensions)}.", nameof(dimension));
        if (scope.Kind == ScopeKind.Nothing)
            return Known([]);
        return cache.GetAsync($"options|{dimension}|{scope.CacheKey}", () => dimension switch
        {
            "vendor" => VendorsAsync(scope),
            "policy" => PoliciesAsync(scope),
            "agent" => AgentsAsync(scope),
            "metric" => Known(ClockColumns.WithTarget.Select(id => new FilterOption(id, MetricLabel(id)))),
            "hour" or "replied" => Known(Enumerable.Range(0, WeekHours.Count).Select(hour => new FilterOption(WeekHours.Key(hour), WeekHours.Label(hour)))),
            "used" => Known(TargetBin.Percents.Select(bin => new FilterOption(TargetBin.KeyOf(bin), bin.To is { } to ? FormattableString.Invariant($"{bin.From} to {to} % of the target") : FormattableString.Invariant($"over {bin.From} % of the target")))),
            "age" => Known(AgeBand.All.Select(band => new FilterOption(band.Key, band.Label))),
            "given" or "lacks" => Known(IntakeParts.Keys.Select(key => new FilterOption(key, IntakeParts.Label(key)))),
            "party" or "cluster" or "customer" or "bin" or "code" => Known([]),
            "within" => Known(Enumerable.Range(0, MaturityQueries.Ages).Select(age => new FilterOption(age.ToString(CultureInfo.InvariantCulture), age == 0 ? "the month of the sale" : Words.Count(age, "month after the sale's", "months after the sale's")))),
            "pattern" => PatternsAsync(scope),
            "next" => Known(FailedOrder.AllNext.Select(next => new FilterOption(next, PaymentTelling.Next(next)))),
            _ => MembersAsync(dimension, scope),
        });
    }

    /// <summary>Patterns of the last search, as far as the reader may see them.</summary>
    private async Task<IReadOnlyList<FilterOption>> PatternsAsync(DataScope scope)
    {
        await using var vendors = store.Reporting.Open(scope);
        var names = await vendors.Vendors.AsNoTracking().ToDictionaryAsync(vendor => vendor.Id, vendor => vendor.Name.Length > 0 ? vendor.Name : vendor.Code);
        await using var context = store.Open(scope);
        var rows = await context.Patterns.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
        return
        [
            .. rows.Select(row => new FilterOption(row.Id.ToString(CultureInfo.InvariantCulture), PatternTelling.Name(
                names.GetValueOrDefault(row.VendorId), PatternTelling.Members(row.Dimension, row.Member, row.SecondDimension, row.SecondMember), row.Outcome is { } outcome ? new(outcome, row.OutcomeMember!) : null))),
        ];
    }

    private async Task<IReadOnlyList<FilterOption>> VendorsAsync(DataScope scope)
    {
        await using var context = store.Reporting.Open(scope);
        var vendors = await context.Vendors.AsNoTracking().Select(vendor => new { vendor.Code, vendor.Name }).ToListAsync();
        return [.. vendors.Select(vendor => new FilterOption(vendor.Code, vendor.Name.Length > 0 ? vendor.Name : vendor.Code)).OrderBy(option => option.Label, StringComparer.OrdinalIgnoreCase)];
    }

    private static Task<IReadOnlyList<FilterOption>> Known(IEnumerable<FilterOption> options) => Task.FromResult<IReadOnlyList<FilterOption>>([.. options]);

    internal static string MetricLabel(string id) => MetricCatalog.Has(id) ? MetricCatalog.Find(id).Name : Words.Label(id);

    /// <summary>Policies are the house's; a vendor's own rows name those that judged them.</summary>
    private async Task<IReadOnlyList<FilterOption>> PoliciesAsync(DataScope scope)
    {
        if (!scope.IsStaff)
            return [];
        await using var context = store.Reporting.Open(scope);
        var policies = await context.SlaPolicies.AsNoTracking().OrderBy(policy => policy.Position).ThenBy(policy => policy.Version).Select(policy => new { policy.Code, policy.Name }).ToListAsync();
        return [.. policies.GroupBy(policy => policy.Code).Select(versions => new FilterOption(versions.Key, versions.Last().Name.Length > 0 ? versions.Last().Name : versions.Key))];
    }

    /// <summary>People of the house are named to the house alone.</summary>
    private async Task<IReadOnlyList<FilterOption>> AgentsAsync(DataScope scope)
    {
        if (!scope.IsStaff)
            return [];
        await using var context = store.Reporting.Open(scope);
        var codes = await context.Agents.AsNoTracking().Select(agent => agent.Code).Distinct().ToListAsync();
        return [.. codes.Order(StringComparer.OrdinalIgnoreCase).Select(code => new FilterOption(code, code))];
    }

    private async Task<IReadOnlyList<FilterOption>> MembersAsync(string dimension, DataScope scope)
    {
        await using var context = store.Open(scope);
        // Staff reads the rows over all vendors, a vendor its own: both are one piece of the key.
        var vendor = scope.IsStaff ? RollupVendor.All : scope.VendorId;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (dimension == "currency")
        {
            Add(await context.DailyPayments.Where(row => row.Dimension == RollupDimension.None && row.VendorId == vendor)
                .GroupBy(row => row.Currency).Select(group => new Counted(group.Key, group.Sum(row => row.Succeeded + row.Failed + row.Pending + row.Refunds))).ToListAsync());
            Add(await context.DailyDisputes.Where(row => row.Basis == DisputeBasis.Opened && row.Dimension == RollupDimension.None && row.VendorId == vendor && row.Disputes > 0)
                .GroupBy(row => row.Currency).Select(group => new Counted(group.Key, group.Sum(row => row.Disputes))).ToListAsync());
        }
        if (dimension != "currency" && Carried.Has(FactKind.Payments, dimension))
        {
            var rollup = Carried.Rollup(FactKind.Payments, dimension);
            Add(await context.DailyPayments.Where(row => row.Dimension == rollup && row.VendorId == vendor)
                .GroupBy(row => row.Member).Select(group => new Counted(group.Key, group.Sum(row => row.Succeeded + row.Failed + row.Pending + row.Refunds))).ToListAsync());
        }
        if (dimension != "currency" && Carried.Has(FactKind.Disputes, dimension))
        {
            var rollup = Carried.Rollup(FactKind.Disputes, dimension);
            Add(await context.DailyDisputes.Where(row => row.Basis == DisputeBasis.Opened && row.Dimension == rollup && row.VendorId == vendor && row.Disputes > 0)
                .GroupBy(row => row.Member).Select(group => new Counted(group.Key, group.Sum(row => row.Disputes))).ToListAsync());
        }
        if (Carried.Has(FactKind.Tickets, dimension))
        {
            var rollup = Carried.Rollup(FactKind.Tickets, dimension);
            Add(await context.DailyTickets.Where(row => row.Dimension == rollup && row.VendorId == vendor)
                .GroupBy(row => row.Member).Select(group => new Counted(group.Key, group.Sum(row => row.Created + row.UnsolvedBegan))).ToListAsync());
        }
        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new FilterOption(pair.Key, pair.Key))];

        void Add(List<Counted> rows)
        {
            foreach (var row in rows)
                counts[row.Member] = counts.GetValueOrDefault(row.Member) + row.Count;
        }
    }

    private sealed record Counted(string Member, long Count);
}
