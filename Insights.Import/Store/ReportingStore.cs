using System.Data.Common;
using System.Globalization;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Postgres;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Import.Store;

/// <summary>The one reporting store of a process: connections, schema, the turn to write, and the version of what is stored.</summary>
internal sealed class ReportingStore : IReportingStore, IDisposable
{
    private const string NameSetting = "name";
    private const string ZoneSetting = "reporting_zone";
    private const string CurrencySetting = "reporting_currency";
    private const string ClosedSetting = "days_until_month_is_closed";
    private const long NotRead = -1;

    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly FileTurn processes;
    private long dataVersion = NotRead;
    private int waiting;

    public ReportingStore(StoreOptions options)
    {
        Options = options;
        processes = new FileTurn(Path.Combine(options.DataDirectory, "running", "writing"));
        Database = options.Provider == StoreProvider.Postgres ? new PostgresDatabase(options) : new SqliteDatabase(options);
    }

    public StoreOptions Options { get; }

    internal StoreDatabase Database { get; }

    /// <summary>Someone in this process, or another process, waits to write.</summary>
    internal bool SomebodyWaits => Volatile.Read(ref waiting) > 0 || (Database.OneWriter && processes.SomebodyWaits);

    public long DataVersion
    {
        get
        {
            var known = Interlocked.Read(ref dataVersion);
            if (known != NotRead)
                return known;
            using var context = Open(DataScope.Staff);
            return Remember(StoredVersion(context).FirstOrDefault());
        }
    }

    public ReportingDbContext Open(DataScope scope) => Database.Open(scope);

    public void Configure(DbContextOptionsBuilder options, string migrationsTable) => Database.Configure(options, migrationsTable, null);

    public IFactReader OpenFactReader(bool forLookUps = false) => Database.OpenReader(forLookUps);

    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        await using var context = Open(DataScope.Staff);
        await MigrateAsync(context, cancel);
        await RefreshDataVersionAsync(cancel);
    }

    public Task MigrateAsync(DbContext context, CancellationToken cancel = default) => Database.MigrateAsync(context, cancel);

    public async Task<IAsyncDisposable> LockForWritingAsync(CancellationToken cancel = default)
    {
        if (!Database.OneWriter)
            return new Turn(null, null);
        Interlocked.Increment(ref waiting);
        try
        {
            await writing.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            return new Turn(writing, await processes.TakeAsync(cancel));
        }
        catch
        {
            writing.Release();
            throw;
        }
    }

    public async Task<StoreTransaction> BeginWritingAsync(CancellationToken cancel = default)
    {
        var turn = await LockForWritingAsync(cancel);
        DbConnection? connection = null;
        try
        {
            connection = await Database.ConnectAsync(cancel);
            return new WriteTransaction(this, turn, connection, await Database.BeginAsync(connection, cancel));
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            await turn.DisposeAsync();
            throw;
        }
    }

    public async Task<Workspace> WorkspaceAsync(CancellationToken cancel = default)
    {
        await using var context = Open(DataScope.Staff);
        return await WorkspaceAsync(context, cancel);
    }

    public async Task SetWorkspaceAsync(Workspace workspace, CancellationToken cancel = default)
    {
        await using var transaction = await BeginWritingAsync(cancel);
        var before = await WorkspaceAsync(transaction.Reporting, cancel);
        await SetAsync(NameSetting, workspace.Name);
        await SetAsync(ZoneSetting, workspace.ReportingZone.Id);
        await SetAsync(CurrencySetting, workspace.ReportingCurrency);
        await SetAsync(ClosedSetting, workspace.DaysUntilMonthIsClosed.ToString(CultureInfo.InvariantCulture));
        await transaction.Reporting.SaveChangesAsync(cancel);
        if (before.ReportingZone.Id != workspace.ReportingZone.Id || before.ReportingCurrency != workspace.ReportingCurrency)
            await Touching.EverythingAsync(transaction, workspace.ReportingZone, cancel);
        await transaction.CommitAsync(cancel);

        async Task SetAsync(string name, string value)
        {
            var setting = await transaction.Reporting.WorkspaceSettings.FindAsync([name], cancel);
            if (setting is null)
                transaction.Reporting.WorkspaceSettings.Add(new WorkspaceSetting { Name = name, Value = value });
            else
                setting.Value = value;
        }
    }

    public void Changed()
    {
        using var context = Open(DataScope.Staff);
        Remember(context.Database.SqlQueryRaw<long>(VersionSql.Next).AsEnumerable().Single());
    }

    public async Task<long> RefreshDataVersionAsync(CancellationToken cancel = default)
    {
        await using var context = Open(DataScope.Staff);
        return Remember(await StoredVersion(context).FirstOrDefaultAsync(cancel));
    }

    public void Dispose()
    {
        Database.CloseIdle();
        writing.Dispose();
    }

    /// <summary>Versions only grow, also when two writers report theirs in the wrong order.</summary>
    internal long Remember(long version)
    {
        while (true)
        {
            var known = Interlocked.Read(ref dataVersion);
            if (known >= version || Interlocked.CompareExchange(ref dataVersion, version, known) == known)
                return Math.Max(known, version);
        }
    }

    internal static async Task<Workspace> WorkspaceAsync(ReportingDbContext context, CancellationToken cancel)
    {
        var settings = await context.WorkspaceSettings.AsNoTracking().ToDictionaryAsync(setting => setting.Name, setting => setting.Value, cancel);
        var zoneId = settings.GetValueOrDefault(ZoneSetting, "UTC");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId)
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The reporting zone '{zoneId}' is not in the time zone database; set another one in the workspace settings."));
        return new Workspace(settings.GetValueOrDefault(NameSetting, "Insights"), zone, settings.GetValueOrDefault(CurrencySetting, "EUR"))
        {
            DaysUntilMonthIsClosed = settings.TryGetValue(ClosedSetting, out var days) ? int.Parse(days, CultureInfo.InvariantCulture) : Workspace.DefaultDaysUntilClosed,
        };
    }

    private static IQueryable<long> StoredVersion(ReportingDbContext context) =>
        context.Counters.Where(counter => counter.Name == StoreCounter.DataVersion).Select(counter => counter.Value);

    private sealed class Turn(SemaphoreSlim? held, IDisposable? among) : IAsyncDisposable
    {
        private SemaphoreSlim? held = held;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref held, null) is { } mine)
            {
                among?.Dispose();
                mine.Release();
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed class WriteTransaction(ReportingStore store, IAsyncDisposable turn, DbConnection connection, DbTransaction transaction)
        : StoreTransaction(connection, transaction, Enlist(store, connection, transaction))
    {
        private IFactReader? facts;

        public override IFactReader Facts => facts ??= store.Database.OpenReader(Connection, Transaction);

        public override void Configure(DbContextOptionsBuilder options, string migrationsTable) =>
            store.Database.Configure(options, migrationsTable, Connection);

        public override async Task CommitAsync(CancellationToken cancel = default)
        {
            var version = await VersionSql.NextAsync(Connection, Transaction, cancel);
            await Transaction.CommitAsync(cancel);
            store.Remember(version);
        }

        public override async ValueTask DisposeAsync()
        {
            facts?.Dispose();
            await Reporting.DisposeAsync();
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
            await turn.DisposeAsync();
        }

        private static ReportingDbContext Enlist(ReportingStore store, DbConnection connection, DbTransaction transaction)
        {
            var context = store.Database.Open(DataScope.Staff, connection);
            context.Database.UseTransaction(transaction);
            return context;
        }
    }
}
