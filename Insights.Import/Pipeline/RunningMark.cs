using System.Globalization;

namespace Insights.Import.Pipeline;

/// <summary>
/// Says that a process is at work on a batch. It is a locked file in the data directory, and the lock ends with its process however that ends:
/// so a batch that is called running and holds no lock was killed.
/// </summary>
internal sealed class RunningMark : IDisposable
{
    private readonly FileStream file;

    private RunningMark(FileStream file) => this.file = file;

    /// <summary>Null when a living process holds the batch.</summary>
    public static RunningMark? TryTake(string dataDirectory, int batchId)
    {
        var folder = Path.Combine(dataDirectory, "running");
        Directory.CreateDirectory(folder);
        try
        {
            return new RunningMark(new FileStream(
                Path.Combine(folder, "batch-" + batchId.ToString(CultureInfo.InvariantCulture)),
                new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose }));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static bool IsHeld(string dataDirectory, int batchId)
    {
        if (!File.Exists(Path.Combine(dataDirectory, "running", "batch-" + batchId.ToString(CultureInfo.InvariantCulture))))
            return false;
        using var mine = TryTake(dataDirectory, batchId);
        return mine is null;
    }

    public void Dispose() => file.Dispose();
}
