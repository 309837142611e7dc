using System.IO.Compression;
using System.Text;
using Insights.Import.Tests.Reading.Containers;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>A file cut at any byte, of every kind: nothing crashes, no row is invented, every row is accounted for, and what is wrong is said with its place.</summary>
public sealed class CutAnywhereTests
{
    private static readonly string[] Fields = ["transaction_id", "kind", "status", "occurred_at", "amount", "currency", "descriptor", "end"];

    private static readonly string[][] Rows =
    [
        ["t1", "charge", "succeeded", "2026-01-05T10:00:00Z", "12.25", "EUR", "für \"M\",\n2", "end"],
        ["t2", "refund", "succeeded", "2026-01-05T10:02:00Z", "7.00", "EUR", "", "end"],
    ];

    public static TheoryData<string> Kinds => ["csv", "utf-16", "ndjson", "json", "zip", "gzip", "xlsx"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Import_CutAtAnyByte_InventsNothingAndSaysWhere(string kind)
    {
        byte[] whole = File(kind);
        using var full = new ImportFixture();
        var complete = await full.ImportFileAsync(full.Write("whole", whole));
        Assert.Equal(("done", 2L), (complete.State, complete.Inserted));
        var known = full.Store.Contents().ToHashSet(StringComparer.Ordinal);
        using var import = new ImportFixture();
        string path = import.Write("cut", []);
        // Of containers every seventh byte: they are refused as a whole wherever they are cut.
        for (int length = whole.Length - 1; length >= 0; length -= kind switch { "zip" or "xlsx" => 7, "utf-16" => 3, _ => 1 })
        {
            await System.IO.File.WriteAllBytesAsync(path, whole[..length]);
            import.Store.Transactions.Clear();
            import.Store.TicketEvents.Clear();
            import.Store.Files.Clear();

            var file = await import.ImportFileAsync(path);

            string at = $"{kind} cut at byte {length} of {whole.Length}: {file.State}, {file.Inserted} of {file.Rows}. {file.Error}";
            Assert.True(import.Store.Contents().All(known.Contains), at);
            Assert.True(file.State is "done" or "failed", at);
            Assert.True(file.State == "done" || file.Error!.Length > 30, at);
            Assert.True(file.State == "done" || file.Inserted == 0, at);
            Assert.All(file.FirstProblems, problem => Assert.True(problem.Line > 0 && problem.Reason.Length > 0, at));
            // What is not there was either said, or was whole rows that nothing in the file speaks of.
            Assert.True(file.State == "failed" || file.Inserted == 2 || file.FirstProblems.Count > 0 || EndsBetweenRows(kind, whole, length), at);
        }
    }

    /// <summary>Only files of lines can end between two rows without a trace.</summary>
    private static bool EndsBetweenRows(string kind, byte[] whole, int length) => kind switch
    {
        "csv" or "ndjson" => whole[length - 1] == '\n' || whole[length] == '\n',
        "utf-16" => length % 2 == 0 && (whole[length - 2] == '\n' || whole[length] is (byte)'\n' or (byte)'\r'),
        _ => false,
    };

    private static byte[] File(string kind) => kind switch
    {
        "csv" => Encoding.UTF8.GetBytes(Csv()),
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Csv().Replace(',', '\t'))],
        "ndjson" => Encoding.UTF8.GetBytes(string.Concat(Records().Select(record => record + "\n"))),
        "json" => Encoding.UTF8.GetBytes("[\n" + string.Join(",\n", Records()) + "\n]\n"),
        "zip" => Zipped(),
        "gzip" => Gzipped(),
        _ => new TestWorkbook().Sheet("Payments", [[.. Fields], .. Rows.Select(row => row.Cast<object?>().ToArray())]).ToBytes(),
    };

    private static string Csv() => string.Join(',', Fields) + "\n" + string.Concat(Rows.Select(row => string.Join(',', row.Select(cell => cell.Contains('"', StringComparison.Ordinal) ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell)) + "\n"));

    private static IEnumerable<string> Records() => Enumerable.Range(1, 2).Select(i =>
        $$"""{"id":{{i}},"ticket_id":7,"metric":"reply_time","instance_id":1,"type":"fulfill","time":"2026-05-01T10:0{{i}}:00Z","note":"für \"{{i}}\""}""");

    private static byte[] Zipped()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("payments.csv").Open();
            entry.Write(Encoding.UTF8.GetBytes(Csv()));
        }

        return buffer.ToArray();
    }

    private static byte[] Gzipped()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Csv()));
        return buffer.ToArray();
    }
}
