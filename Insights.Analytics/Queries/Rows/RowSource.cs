using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Rows;

/// <summary>What one page request works with.</summary>
internal sealed record RowContext(AnalyticsStore Store, ReportingDays Days, VendorNames Vendors, AppliedFilter Filter, RowRequest Request, CancellationToken Cancel)
{
    public DateOnly From { get; } = Request.Filter.Range.From.ToDateOnly();

    public DateOnly To { get; } = Request.Filter.Range.To.ToDateOnly();

    /// <summary>What a row set that follows a network's programme counts by.</summary>
    public ProgrammeSettings Programmes { get; init; } = new();

    /// <summary>The second the rows of the desk are looked at.</summary>
    public DateTime Now { get; init; }

    /// <summary>Up to when the data speaks.</summary>
    public DateTime AsOf { get; init; }

    /// <summary>Up to when it is counted how long something has waited.</summary>
    public DateTime AgesUntil { get; init; }

    public DateTime Start => Days.Start(From);

    public DateTime End => Days.End(To);

    public RowPeriod Period => new(From, To, Start, End);

    /// <summary>
    /// Keys of the rows whose own id is searched for, as far as the reader may see them; none when nothing is searched or no row has this id.
    /// Asked of the id tables: comparing ids row by row would read every fact of the window.
    /// </summary>
    /// <param name="byId">The keys of the rows with an id in one source.</param>
    public async Task<IReadOnlyList<long>> FoundByIdAsync(Func<int, string, IQueryable<long>> byId)
    {
        if (Request.Search is not { Length: > 0 } search)
            return [];

        // Ids of sources only: which systems a house has is no vendor's secret, and no row of theirs is read here.
        await using var house = Store.Reporting.Open(DataScope.Staff);
        var keys = new List<long>();
        foreach (var source in await house.Sources.AsNoTracking().OrderBy(source => source.Id).Select(source => source.Id).ToListAsync(Cancel))
            keys.AddRange(await byId(source, search).ToListAsync(Cancel));
        return keys;
    }
}

/// <summary>The rows of one kind: their conditions, columns and orders. Conditions say the same as the measures of <see cref="Evaluation.MetricPlan"/>.</summary>
internal abstract class RowSource
{
    public abstract FactKind Kind { get; }

    public abstract IReadOnlyList<string> Sortable { get; }

    /// <summary>Newest first, unless a link asks for another order.</summary>
    public const string DefaultSort = "date";

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>Dimensions the filter narrows by and these rows do not carry, or not for this reader.</summary>
    public virtual IReadOnlyList<string> Lacking(ReportFilter filter, DataScope scope) => Carried.Lacking(Kind, filter);

    public abstract Task<long> CountAsync(RowContext context);

    public abstract Task<(IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Next)> PageAsync(RowContext context, string sort);

    /// <summary>The row's own id, leading to its page.</summary>
    protected static Cell Id(RowKind kind, int? sourceId, string externalId) => new Cell.Text(externalId) { Link = RowDetailLinks.To(kind, sourceId, externalId) };

    /// <summary>One of the store's own keys, in words.</summary>
    protected static Cell Word(string? key, string why = "not given") => string.IsNullOrEmpty(key) ? new Cell.None(why) : new Cell.Text(Words.Label(key));

    protected static Cell Text(string? text, string why = "not given") => string.IsNullOrEmpty(text) ? new Cell.None(why) : new Cell.Text(text);

    protected static Cell At(DateTime? instant, string why) => instant is { } value ? new Cell.Moment(Instant.FromDateTimeUtc(value)) : new Cell.None(why);

    protected static Cell Seconds(long? seconds, string why) => seconds is { } value ? new Cell.Duration(value) : new Cell.None(why);
}
