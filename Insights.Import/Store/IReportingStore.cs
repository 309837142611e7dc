using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>The same for another context that keeps its tables in this database (see <see cref="Configure"/>); call after <see cref="MigrateAsync(CancellationToken)"/>.</summary>
    Task MigrateAsync(DbContext context, CancellationToken cancel = default);

    /// <summary>
    /// Points the options of another context at this database: same file or server, same pragmas. The context should call
    /// <see cref="StoreConventions.Values"/> and <see cref="StoreConventions.Names"/>, and needs a migrations table of its own name.
    /// </summary>
    void Configure(DbContextOptionsBuilder options, string migrationsTable);

    /// <summary>
    /// One write transaction over the facts' context and any other context on this database, commited together; waits its turn.
    /// Bumps <see cref="DataVersion"/> on commit. Never hold it longer than one step of work.
    /// </summary>
    Task<StoreTransaction> BeginWritingAsync(CancellationToken cancel = default);

    /// <summary>
    /// Forward-only reading of facts in staff scope, without objects: for derived tables only. The caller disposes it. Reads the last committed state
    /// (one snapshot for its lifetime on SQLite); <see cref="StoreTransaction.Facts"/> reads inside a write transaction.
    /// </summary>
    /// <param name="forLookUps">For a pass that looks up rows all over the file, such as the events of ticket after ticket: on SQLite pages are then mapped and not copied.
    /// They count as memory of this process while it reads, and the system takes them back when it needs them.</param>
    IFactReader OpenFactReader(bool forLookUps = false);

    /// <summary>
    /// Held by whoever writes reporting.db in this process (import chunks, rollup transactions), so that writers queue instead of meeting a locked database.
    /// Held for one transaction, never for a whole file. On PostgreSQL it returns at once. Included in <see cref="BeginWritingAsync"/>.
    /// </summary>
    Task<IAsyncDisposable> LockForWritingAsync(CancellationToken cancel = default);

    /// <summary>The reporting zone and currency; UTC and EUR until set.</summary>
    Task<Workspace> WorkspaceAsync(CancellationToken cancel = default);

    /// <summary>Stores the settings; marks every stored day and ticket as touched when zone or currency change.</summary>
    Task SetWorkspaceAsync(Workspace workspace, CancellationToken cancel = default);

    /// <summary>
    /// Grows with every committed import chunk and every recompute: what caches are keyed by. Kept in memory and read from the store at start,
    /// so that asking costs nothing.
    /// </summary>
    long DataVersion { get; }

    /// <summary>Called by whoever commits a change to facts or metrics outside <see cref="BeginWritingAsync"/>.</summary>
    void Changed();

    /// <summary>Reads the version again: another process (a verb beside the server) may have written.</summary>
    Task<long> RefreshDataVersionAsync(CancellationToken cancel = default);
}

/// <summary>What every number of this installation is read in.</summary>
/// <param name="Name">Shown in the header and on reports.</param>
/// <param name="ReportingZone">Every day boundary of every number is in this zone.</param>
/// <param name="ReportingCurrency">What converted totals are shown in.</param>
public sealed record Workspace(string Name, DateTimeZone ReportingZone, string ReportingCurrency)
{
    /// <summary>Days of grace after which a month is closed, for data that comes late.</summary>
    public const int DefaultDaysUntilClosed = 5;

    /// <summary>Whole days after the end of a month, in the reporting zone, until its figures are stamped.</summary>
    public int DaysUntilMonthIsClosed { get; init; } = DefaultDaysUntilClosed;
}
