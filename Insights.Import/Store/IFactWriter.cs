namespace Insights.Import.Store;

/// <summary>
/// The bulk path into the store, one implementation a provider. De-duplicates by (source, external id), newest version wins, equal content is
/// unchanged, an older version never overwrites (it is skipped and recorded). Facts, ledger counts, problems and touched days commit together.
/// </summary>
internal interface IFactWriter : IAsyncDisposable
{
    /// <summary>Commits the chunk and adds its counts to the imported file's row.</summary>
    Task<ChunkOutcome> WriteAsync(FactChunk chunk, CancellationToken cancel);

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
