namespace Insights.Import.Store;

/// <summary>
/// The turn to write among the processes of one data directory, one after another in the order in which they came to wait. SQLite itself lets a
/// waiting process only try again and again, and one that writes one transaction behind the other would leave it no gap: the other import then
/// failed after a minute. The locks are open files', so they end with their process, however that ends.
/// </summary>
internal sealed class ProcessTurn(string folder)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(15);

    private readonly string _turn = Path.Combine(folder, "writing");
    private readonly string _next = Path.Combine(folder, "writing-next");

    /// <summary>Another process waits: the one that writes ends its transaction soon.</summary>
    public bool SomebodyWaits
    {
        get
        {
            using var next = TryOpen(_next);
            return next is null;
        }
    }

    /// <summary>Waits as long as it takes. Whoever waits for the turn holds the place behind it, so that the one that has just written cannot be the next again.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancel)
    {
        using var next = await OpenAsync(_next, cancel);
        return await OpenAsync(_turn, cancel);
    }

    private async Task<FileStream> OpenAsync(string path, CancellationToken cancel)
    {
        FileStream? file;
        while ((file = TryOpen(path)) is null)
            await Task.Delay(s_pause, cancel);
        return file;
    }

    /// <summary>Null while another holds it.</summary>
    private FileStream? TryOpen(string path)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 });
            }
            catch (DirectoryNotFoundException) when (attempt == 0)
            {
                Directory.CreateDirectory(folder);
            }
            catch (IOException problem) when (IsHeld(problem))
            {
                return null;
            }
        }
    }

    /// <summary>Held by another, and not for instance a full disk, for which nobody should wait: EWOULDBLOCK, on macOS too, and Windows' sharing violation.</summary>
    private static bool IsHeld(IOException problem) => (problem.HResult & 0xFFFF) is 11 or 35 or 32;
}
