using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Reports;

/// <summary>Every document by its id, for screens, downloads, mail and the verb `report`.</summary>
public sealed class ReportLibrary(IEnumerable<IReportBuilder> builders)
{
    private readonly IReadOnlyList<IReportBuilder> all = [.. builders];

    /// <summary>Those the scope may read, in the order of the shelf.</summary>
    public IReadOnlyList<IReportBuilder> For(DataScope scope) => [.. all.Where(builder => MayRead(builder, scope))];

    /// <summary>Null when there is none, or when the scope may not read it: to a vendor, a report of the house does not exist.</summary>
    public IReportBuilder? Find(string id, DataScope scope) => all.FirstOrDefault(builder => builder.Id == id && MayRead(builder, scope));

    /// <exception cref="ArgumentException">The scope can read no report of this id; the message lists those it can.</exception>
    public Task<ReportDocument> BuildAsync(string id, ReportFilter filter, DataScope scope, CancellationToken cancel = default) =>
        Find(id, scope) is { } builder
            ? builder.BuildAsync(filter, scope, cancel)
            : throw new ArgumentException($"There is no report '{id}'. Reports are: {string.Join(", ", For(scope).Select(one => one.Id))}.", nameof(id));

    /// <summary>A calendar month compared with the month before: what monthly reports are built from.</summary>
    public static ReportFilter Month(int year, int month, string? vendorCode = null)
    {
        var first = new LocalDate(year, month, 1);
        var filter = new ReportFilter { Range = new DateRange(first, first.With(DateAdjusters.EndOfMonth)) };
        return vendorCode is null ? filter : filter.With("vendor", vendorCode);
    }

    private static bool MayRead(IReportBuilder builder, DataScope scope) => scope.Kind switch
    {
        ScopeKind.Staff => true,
        ScopeKind.Vendor => builder.ForVendors,
        _ => false,
    };
}
