using System.Globalization;
using Insights.Import.Store;

namespace Insights.Import.Pipeline;

/// <summary>
/// Says that a process is at work on a batch. It is a locked file in the data directory, and the lock ends with its process however that ends:
/// so a batch that is called running and holds no lock was killed.
/// </summary>
internal sealed class RunningMark : IDisposable
{
    /// <summary>Whoever asks whether a batch is worked on holds its file for an instant: that is no work on it, and it is tried again.</summary>
    private const int MostAttempts = 10;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream file;

    private RunningMark(FileStream file) => this.file = file;

    /// <summary>Null when a living process holds the batch. One that nobody knows of yet is taken at once.</summary>
    /// <exception cref="IOException">The mark cannot be made, for instance because the disk is full.</exception>
    public static RunningMark? TryTake(string dataDirectory, int batchId)
    {
        string path = PathOf(dataDirectory, batchId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return Take(path) is { } taken ? new RunningMark(taken) : null;
    }

    /// <summary>As <see cref="TryTake"/>, of a batch that others may ask about at this moment.</summary>
    public static async Task<RunningMark?> TryTakeAsync(string dataDirectory, int batchId, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            if (TryTake(dataDirectory, batchId) is { } mark)
                return mark;
            if (attempt == MostAttempts)
                return null;
            await Task.Delay(s_pause, cancel);
        }
    }

    public static bool IsHeld(string dataDirectory, int batchId)
    {
        try
        {
            // Not deleted on closing: who takes the batch at this moment has opened the same file.
            using var asked = new FileStream(PathOf(dataDirectory, batchId), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read });
            return false;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException problem) when (FileTurn.IsHeld(problem))
        {
            return true;
        }
    }

    public void Dispose() => file.Dispose();

    private static FileStream? Take(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
        }
        catch (IOException problem) when (FileTurn.IsHeld(problem))
        {
            return null;
        }
    }

    private static string PathOf(string dataDirectory, int batchId) => Path.Combine(dataDirectory, "running", "batch-" + batchId.ToString(CultureInfo.InvariantCulture));
}
