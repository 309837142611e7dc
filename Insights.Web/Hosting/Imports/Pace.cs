using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>Turns the pipeline's reports into rate and time left, over all files of an import.</summary>
/// <param name="totalBytes">Of all files together.</param>
internal sealed class Pace(long totalBytes, TimeProvider time, Action<ImportPace> show) : IProgress<ImportProgress>
{
    /// <summary>The rate of the last seconds, not since the beginning: an import that gets slower says so.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(8);

    // Below this a rate is chance.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly Queue<(long At, long Rows, long Bytes)> _samples = new();
    private string _file = "";
    private long _rowsBefore, _bytesBefore, _rows, _bytes, _fileBytes;

    public void Report(ImportProgress value)
    {
        ImportPace pace;
        lock (_gate)
        {
            if (value.File != _file)
            {
                _rowsBefore += _rows;
                _bytesBefore += _fileBytes;
                _file = value.File;
            }
            (_rows, _bytes, _fileBytes) = (value.Rows, value.BytesRead, value.BytesTotal);
            pace = Measure();
        }
        show(pace);
    }

    private ImportPace Measure()
    {
        var now = time.GetTimestamp();
        var rows = _rowsBefore + _rows;
        var bytes = _bytesBefore + _bytes;
        // Compressed files say their own size and deliver more.
        var total = Math.Max(totalBytes, bytes);
        _samples.Enqueue((now, rows, bytes));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Window)
            _samples.Dequeue();
        var first = _samples.Peek();
        var span = time.GetElapsedTime(first.At, now);
        double? rowRate = null, left = null;
        if (span >= Shortest)
        {
            rowRate = (rows - first.Rows) / span.TotalSeconds;
            var byteRate = (bytes - first.Bytes) / span.TotalSeconds;
            left = byteRate > 0 ? (total - bytes) / byteRate : null;
        }
        return new ImportPace(Path.GetFileName(_file), rows, bytes, total, rowRate, left);
    }
}
