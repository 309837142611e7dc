namespace Insights.Import.Store;

/// <summary>A turn that several processes take one after another. The lock is the open file's: it ends with its process, however that ends.</summary>
public static class FileTurn
{
    private const int MostAttempts = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="IOException">Another process has held the turn for a minute.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(string path, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < MostAttempts)
            {
                // A file lock tells nobody when it is free: it has to be tried again.
                await Task.Delay(Pause, cancel);
            }
        }
    }
}
