using System.Globalization;
using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <summary>Writes chunks, each in one transaction. The same on both providers; what differs lies in the session.</summary>
internal sealed class FactWriter(ReportingStore store) : IFactWriter
{
    /// <summary>A file of a million old rows needs no million lines to say so.</summary>
    private const int MostRemarks = 1_000;

    private readonly VendorDirectory vendors = new();
    private readonly ContentHash hash = new();
    private readonly KeptRemarks remarks = new(MostRemarks);
    private WriteSession? session;

    public Task<ChunkOutcome> WriteAsync(FactChunk chunk, CancellationToken cancel) => RunAsync(chunk, keep: true, cancel);

    /// <summary>Does everything and takes it back: what a dry run answers cannot drift from what a real one does. Rows of earlier previewed chunks are not remembered.</summary>
    public Task<ChunkOutcome> PreviewAsync(FactChunk chunk, CancellationToken cancel) => RunAsync(chunk, keep: false, cancel);

    public async Task FinishFileAsync(int fileId, CancellationToken cancel)
    {
        // Followers were completed with the chunk that brought them or their charge, so only the planner's statistics are left.
        await using var turn = await store.LockForWritingAsync(cancel);
        session ??= store.Database.OpenWriteSession();
        session.Analyze();
    }

    public ValueTask DisposeAsync()
    {
        session?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ChunkOutcome> RunAsync(FactChunk chunk, bool keep, CancellationToken cancel)
    {
        var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
        await using var turn = await store.LockForWritingAsync(cancel);
        session ??= store.Database.OpenWriteSession();
        session.Begin();
        try
        {
            vendors.Begin(session);
            var context = new ChunkContext(session, chunk, vendors, hash, new Marks(zone), remarks);
            var outcome = Apply(context, cancel);
            if (!keep)
            {
                Undo();
                return outcome;
            }

            LedgerWrite.Problems(context);
            LedgerWrite.Counts(session, chunk, outcome);
            var version = NextVersion();
            context.Marks.Write(session, version);
            cancel.ThrowIfCancellationRequested();
            session.Commit();
            vendors.Committed();
            store.Remember(version);
            return outcome;
        }
        catch
        {
            Undo();
            throw;
        }
    }

    private ChunkOutcome Apply(ChunkContext context, CancellationToken cancel)
    {
        var chunk = context.Chunk;
        var tally = new Tally();
        DimensionUpsert.Apply(context, store.Database, tally);

        // Charges before what refers to them: most followers then are complete with their first write.
        new FactUpsert<Transaction, TransactionShape>(context).Apply(chunk.Transactions, tally);
        cancel.ThrowIfCancellationRequested();
        new FactUpsert<Chargeback, ChargebackShape>(context).Apply(chunk.Chargebacks, tally);
        new FactUpsert<Ticket, TicketShape>(context).Apply(chunk.Tickets, tally);
        cancel.ThrowIfCancellationRequested();
        context.Following.Propagate();

        var ticketEvents = new EventUpsert<TicketEvent, TicketEventShape>(context);
        ticketEvents.Apply(chunk.TicketEvents, tally);
        foreach (var ticket in ticketEvents.ChangedRefs)
            context.Marks.Ticket(chunk.SourceId, ticket);

        var disputeEvents = new EventUpsert<ChargebackEvent, ChargebackEventShape>(context);
        disputeEvents.Apply(chunk.ChargebackEvents, tally);
        MarkDisputes(context, disputeEvents.ChangedRefs);
        return tally.Outcome();
    }

    /// <summary>A stage of a dispute counts on the dispute's days.</summary>
    private static void MarkDisputes(ChunkContext context, HashSet<string> refs)
    {
        if (refs.Count == 0)
            return;
        var lookups = refs.Select(reference => new Lookup { SourceId = context.Chunk.SourceId, Ref = reference }).ToArray();
        context.Session.Find<Chargeback, ChargebackShape>(lookups);
        foreach (ref var lookup in lookups.AsSpan())
            if (lookup.Answer.Found)
                context.Marks.Fact<Chargeback, ChargebackShape>(ref lookup.Answer);
    }

    private long NextVersion()
    {
        using var command = session!.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = VersionSql.Next;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Undo()
    {
        vendors.RolledBack();
        session!.Rollback();
    }
}

/// <summary>Opens writers on the configured store.</summary>
internal sealed class FactWriterFactory(ReportingStore store) : IFactWriterFactory
{
    public IFactWriter Open() => new FactWriter(store);
}
