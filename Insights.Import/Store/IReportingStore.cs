using NodaTime;

namespace Insights.Import.Store;

/// <summary>Opens the reporting store. One instance a process; registered by AddImport().</summary>
public interface IReportingStore
{
    StoreOptions Options { get; }

    /// <summary>A context that reads what <paramref name="scope"/> may see; the caller disposes it.</summary>
    ReportingDbContext Open(DataScope scope);

    /// <summary>Brings the schema up to date; safe to call at every start.</summary>
    Task MigrateAsync(CancellationToken cancel = default);

    /// <summary>
    /// Held by whoever writes reporting.db in this process (import chunks, rollup transactions), so that writers queue instead of meeting a locked database.
    /// Held for one transaction, never for a whole file. On PostgreSQL it returns at once.
    /// </summary>
    Task<IAsyncDisposable> LockForWritingAsync(CancellationToken cancel = default);

    /// <summary>The reporting zone and currency; UTC and EUR until set.</summary>
    Task<Workspace> WorkspaceAsync(CancellationToken cancel = default);

    /// <summary>Stores the settings; marks every stored day as touched when the zone changes.</summary>
    Task SetWorkspaceAsync(Workspace workspace, CancellationToken cancel = default);

    /// <summary>
    /// Grows with every committed import chunk and every recompute: what caches are keyed by. Kept in memory and read from the store at start,
    /// so that asking costs nothing.
    /// </summary>
    long DataVersion { get; }

    /// <summary>Called by whoever commits a change to facts or metrics.</summary>
    void Changed();
}

/// <summary>What every number of this installation is read in.</summary>
/// <param name="Name">Shown in the header and on reports.</param>
/// <param name="ReportingZone">Every day boundary of every number is in this zone.</param>
/// <param name="ReportingCurrency">What converted totals are shown in.</param>
public sealed record Workspace(string Name, DateTimeZone ReportingZone, string ReportingCurrency);
