using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Encodings.Web;
using Insights.Import.Sources;
using Insights.Import.Store;

namespace Insights.Import.Pipeline;

/// <summary>
/// Collects a file's rows into chunks of bounded size and keeps the books: every record read is accepted, rejected or skipped, and what
/// was wrong with it is kept with its line.
/// </summary>
internal sealed class ChunkBuilder(int fileId, int sourceId, FormatProfile profile, ImportLimits limits)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ProblemDigest _problems = new(limits.FirstProblems);
    private ChunkMark _mark;
    private long _bytes;
    private long _truncatedBefore;

    // Their lists are used again: each is a large object, and a new set for every chunk would bring a full collection with it.
    private readonly ConcurrentQueue<FactChunk> _spent = new();

    public FactChunk Chunk { get; private set; } = New(fileId, sourceId, profile, null);

    /// <summary>When the import began.</summary>
    public DateTime SeenAt { get; init; }

    public IReadOnlyList<ImportProblem> FirstProblems => _problems.First();

    public bool IsFull => Chunk.RowsRead >= limits.ChunkRows || _bytes >= limits.ChunkBytes;

    public bool HasContent => Chunk.RowsRead > 0 || Chunk.Problems.Count > 0 || ChunkMark.Of(Chunk) != default;

    /// <summary>Before a record is mapped: where to fall back to when it is rejected.</summary>
    public void BeginRow() => _mark = ChunkMark.Of(Chunk);

    /// <summary>After it was mapped.</summary>
    /// <param name="record">The record's cells as JSON; asked for only when it is rejected.</param>
    public void EndRow(RowProblems row, long recordBytes, Func<string> record)
    {
        Chunk.RowsRead++;
        _bytes += recordBytes;
        if (row.ToBeMapped.Count > 0 && !row.IsSkipped)
            KeepToBeMapped(row);
        if (!row.HasProblems)
            return;
        if (row.IsRejected || row.IsSkipped)
            _mark.Restore(Chunk);
        if (row.IsRejected)
            Chunk.Rejected++;
        else if (row.IsSkipped)
            Chunk.Skipped++;

        // The cells are kept once, with the row's first problem.
        string? cells = row.IsRejected ? record() : null;
        foreach (var problem in row.All)
        {
            Keep(problem, row.Line, cells);
            cells = null;
        }
    }

    /// <summary>Each value counts once a row; where the facts do not keep it, it is noted which of them came with it.</summary>
    private void KeepToBeMapped(RowProblems row)
    {
        foreach (var (kind, value) in row.ToBeMapped)
        {
            Chunk.ToBeMapped.Add(new ToBeMappedRow(kind, value, null, null, row.Line, row.IsRejected, CountsAsRow: true));
            if (kind == ValueKinds.TicketStatus && !row.IsRejected && row.Meanings.Find(kind, value) is { } status)
                NoteEvents(kind, value, status, row.Line);
            if (row.IsRejected || ValueKinds.IsKeptByTheRow(kind))
                continue;
            foreach (var added in Chunk.Transactions.Skip(_mark.Transactions))
                Chunk.ToBeMapped.Add(new ToBeMappedRow(kind, value, "transactions", added.Row.ExternalId, row.Line, IsRejected: false, CountsAsRow: false));
            foreach (var added in Chunk.Tickets.Skip(_mark.Tickets))
                Chunk.ToBeMapped.Add(new ToBeMappedRow(kind, value, "tickets", added.Row.ExternalId, row.Line, IsRejected: false, CountsAsRow: false));
            foreach (var added in Chunk.Chargebacks.Skip(_mark.Chargebacks))
                Chunk.ToBeMapped.Add(new ToBeMappedRow(kind, value, "chargebacks", added.Row.ExternalId, row.Line, IsRejected: false, CountsAsRow: false));
        }
    }

    /// <summary>An event holds one value: that its status was explained must be noted, so that another explanation can take its place.</summary>
    private void NoteEvents(string kind, string value, string status, int line)
    {
        foreach (var happened in Chunk.TicketEvents.Skip(_mark.TicketEvents))
        {
            if (happened.Kind is "status" or "created" && happened.Value == status)
                Chunk.ToBeMapped.Add(new ToBeMappedRow(kind, value, Store.Writing.ToBeMappedWrite.Events, Store.Writing.ToBeMappedWrite.EventName(happened), line, IsRejected: false, CountsAsRow: false));
        }
    }

    /// <summary>Something about the file rather than one of its rows.</summary>
    public void Note(int line, RowProblem problem) => Keep(problem, line, record: null);

    /// <summary>Closes the current chunk and begins the next.</summary>
    public FactChunk Take(long cardNumbersTruncatedSoFar)
    {
        var chunk = Chunk;
        chunk.CardNumbersTruncated = cardNumbersTruncatedSoFar - _truncatedBefore;
        _truncatedBefore = cardNumbersTruncatedSoFar;
        chunk.SeenAt = SeenAt;
        Lineage.Stamp(chunk);
        _spent.TryDequeue(out var spent);
        Chunk = New(fileId, sourceId, profile, spent);
        _bytes = 0;
        return chunk;
    }

    /// <summary>A chunk that was written and is not looked at any more; from any thread.</summary>
    public void GiveBack(FactChunk chunk) => _spent.Enqueue(chunk);

    public static string CellsAsJson(IReadOnlyList<string> headers, Reading.CsvReader record)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartObject();
            for (int i = 0; i < record.FieldCount; i++)
                writer.WriteString(i < headers.Count ? headers[i] : "", Encoding.UTF8.GetString(record.Field(i)).Replace("\0", "", StringComparison.Ordinal));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Keep(RowProblem problem, int line, string? record)
    {
        if (problem.Severity == Severity.Warning)
            Chunk.Warnings++;
        long alike = _problems.Add(problem, line);
        // The same remark on a million rows says no more than on a thousand; the counts stay exact.
        if (problem.Severity != Severity.Rejected && alike > limits.KeptRemarks)
            return;
        Chunk.Problems.Add(problem.ToLedger(fileId, line, record));
    }

    private static FactChunk New(int fileId, int sourceId, FormatProfile profile, FactChunk? spent) => new()
    {
        FileId = fileId,
        SourceId = sourceId,
        EventsCountAsRows = profile.RowsAreEvents,
        RowsAreImmutable = profile.RowsAreImmutable,
        EventsAreToldTwice = profile.EventsAreToldTwice,
        Transactions = Emptied(spent?.Transactions),
        Tickets = Emptied(spent?.Tickets),
        TicketEvents = Emptied(spent?.TicketEvents),
    };

    private static List<T> Emptied<T>(List<T>? list)
    {
        list?.Clear();
        return list ?? [];
    }
}

/// <summary>Bounds of the pipeline: memory grows with a chunk, never with the file. See decisions/0002.</summary>
internal sealed record ImportLimits
{
    public static ImportLimits Default { get; } = new();

    /// <summary>What suits the store.</summary>
    public static ImportLimits Of(StoreOptions store) => store.Provider == StoreProvider.Sqlite ? Default with { ChunkRows = 1_000 } : Default;

    /// <summary>
    /// Rows handed to the store at once; it commits many chunks together. A server is asked for all ids of a chunk in one question, so many that the way there and back is nothing.
    /// SQLite is asked one by one in any case: there the rows of three chunks fit the processor's own cache, and are gone again before the collector would have to copy
    /// them, which took a fifth of an import.
    /// </summary>
    public int ChunkRows { get; init; } = 10_000;

    /// <summary>Text a chunk may hold, for tickets with long descriptions.</summary>
    public long ChunkBytes { get; init; } = 8 << 20;

    public int FirstProblems { get; init; } = 20;

    /// <summary>Warnings and skips of one kind that are kept with their line.</summary>
    public int KeptRemarks { get; init; } = 1_000;

    public int MaxRecordBytes { get; init; } = Reading.CsvReader.DefaultMaxRecordBytes;
}
