using System.Globalization;

namespace Insights.Import.Pipeline;

/// <summary>
/// Says that a process is at work on a batch. It is a locked file in the data directory, and the lock ends with its process however that ends:
/// so a batch that is called running and holds no lock was killed.
/// </summary>
internal sealed class RunningMark : IDisposable
{
    /// <summary>Whoever asks whether a batch is worked on holds its file for an instant: that is no work on it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    private readonly FileStream file;

    private RunningMark(FileStream file) => this.file = file;

    /// <summary>Null when a living process holds the batch.</summary>
    public static RunningMark? TryTake(string dataDirectory, int batchId)
    {
        string path = PathOf(dataDirectory, batchId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream? taken = null;
        SpinWait.SpinUntil(() => (taken = Take(path)) is not null, s_patience);
        return taken is null ? null : new RunningMark(taken);
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
        catch (IOException)
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
        catch (IOException)
        {
            return null;
        }
    }

    private static string PathOf(string dataDirectory, int batchId) => Path.Combine(dataDirectory, "running", "batch-" + batchId.ToString(CultureInfo.InvariantCulture));
}
