using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>
/// How the desk stands at this second. Single counts and rows come from <see cref="IRowQueries"/> by the row sets "now.*"; here is what spans several of them.
/// </summary>
public interface IDeskQueries
{
    Task<DeskNow> NowAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <summary>The desk at one instant.</summary>
/// <param name="At">The second everything here is true at.</param>
/// <param name="Deadlines">Deadlines of the next 24 hours by the hour of the reporting zone they fall into, hours without one included.</param>
/// <param name="Next">The next deadline, within these hours.</param>
public sealed record DeskNow(
    Instant At, long AtRisk, long Due, long Breached, long Unheard, DeskWaits Waits, IReadOnlyList<DeskHour> Deadlines, Instant? Next, IReadOnlyList<DeskLoad> ByAgent, IReadOnlyList<DeskLoad> ByTier)
{
    public static DeskNow Nothing(Instant at) => new(at, 0, 0, 0, 0, new(0, 0, 0, 0), [], null, [], []);
}

/// <summary>Unsolved cases by whom they wait on; they add up to all unsolved ones.</summary>
public sealed record DeskWaits(long OnUs, long OnCustomer, long OnVendor, long OnProvider)
{
    public long All => OnUs + OnCustomer + OnVendor + OnProvider;
}

/// <summary>Deadlines of one hour.</summary>
public sealed record DeskHour(Instant From, long Deadlines);

/// <summary>What one member has on the desk.</summary>
/// <param name="Member">As filters name it; <see cref="ReportFilter.Unknown"/> for cases without one.</param>
/// <param name="Open">Unsolved cases.</param>
/// <param name="AtRisk">Promises at risk.</param>
/// <param name="Breached">Promises broken and still open.</param>
public sealed record DeskLoad(string Member, long Open, long AtRisk, long Breached);
