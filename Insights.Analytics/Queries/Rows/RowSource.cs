using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using NodaTime;

namespace Insights.Analytics.Queries.Rows;

/// <summary>What one page request works with.</summary>
internal sealed record RowContext(AnalyticsStore Store, ReportingDays Days, VendorNames Vendors, AppliedFilter Filter, RowRequest Request, CancellationToken Cancel)
{
    public DateOnly From { get; } = Request.Filter.Range.From.ToDateOnly();

    public DateOnly To { get; } = Request.Filter.Range.To.ToDateOnly();

    public DateTime Start => Days.Start(From);

    public DateTime End => Days.End(To);
}

/// <summary>The rows of one kind: their conditions, columns and orders. Conditions say the same as the measures of <see cref="Evaluation.MetricPlan"/>.</summary>
internal abstract class RowSource
{
    public abstract FactKind Kind { get; }

    public abstract IReadOnlyList<string> Sortable { get; }

    /// <summary>Newest first, unless a link asks for another order.</summary>
    public const string DefaultSort = "date";

    public abstract IReadOnlyList<Column> Columns { get; }

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
