namespace Insights.Web.Pages.DataHealth;

/// <summary>
/// Files on their way in: received from a browser, a program or the inbox folder, checked without writing anything, then imported in the background.
/// The host runs the imports, one at a time and in order; checks do not wait for them.
/// </summary>
internal interface IImports
{
    /// <summary>A new import. Files it already names are awaited piece by piece (<see cref="AppendAsync"/>); others come whole (<see cref="AddFileAsync"/>).</summary>
    /// <exception cref="ImportNotTakenException">Too many files, one too large, or no room on the disk.</exception>
    Task<ImportView> BeginAsync(NewImport import, CancellationToken cancel = default);

    /// <summary>Receives one whole file. The name is the sender's: only its last part is used, and two equal names are two files.</summary>
    /// <exception cref="ImportNotTakenException">Too many files, this one too large, or no room on the disk.</exception>
    Task AddFileAsync(string importId, string fileName, Stream content, CancellationToken cancel);

    /// <summary>Appends to an awaited file. What arrives before a connection breaks stays, and the sender goes on behind it. When the last file is complete, the check begins.</summary>
    Task<Appended> AppendAsync(string importId, int file, long offset, Stream content, CancellationToken cancel);

    /// <summary>Keeps what a person says of one table (by the name its result calls it by) for the next check and the import; none takes it back.</summary>
    Task ChooseAsync(string importId, string table, ChosenTable choice, CancellationToken cancel = default);

    /// <summary>Queues the dry run: what would happen to every row.</summary>
    Task CheckAsync(string importId, CancellationToken cancel = default);

    /// <summary>Queues the import.</summary>
    Task ImportAsync(string importId, CancellationToken cancel = default);

    /// <summary>Stops what runs, or forgets what waits; committed rows stay and are shown as such.</summary>
    Task CancelAsync(string importId, CancellationToken cancel = default);

    /// <summary>Also of imports that ended before this process began; null when there never was one of this id.</summary>
    ValueTask<ImportView?> FindAsync(string importId, CancellationToken cancel = default);

    /// <summary>Newest first; those begun within the last day.</summary>
    Task<IReadOnlyList<ImportView>> RecentAsync(CancellationToken cancel = default);

    /// <summary>Waits until nothing is queued or running for this import any more, or until patience ends.</summary>
    Task<ImportView?> WaitAsync(string importId, TimeSpan patience, CancellationToken cancel);

    /// <summary>The rejected rows of an imported file as CSV: the file's own columns, then line, column and reason; to be mended and imported again.</summary>
    Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default);
}

/// <summary>What somebody wants to bring in.</summary>
internal sealed record NewImport
{
    public const int MostFiles = 100;

    /// <summary>2 GiB: more than any export of a portal's own screens; larger ones go through the command "import", which reads them where they lie.</summary>
    public const long MostBytesPerFile = 2L * 1024 * 1024 * 1024;

    public required string StartedBy { get; init; }

    public ImportOrigin Origin { get; init; } = ImportOrigin.Upload;

    /// <summary>Null: the format's own.</summary>
    public string? Source { get; init; }

    /// <summary>Null: recognised.</summary>
    public string? Format { get; init; }

    /// <summary>Null: seen from the bytes.</summary>
    public string? Encoding { get; init; }

    /// <summary>The sender wants the check only; nothing is imported afterwards.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>The API token that begins it.</summary>
    public int? TokenId { get; init; }

    public IReadOnlyList<AwaitedFile> Files { get; init; } = [];
}

internal enum ImportOrigin { Upload, Api, Inbox }

/// <summary>A file that will come in pieces.</summary>
/// <param name="Modified">When the sender's copy was last changed, in milliseconds since 1970: tells the same file from another of its name.</param>
internal sealed record AwaitedFile(string Name, long Bytes, long Modified);

/// <summary>What became of a piece.</summary>
internal sealed record Appended(AppendState State, long Offset);

/// <summary>Stored; at another offset than the file's end; another connection is still sending; more than the file was said to hold; the import awaits nothing (any more).</summary>
internal enum AppendState { Stored, WrongOffset, Busy, TooLong, NotAwaited }

/// <summary>Why files are not taken, and what to do: said to the sender.</summary>
internal sealed class ImportNotTakenException(string message, bool forSize) : Exception(message)
{
    /// <summary>Too large or too many, as against no room.</summary>
    public bool ForSize { get; } = forSize;
}
