namespace Insights.Import.Store;

/// <summary>
/// The bulk path into the store, one implementation a provider. De-duplicates by (source, external id), newest version wins, equal content is
/// unchanged, an older version never overwrites (it is skipped and recorded). Facts, ledger counts, problems and touched days commit together.
/// </summary>
internal interface IFactWriter : IAsyncDisposable
{
    /// <summary>
    /// Does what can be done for a chunk before its turn, from the thread that reads, while earlier chunks are written from another. The chunk's facts must
    /// not change afterwards. Optional: it only spares the writer's thread.
    /// </summary>
    void Weigh(FactChunk chunk)
    {
    }

    /// <summary>Commits the chunk and adds its counts to the imported file's row.</summary>
    Task<ChunkOutcome> WriteAsync(FactChunk chunk, CancellationToken cancel);

    /// <summary>
    /// Takes the chunk and its counts into a transaction that stays open for further ones: nothing of it is seen by others until <see cref="CommitAsync"/>.
    /// When it fails, everything since the last commit is taken back. The store's turn to write is held meanwhile, so whoever adds must commit soon.
    /// </summary>
    Task<ChunkOutcome> AddAsync(FactChunk chunk, CancellationToken cancel) => WriteAsync(chunk, cancel);

    /// <summary>Enough was added, others wait, or much time has passed: the moment to commit.</summary>
    bool ShouldCommit => true;

    /// <summary>Commits what was added; nothing to do when nothing was.</summary>
    Task CommitAsync() => Task.CompletedTask;

    /// <summary>For a dry run: what <see cref="WriteAsync"/> would answer for this chunk, asked read-only; the file needs no row in the ledger.</summary>
    Task<ChunkOutcome> PreviewAsync(FactChunk chunk, CancellationToken cancel);

    /// <summary>After the last chunk: gives vendor and charge date to disputes (and vendor to tickets) whose charge has arrived by now, then refreshes query-planner statistics where it pays.</summary>
    Task FinishFileAsync(int fileId, CancellationToken cancel);
}

/// <summary>Opens the writer of the configured provider; registered by AddImport().</summary>
internal interface IFactWriterFactory
{
    IFactWriter Open();
}
