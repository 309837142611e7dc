using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>
/// Where vendors stand against the card networks' monitoring programmes, by calendar month of the reporting zone. In the reader's scope: a vendor gets
/// its own standings and nobody else's. Of a filter only vendor and network (or brand) count: programmes know no other dimension.
/// </summary>
public interface IProgrammeQueries
{
    /// <summary>Every vendor's standing on every programme of the networks it takes, the most pressing first; nothing where a vendor had neither payments nor disputes.</summary>
    /// <param name="month">Any day of the month that is judged.</param>
    Task<IReadOnlyList<ProgrammeStanding>> StandingsAsync(LocalDate month, ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>The table of lines that holds in this workspace, and how it reads what the networks leave open.</summary>
    Task<(ProgrammeTable Table, ProgrammeSettings Settings)> TableAsync(CancellationToken cancel = default);

    /// <summary>The month a page under this filter speaks of: that of the filter's last day, or of the data's where that is earlier.</summary>
    Task<LocalDate> MonthAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}
