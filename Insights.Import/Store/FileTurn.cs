namespace Insights.Import.Store;

/// <summary>
/// A turn among processes, one after another in the order in which they came to wait: to write, to migrate. SQLite itself lets a waiting process
/// only try again and again, and one that writes one transaction behind the other would leave it no gap: the other import then failed after a
/// minute. The locks are open files', so they end with their process, however that ends.
/// </summary>
/// <param name="path">The file whose lock is the turn; the place behind it is the lock of <c>-next</c>.</param>
public sealed class FileTurn(string path)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(15);

    private readonly string _next = path + "-next";

    /// <summary>Opens, or throws what the system says; a test lets the disk be full here.</summary>
    internal Func<string, FileStream> Open { get; init; } = OpenFile;

    /// <summary>Another process waits: the one that has the turn gives it up soon.</summary>
    public bool SomebodyWaits
    {
        get
        {
            using var next = TryOpen(_next);
            return next is null;
        }
    }

    /// <summary>Waits as long as it takes. Whoever waits for the turn holds the place behind it, so that the one that has just had it cannot be the next again.</summary>
    /// <exception cref="IOException">The file cannot be made or opened for another reason than that somebody holds it, such as a full disk.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancel = default)
    {
        using var next = await OpenAsync(_next, cancel);
        return await OpenAsync(path, cancel);
    }

    private async Task<FileStream> OpenAsync(string file, CancellationToken cancel)
    {
        FileStream? held;
        // A file lock tells nobody when it is free: it has to be tried again.
        while ((held = TryOpen(file)) is null)
            await Task.Delay(s_pause, cancel);
        return held;
    }

    /// <summary>Null while another holds it.</summary>
    private FileStream? TryOpen(string file)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return Open(file);
            }
            catch (DirectoryNotFoundException) when (attempt == 0)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            }
            catch (IOException problem) when (IsHeld(problem))
            {
                return null;
            }
        }
    }

    /// <summary>Held by another, and not for instance a full disk, for which nobody should wait: EWOULDBLOCK, on macOS too, and Windows' sharing violation.</summary>
    internal static bool IsHeld(IOException problem) => (problem.HResult & 0xFFFF) is 11 or 35 or 32;

    private static FileStream OpenFile(string file) =>
        new(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 });
}
