using System.Diagnostics;
using System.Globalization;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf;
using Insights.Web.Tests.Exports.Pdf;

namespace Insights.Benchmarks.Pdf;

/// <summary>Time and memory of the printed documents, warm, median of several runs: the goals are 100 ms for the executive report, 2 s and 150 MiB for 10,000 rows.</summary>
internal static class PdfBenchmarks
{
    public static int Run()
    {
        Console.WriteLine(Machine.Description());
        Measure("executive report", SampleDocuments.Executive, runs: 15);
        Measure("vendor report", SampleDocuments.Vendor, runs: 15);
        Measure("table of 10,000 rows x 8", SampleDocuments.LongTable(10_000), runs: 5);
        return 0;
    }

    private static void Measure(string name, ReportDocument document, int runs)
    {
        var options = new PdfOptions { PortalBaseUrl = new Uri("https://portal.example/") };
        var times = new List<double>();
        var (peak, bytes) = (0L, 0L);
        for (var run = 0; run <= runs; run++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var output = new CountingStream(() => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - before));
            var clock = Stopwatch.StartNew();
            PdfWriter.Write(document, output, options);
            // The first run pays for compiling and for parsing the fonts.
            if (run > 0)
                times.Add(clock.Elapsed.TotalMilliseconds);
            bytes = output.Length;
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {times[times.Count / 2],8:N1} ms   managed memory at most {peak / 1048576.0,6:N1} MiB   process peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0,6:N0} MiB   file {bytes / 1024.0,8:N0} KiB"));
    }

    /// <summary>Takes the bytes and forgets them; looks at the memory as it goes.</summary>
    private sealed class CountingStream(Action look) : Stream
    {
        private long length;
        private long next;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => length;
        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            length += buffer.Length;
            if (length < next)
                return;
            next = length + 65_536;
            look();
        }

        public override void Flush() => look();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
