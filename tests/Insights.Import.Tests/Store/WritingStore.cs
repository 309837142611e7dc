using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Sqlite;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Tests.Store;

/// <summary>A store with two sources and one file to import into; facts with the fields a test does not care about filled in.</summary>
internal sealed class WritingStore : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    private WritingStore(TestStore test)
    {
        Test = test;
        var own = (ReportingStore)test.Store;
        Writer = new FactWriter(own);

        // So that every law of the store is tried with ids on pages as well: sixteen writes of two payments or more fill the runs, and the rest go among the hashes.
        if (own.Database is SqliteDatabase database)
            database.IdsWorthARun = 2;
    }

    public TestStore Test { get; }

    public FactWriter Writer { get; }

    /// <summary>Payments provider.</summary>
    public int Shop { get; private set; }

    /// <summary>Help desk.</summary>
    public int Desk { get; private set; }

    public int FileId { get; private set; }

    public static async Task<WritingStore> CreateAsync(StoreProvider provider)
    {
        var store = new WritingStore(await TestStore.CreateAsync(provider));
        await using var context = store.Read();
        var shop = context.Sources.Add(new() { Name = "shop" }).Entity;
        var desk = context.Sources.Add(new() { Name = "desk" }).Entity;
        await context.SaveChangesAsync();
        (store.Shop, store.Desk) = (shop.Id, desk.Id);
        store.FileId = await store.NewFileAsync();
        return store;
    }

    public async Task<int> NewFileAsync()
    {
        await using var context = Read();
        var file = context.ImportedFiles.Add(new ImportedFile { SourceId = Shop, Name = "march.csv", StartedAt = Noon }).Entity;
        await context.SaveChangesAsync();
        return file.Id;
    }

    public ReportingDbContext Read() => Test.Store.Open(DataScope.Staff);

    public FactChunk Chunk(int? source = null) => new() { FileId = FileId, SourceId = source ?? Shop, EventsCountAsRows = true };

    public async Task<ChunkOutcome> WriteAsync(Action<FactChunk> fill, int? source = null)
    {
        var chunk = Chunk(source);
        fill(chunk);
        return await Writer.WriteAsync(chunk, CancellationToken.None);
    }

    public Task<ChunkOutcome> WriteAsync(Transaction row, string? vendor = "acme") => WriteAsync(chunk => chunk.Transactions.Add(new(row, vendor)));

    public async Task<List<T>> AllAsync<T>() where T : class
    {
        await using var context = Read();
        return await context.Set<T>().AsNoTracking().ToListAsync();
    }

    public async Task<T> OnlyAsync<T>() where T : class => Assert1(await AllAsync<T>());

    public async Task ForgetMarksAsync()
    {
        await using var context = Read();
        await context.TouchedDays.ExecuteDeleteAsync();
        await context.TouchedTickets.ExecuteDeleteAsync();
    }

    /// <summary>Every marked day as "fact day", in order.</summary>
    public async Task<List<string>> MarkedDaysAsync() =>
        [.. (await AllAsync<TouchedDay>()).Select(day => $"{day.Fact} {day.Day:yyyy-MM-dd}").Order(StringComparer.Ordinal)];

    public static Transaction Sale(string id, DateTime? at = null, long amount = 1000, DateTime? version = null) => new()
    {
        ExternalId = id,
        Kind = "charge",
        Status = "succeeded",
        OccurredAt = at ?? Noon,
        AmountMinor = amount,
        Currency = "EUR",
        VersionAt = version,
        Line = 2,
    };

    public static Transaction Refund(string id, string of, DateTime? at = null) => new()
    {
        ExternalId = id,
        Kind = "refund",
        Status = "succeeded",
        OccurredAt = at ?? Noon.AddDays(1),
        AmountMinor = 1000,
        Currency = "EUR",
        OriginalRef = of,
        Line = 3,
    };

    public static Chargeback Dispute(string id, string? charge = null, DateTime? opened = null, DateTime? charged = null, DateTime? version = null) => new()
    {
        ExternalId = id,
        TransactionRef = charge,
        OpenedAt = opened ?? Noon.AddDays(20),
        ChargedAt = charged,
        State = "needs_response",
        AmountMinor = 1000,
        Currency = "EUR",
        IsDispute = true,
        VersionAt = version,
        Line = 4,
    };

    public static Ticket Case(string id, string? charge = null, DateTime? created = null, DateTime? version = null, string status = "open") => new()
    {
        ExternalId = id,
        TransactionRef = charge,
        CreatedAt = created ?? Noon.AddDays(2),
        Status = status,
        VersionAt = version,
        Line = 5,
    };

    public static TicketEvent Event(string ticket, string id, DateTime? at = null, string kind = "comment") => new()
    {
        TicketRef = ticket,
        EventId = id,
        OccurredAt = at ?? Noon.AddDays(2),
        Kind = kind,
        ActorKind = "agent",
        IsPublic = true,
        Line = 6,
    };

    public static ChargebackEvent Stage(string dispute, string state, DateTime? at = null) => new()
    {
        ChargebackRef = dispute,
        EventId = state,
        OccurredAt = at ?? Noon.AddDays(21),
        State = state,
        Line = 7,
    };

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Test.DisposeAsync();
    }

    private static T Assert1<T>(List<T> rows) => rows.Count == 1 ? rows[0] : throw new Xunit.Sdk.XunitException($"{rows.Count} rows of {typeof(T).Name}, not one");
}
