using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>Actions taken, in memory, kept apart by vendor as the store keeps them.</summary>
internal sealed class SampleTaken : ITakenActions
{
    private readonly List<(int Vendor, TakenActionLine Line)> rows = [];

    public long Version { get; private set; }

    public Task<IReadOnlyList<TakenActionLine>> OfAsync(DataScope scope, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<TakenActionLine>>([.. rows.Where(row => row.Vendor == scope.VendorId).Select(row => row.Line).OrderByDescending(line => line.Day)]);

    public Task<bool> TakeAsync(DataScope vendor, string actionId, LocalDate day, string note, string by, bool byVendor, CancellationToken cancel = default)
    {
        if (vendor.Kind != ScopeKind.Vendor || rows.Exists(row => row.Vendor == vendor.VendorId && row.Line.IsInForce && row.Line.ActionId == actionId && row.Line.Day == day))
            return Task.FromResult(false);
        rows.Add((vendor.VendorId, new(rows.Count + 1, actionId, day, note, by, byVendor, Sample.Now, null, null)));
        Version++;
        return Task.FromResult(true);
    }

    public Task<bool> WithdrawAsync(DataScope vendor, int id, string by, CancellationToken cancel = default)
    {
        var at = rows.FindIndex(row => row.Vendor == vendor.VendorId && row.Line.Id == id && row.Line.IsInForce);
        if (at < 0)
            return Task.FromResult(false);
        rows[at] = (rows[at].Vendor, rows[at].Line with { WithdrawnBy = by, WithdrawnAt = Sample.Now });
        Version++;
        return Task.FromResult(true);
    }
}
