using System.Data.Common;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store;

/// <summary>What differs between the providers in opening, migrating and locking the store.</summary>
internal abstract class StoreDatabase
{
    /// <summary>Options for a context that opens its own connections, or works on <paramref name="shared"/>.</summary>
    public abstract void Configure(DbContextOptionsBuilder options, string migrationsTable, DbConnection? shared);

    public abstract ReportingDbContext Open(DataScope scope, DbConnection? shared = null);

    /// <summary>An open connection with this store's settings.</summary>
    public abstract Task<DbConnection> ConnectAsync(CancellationToken cancel);

    /// <summary>Begins a transaction that is sure to be able to write.</summary>
    public abstract Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancel);

    /// <summary>A reader with a connection of its own.</summary>
    public abstract IFactReader OpenReader(bool forLookUps);

    public abstract IFactReader OpenReader(DbConnection connection, DbTransaction transaction);

    /// <summary>A connection for the import path.</summary>
    public abstract WriteSession OpenWriteSession();

    /// <summary>Creates what must exist before the first migration, and keeps two processes from migrating at once.</summary>
    public abstract Task MigrateAsync(DbContext context, CancellationToken cancel);

    /// <summary>
    /// Closes the pooled connections nobody uses: of this store only. To clear every pool of the process would close a connection under whoever opens one
    /// just then: Microsoft.Data.Sqlite takes it for a leaked one.
    /// </summary>
    public abstract void CloseIdle();

    /// <summary>True when one writer at a time is all the database takes.</summary>
    public abstract bool OneWriter { get; }
}
