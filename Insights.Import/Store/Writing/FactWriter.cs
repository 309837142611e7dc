using System.Diagnostics;
using System.Globalization;
using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <summary>Writes chunks, one or many in a transaction. The same on both providers; what differs lies in the session.</summary>
internal sealed class FactWriter(ReportingStore store) : IFactWriter
{
    /// <summary>A file of a million old rows needs no million lines to say so.</summary>
    private const int MostRemarks = 1_000;

    /// <summary>Other processes wait this long for their turn, and a kill costs this much work.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly VendorDirectory vendors = new();
    private readonly ContentHash hash = new();
    private readonly ContentHash weighingHash = new();
    private readonly KeptRemarks remarks = new(MostRemarks);
    private readonly List<LedgerCounts> counts = [];
    private WriteSession? session;

    /// <summary>How the reading thread makes rows ready; null while most rows are stored already, and it would do so in vain.</summary>
    private volatile IRowForm? forms;

    private IAsyncDisposable? turn;
    private Marks? marks;
    private long rows;
    private long begun;

    public bool ShouldCommit =>
        turn is not null && (rows >= session!.RowsPerTransaction || Stopwatch.GetElapsedTime(begun) >= s_longest || store.SomebodyWaits);

    public void Weigh(FactChunk chunk)
    {
        chunk.Weighed = new WeighedChunk(
            WeighedFacts<Transaction>.OfKnownVendors<TransactionShape>(chunk, chunk.Transactions, vendors, weighingHash),
            WeighedFacts<Chargeback>.OfKnownVendors<ChargebackShape>(chunk, chunk.Chargebacks, vendors, weighingHash),
            WeighedFacts<Ticket>.OfKnownVendors<TicketShape>(chunk, chunk.Tickets, vendors, weighingHash));
        if (forms is not { } form)
            return;
        chunk.Weighed.Transactions?.Form<TransactionShape>(form);
        chunk.Weighed.Chargebacks?.Form<ChargebackShape>(form);
        chunk.Weighed.Tickets?.Form<TicketShape>(form);
    }

    public async Task<ChunkOutcome> WriteAsync(FactChunk chunk, CancellationToken cancel)
    {
        var outcome = await AddAsync(chunk, cancel);
        await CommitAsync();
        return outcome;
    }

    public async Task<ChunkOutcome> AddAsync(FactChunk chunk, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (turn is null)
            await BeginAsync(cancel);
        try
        {
            vendors.ForFile(chunk.FileId);
            var context = new ChunkContext(session!, chunk, vendors, hash, marks!, remarks) { KeepsReplaced = true };
            var outcome = Apply(context);
            LedgerWrite.Problems(context);
            ToBeMappedWrite.Apply(context);
            CountsOf(chunk.FileId).Add(chunk, outcome);
            rows += chunk.RowsRead;
            forms = outcome.Inserted * 2 > chunk.RowsRead ? session!.Forms : null;
            return outcome;
        }
        catch
        {
            await TakeBackAsync();
            throw;
        }
    }

    public async Task CommitAsync()
    {
        if (turn is null)
            return;
        try
        {
            vendors.WriteMentions();
            foreach (var file in counts)
                LedgerWrite.Counts(session!, file);
            counts.Clear();
            var version = NextVersion();
            marks!.Write(session!, version);
            session!.Commit();
            vendors.Committed();
            store.Remember(version);
        }
        catch
        {
            await TakeBackAsync();
            throw;
        }

        await EndTurnAsync();
    }

    /// <summary>Does everything and takes it back: what a dry run answers cannot drift from what a real one does. Rows of earlier previewed chunks are not remembered.</summary>
    public async Task<ChunkOutcome> PreviewAsync(FactChunk chunk, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await BeginAsync(cancel);
        try
        {
            return Apply(new ChunkContext(session!, chunk, vendors, hash, marks!, remarks));
        }
        finally
        {
            await TakeBackAsync();
        }
    }

    public async Task FinishFileAsync(int fileId, CancellationToken cancel)
    {
        // Followers were completed with the chunk that brought them or their charge, so only the planner's statistics are left.
        await using var alone = await store.LockForWritingAsync(cancel);
        session ??= store.Database.OpenWriteSession();
        session.Analyze();
    }

    public async ValueTask DisposeAsync()
    {
        if (turn is not null)
            await TakeBackAsync();
        session?.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
        turn = await store.LockForWritingAsync(cancel);
        try
        {
            session ??= store.Database.OpenWriteSession();
            session.Begin();
            vendors.Begin(session);
        }
        catch
        {
            await TakeBackAsync();
            throw;
        }

        marks = new Marks(zone);
        rows = 0;
        begun = Stopwatch.GetTimestamp();
    }

    /// <summary>Everything since the last commit.</summary>
    private async Task TakeBackAsync()
    {
        vendors.RolledBack();
        counts.Clear();
        session?.Rollback();
        await EndTurnAsync();
    }

    private async Task EndTurnAsync()
    {
        var ended = turn;
        turn = null;
        if (ended is not null)
            await ended.DisposeAsync();
    }

    private ChunkOutcome Apply(ChunkContext context)
    {
        var chunk = context.Chunk;
        var tally = new Tally();
        new DimensionUpsert(context, tally).Apply(store.Database);

        // Charges before what refers to them: most followers then are complete with their first write.
        new FactUpsert<Transaction, TransactionShape>(context).Apply(chunk.Transactions, chunk.Weighed?.Transactions, tally);
        var weighed = chunk.Weighed?.Chargebacks;
        var fees = FeeOfCase.Give(context);
        if (fees.Changed)
        {
            weighed?.Return();
            weighed = null;
        }

        new FactUpsert<Chargeback, ChargebackShape>(context).Apply(chunk.Chargebacks, weighed, tally);
        if (FeeOfCase.Released(context, fees.Losers) is { Count: > 0 } released)
            new FactUpsert<Chargeback, ChargebackShape>(context).Apply(released, null, tally);
        new FactUpsert<Ticket, TicketShape>(context).Apply(chunk.Tickets, chunk.Weighed?.Tickets, tally);
        context.Following.Propagate();

        var ticketEvents = new EventUpsert<TicketEvent, TicketEventShape>(context);
        ticketEvents.Apply(chunk.TicketEvents, tally);
        foreach (var ticket in ticketEvents.ChangedRefs)
            context.Marks.Ticket(chunk.SourceId, ticket);

        var disputeEvents = new EventUpsert<ChargebackEvent, ChargebackEventShape>(context);
        disputeEvents.Apply(chunk.ChargebackEvents, tally);
        context.MarkDisputes([.. disputeEvents.ChangedRefs.Select(dispute => (chunk.SourceId, dispute))]);
        return tally.Outcome();
    }

    private LedgerCounts CountsOf(int file)
    {
        if (counts.Count == 0 || counts[^1].FileId != file)
            counts.Add(new LedgerCounts(file));
        return counts[^1];
    }

    private long NextVersion()
    {
        using var command = session!.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = VersionSql.Next;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}

/// <summary>Opens writers on the configured store.</summary>
internal sealed class FactWriterFactory(ReportingStore store) : IFactWriterFactory
{
    public IFactWriter Open() => new FactWriter(store);
}
