using System.Data.Common;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store;

/// <summary>
/// One transaction on the reporting database that several contexts share: what is derived from facts commits together with the removal of the
/// touched days it was derived for. Disposed without <see cref="CommitAsync"/> it leaves nothing.
/// </summary>
public abstract class StoreTransaction : IAsyncDisposable
{
    private protected StoreTransaction(DbConnection connection, DbTransaction transaction, ReportingDbContext reporting)
    {
        Connection = connection;
        Transaction = transaction;
        Reporting = reporting;
    }

    public DbConnection Connection { get; }

    public DbTransaction Transaction { get; }

    /// <summary>Facts, dimensions and ledger in staff scope, inside this transaction.</summary>
    public ReportingDbContext Reporting { get; }

    /// <summary>Streams facts as this transaction sees them.</summary>
    public abstract IFactReader Facts { get; }

    /// <summary>Points another context's options at this transaction's connection; then create the context and call <see cref="Join"/>.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, string migrationsTable);

    /// <summary>Makes the context part of this transaction.</summary>
    public void Join(DbContext context) => context.Database.UseTransaction(Transaction);

    /// <summary>Commits everything, with a new data version.</summary>
    public abstract Task CommitAsync(CancellationToken cancel = default);

    public abstract ValueTask DisposeAsync();
}
