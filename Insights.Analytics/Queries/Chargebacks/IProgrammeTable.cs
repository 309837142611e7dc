using Insights.Analytics.Metrics.Chargebacks.Programmes;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>
/// The lines of the monitoring programmes as this workspace has them, and every version of each. Delivered lines hold until somebody edits them;
/// nothing is ever overwritten, so every edit can be taken back. Staff only: callers check who may edit.
/// </summary>
public interface IProgrammeTable
{
    Task<ProgrammeTableView> ViewAsync(CancellationToken cancel = default);

    /// <summary>Saves a line as its next version.</summary>
    /// <param name="isNew">No line of this id may exist.</param>
    /// <returns>Why it was not saved; null when it was.</returns>
    Task<string?> SaveAsync(ProgrammeLine line, bool isNew, string by, string reason, CancellationToken cancel = default);

    /// <summary>Takes a line out of the table; its versions stay.</summary>
    Task<string?> RemoveAsync(string id, string by, string reason, CancellationToken cancel = default);

    /// <summary>Makes an earlier version (0 = as delivered) of a line or setting the newest again.</summary>
    Task<string?> RestoreAsync(string id, int version, string by, string reason, CancellationToken cancel = default);

    Task<string?> SetDisputesIncludeFraudAsync(bool included, string by, string reason, CancellationToken cancel = default);
}
