using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Excel;
using Cell = Insights.Analytics.Reports.Cell;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Insights.Benchmarks.Excel;

/// <summary>The workbook writer beside deflate of the very XML it writes (the floor of any XLSX) and beside the SDK's own row writer, in one run, medians of three.</summary>
internal static class WorkbookBenchmark
{
    private const int Rows = 500_000;
    private const int PeerRows = 100_000;
    private const int Rounds = 3;

    public static int Run(string folder)
    {
        var workbook = Path.Combine(folder, "rows.xlsx");
        var xml = Path.Combine(folder, "sheet.xml");
        Write(workbook, 2_000);
        SdkWriter(Path.Combine(folder, "peer.xlsx"), 2_000);

        var writer = new List<double>();
        var deflate = new List<double>();
        var peer = new List<double>();
        var ours = new List<double>();
        long heap = 0;
        for (var round = 0; round < Rounds; round++)
        {
            writer.Add(Seconds(() => heap = Math.Max(heap, PeakHeap(() => Write(workbook, Rows)))));
            Extract(workbook, xml);
            deflate.Add(Seconds(() => Deflate(xml, Path.Combine(folder, "sheet.deflate"))));
            peer.Add(Seconds(() => SdkWriter(Path.Combine(folder, "peer.xlsx"), PeerRows)));
            ours.Add(Seconds(() => Write(Path.Combine(folder, "ours.xlsx"), PeerRows)));
        }
        Console.WriteLine($"""
            # XLSX writer
            {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}; medians of {Rounds}; 12 columns of mixed types

            | What | Time | Note |
            |---|---|---|
            | {Rows:N0} rows, our writer | {Median(writer):F2} s | {new FileInfo(workbook).Length / 1048576.0:F1} MiB file, {new FileInfo(xml).Length / 1048576.0:F0} MiB of XML, managed heap at most {heap / 1048576.0:F0} MiB |
            | deflate of the same XML, same level | {Median(deflate):F2} s | ours takes {Median(writer) / Median(deflate):F2}× of it |
            | {PeerRows:N0} rows, OpenXmlWriter | {Median(peer):F2} s | |
            | {PeerRows:N0} rows, our writer | {Median(ours):F2} s | {Median(peer) / Median(ours):F1}× faster |
            """);
        return 0;
    }

    private static void Write(string path, int rows)
    {
        using var file = File.Create(path);
        ExcelWriter.Write(GeneratedRows.Document(rows), file);
    }

    private static void Extract(string workbook, string path)
    {
        using var zip = ZipFile.OpenRead(workbook);
        using var from = zip.Entries.Where(entry => entry.FullName.Contains("worksheets/sheet", StringComparison.Ordinal)).MaxBy(entry => entry.Length)!.Open();
        using var to = File.Create(path);
        from.CopyTo(to);
    }

    private static void Deflate(string xml, string path)
    {
        using var from = File.OpenRead(xml);
        using var to = File.Create(path);
        using var deflate = new DeflateStream(to, CompressionLevel.Fastest);
        from.CopyTo(deflate, 1 << 16);
    }

    /// <summary>The rows as the SDK's documentation streams them, texts inline, one style.</summary>
    private static void SdkWriter(string path, int rows)
    {
        using var document = SpreadsheetDocument.Create(path, SpreadsheetDocumentType.Workbook);
        var part = document.AddWorkbookPart();
        part.Workbook = new Workbook();
        var sheet = part.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            foreach (var row in new GeneratedRows(rows))
            {
                writer.WriteStartElement(new Row());
                foreach (var cell in row)
                {
                    writer.WriteElement(cell is Cell.Text text
                        ? new DocumentFormat.OpenXml.Spreadsheet.Cell(new InlineString(new Text(text.Value))) { DataType = CellValues.InlineString }
                        : new DocumentFormat.OpenXml.Spreadsheet.Cell(new CellValue(CellText.Number(cell) ?? 0)));
                }
                writer.WriteEndElement();
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        part.Workbook.Append(new Sheets(new Sheet { Name = "rows", SheetId = 1, Id = part.GetIdOfPart(sheet) }));
    }

    /// <summary>Heap in use while the work runs, sampled from beside it.</summary>
    private static long PeakHeap(Action work)
    {
        GC.Collect();
        long peak = 0;
        using var done = new CancellationTokenSource();
        var sampler = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!done.IsCancellationRequested && await timer.WaitForNextTickAsync())
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        });
        work();
        done.Cancel();
        sampler.Wait();
        return peak;
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
