using System.Globalization;
using System.IO.Compression;
using System.Text;
using Insights.Import.Reading;
using Insights.Import.Reading.Containers;
using Insights.Import.Tests.Reading.Containers;
using Xunit;

namespace Insights.Import.Tests.Reading;

/// <summary>
/// Mutated files of every kind: no crash, no hang, no more memory than the bounds, and always records or a sentence. Seeded, so that a finding
/// can be repeated; <c>INSIGHTS_FUZZ_ROUNDS</c> and <c>INSIGHTS_FUZZ_SEED</c> make it run longer and elsewhere.
/// </summary>
public sealed class ReadingFuzzTests
{
    private static readonly int Rounds = Setting("INSIGHTS_FUZZ_ROUNDS", 1);
    private static readonly int Seed = Setting("INSIGHTS_FUZZ_SEED", 20260301);

    /// <summary>Small, so that a mutation meets them.</summary>
    private static readonly ContainerLimits Limits = new() { Entries = 20, TotalBytes = 4 << 20, RatioFrom = 1 << 16, SharedStringsBytes = 1 << 20, SheetBytes = 1 << 20, XmlRun = 1 << 16, MergedCells = 100, Sheets = 10 };

    private static readonly string[] Tables =
    [
        "id,name,note\n1,Ann,\"a, \"\"b\"\"\"\n2,Bo,\"two\nlines\"\n3,Cy,\n",
        "made by a till\n\nid;name;price\n1;Ann;1,50\n2;Bo;2,75\n\nmonth;sum\n2026-01;4,25\n",
        "id\tname\r\n1\t'Ann\t'\r\n2\tBo\r\n",
        "a|b|c\r1|2|3\r4|5|6\r",
        "id, name\n1, \"x \\\"y\\\"\"\n2, z\n",
    ];

    private static readonly string[] Documents =
    [
        "{\"tickets\":[{\"id\":1,\"x\":\"a\\\"]}\"},{\"id\":2,\"n\":[1,{\"m\":null}]}],\"users\":[{\"id\":9}],\"next_page\":null}\n{\"tickets\":[{\"id\":3}]}",
        "{\"id\":1,\"t\":\"x\"}\n{\"id\":2}\r\n\n{\"id\":3,\"list\":[{\"a\":1}]}\n",
        "[\n  {\"id\": 1},\n  {\"id\": 2}\n]\n[{\"id\":3}]",
        "{\n \"id\": 1\n}\n{\n \"id\": 2\n}",
    ];

    [Fact]
    public void Csv_Mutated_EndsAndKeepsItsPlace()
    {
        var random = new Random(Seed);
        for (int round = 0; round < 1_200 * Rounds; round++)
        {
            byte[] bytes = Mutations.Of(Encoding.UTF8.GetBytes(Tables[random.Next(Tables.Length)]), random);
            var dialect = random.Next(3) == 0
                ? new CsvDialect(",;\t|~ "u8[random.Next(6)], "\"'"u8[random.Next(2)]) { DelimiterRest = random.Next(4) == 0 ? "~" : "", Escape = "\\\"\0"u8[random.Next(3)] }
                : DialectDetector.Detect(bytes, bytes.Length);
            using (var reader = new CsvReader(new ChoppyStream(bytes, random.Next(1, 90)), dialect, random.Next(64, 400)) { ExpectedFields = random.Next(0, 4) })
                Walk(reader, bytes.Length);
            int records = new CsvTables(() => new MemoryStream(bytes), dialect, new CsvHints()).Read((_, _) => { }).Count();
            Assert.True(records <= bytes.Length + 1, "More records than bytes.");
        }
    }

    [Fact]
    public void Json_Mutated_Ends()
    {
        var random = new Random(Seed + 1);
        for (int round = 0; round < 10_000 * Rounds; round++)
        {
            byte[] bytes = Mutations.Of(Encoding.UTF8.GetBytes(Documents[random.Next(Documents.Length)]), random);
            using var reader = new JsonRecordReader(new ChoppyStream(bytes, random.Next(1, 90)), random.Next(16, 400));
            int records = 0;
            while (reader.Read())
            {
                _ = reader.Record.Length;
                Assert.True(++records <= bytes.Length + 1, "More records than bytes.");
            }

            Assert.True(reader.Remarks.Count <= bytes.Length + 1);
        }
    }

    /// <summary>The layouts hold the same records, and a part of a file gives a part of them.</summary>
    [Fact]
    public void Json_AnyLayout_GivesTheRecordsThatWereWritten()
    {
        var random = new Random(Seed + 2);
        for (int round = 0; round < 500 * Rounds; round++)
        {
            string[] records = [.. Enumerable.Range(0, random.Next(1, 12)).Select(i => Record(random, i))];
            string text = random.Next(4) switch
            {
                0 => string.Join('\n', records),
                1 => "[" + string.Join(",\n", records) + "]",
                2 => "{\"page\":1,\"links\":{\"next\":[\"a\"]},\"tickets\":[" + string.Join(',', records) + "],\"count\":7}",
                _ => string.Join('\n', records.Chunk(3).Select(page => "{\"tickets\": [ " + string.Join(" , ", page) + " ] }")),
            };
            using var reader = new JsonRecordReader(new ChoppyStream(Encoding.UTF8.GetBytes(text), random.Next(1, 200)));
            var read = new List<string>();
            while (reader.Read())
            {
                Assert.Null(reader.Fault);
                read.Add(Encoding.UTF8.GetString(reader.Record.Span).Trim());
            }

            Assert.Equal(records, read);
        }
    }

    /// <summary>Any split at record boundaries equals the whole: each part read on its own, with the lines it has in the file.</summary>
    [Fact]
    public void Csv_SplitAnywhere_EqualsTheWhole()
    {
        var random = new Random(Seed + 3);
        string[] cells = ["a", "", "x,y", "two\nlines", "q\"q", "é", "1.5", "cr\rlf\r\n", " "];
        for (int round = 0; round < 400 * Rounds; round++)
        {
            string end = round % 3 == 0 ? "\r\n" : round % 3 == 1 ? "\n" : "\r";
            string text = string.Concat(Enumerable.Range(0, random.Next(2, 30)).Select(_ => string.Join(',', Enumerable.Range(0, 3).Select(_ => "\"" + cells[random.Next(cells.Length)].Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + end));
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            var whole = Records(new CsvReader(new MemoryStream(bytes), CsvDialect.Comma));
            int line = whole[random.Next(whole.Count)].Line;
            var rest = Records(new CsvReader(new FromLine(new ChoppyStream(bytes, random.Next(1, 50)), line), CsvDialect.Comma, firstLine: line));

            Assert.Equal(whole.Where(r => r.Line >= line), rest);
        }
    }

    [Fact]
    public void Containers_Mutated_GiveBytesOrASentence()
    {
        byte[][] seeds = [Workbook(), Zip(), Gzip(Encoding.UTF8.GetBytes(Tables[0])), Gzip(Zip())];
        var random = new Random(Seed + 4);
        for (int round = 0; round < 500 * Rounds; round++)
        {
            byte[] bytes = Mutations.Of(seeds[random.Next(seeds.Length)], random);
            Drain(bytes);
        }
    }

    /// <summary>The bytes of a workbook are packed, so mutating them seldom reaches its XML; here the parts are mutated.</summary>
    [Fact]
    public void Workbook_MutatedParts_GiveRowsOrASentence()
    {
        byte[] workbook = Workbook();
        var random = new Random(Seed + 5);
        for (int round = 0; round < 500 * Rounds; round++)
        {
            using var changed = new MemoryStream();
            using (var from = new ZipArchive(new MemoryStream(workbook)))
            using (var to = new ZipArchive(changed, ZipArchiveMode.Create, leaveOpen: true))
            {
                int chosen = random.Next(from.Entries.Count);
                for (int i = 0; i < from.Entries.Count; i++)
                {
                    using var content = new MemoryStream();
                    using (var entry = from.Entries[i].Open())
                        entry.CopyTo(content);
                    byte[] bytes = i == chosen ? Mutations.OfXml(content.ToArray(), random) : content.ToArray();
                    using var target = to.CreateEntry(from.Entries[i].FullName, CompressionLevel.NoCompression).Open();
                    target.Write(bytes);
                }
            }

            Drain(changed.ToArray());
        }
    }

    private static void Drain(byte[] bytes)
    {
        byte[] buffer = new byte[1 << 14];
        foreach (var part in FileParts.Of("any.bin", () => new MemoryStream(bytes), Limits, default))
        {
            if (part.Problem is not null)
            {
                Assert.True(part.Problem.Length > 20, part.Problem);
                continue;
            }

            try
            {
                using var stream = part.Open();
                long length = 0;
                int read;
                while ((read = stream.Read(buffer)) > 0)
                    Assert.True((length += read) < 64 << 20, "More came out than the bounds allow.");
            }
            catch (UnreadableContainerException problem)
            {
                Assert.True(problem.Message.Length > 20, problem.Message);
            }
        }
    }

    private static void Walk(CsvReader reader, int bytes)
    {
        int records = 0;
        int line = 0;
        while (reader.Read())
        {
            Assert.True(reader.Line > line, "Lines only grow.");
            line = reader.Line;
            for (int i = 0; i < reader.FieldCount; i++)
                _ = reader.Field(i).Length;
            Assert.True(++records <= bytes + 1, "More records than bytes.");
        }
    }

    private static List<(int Line, string Cells)> Records(CsvReader reader)
    {
        var records = new List<(int, string)>();
        while (reader.Read())
            records.Add((reader.Line, string.Join('\u0001', Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i))))));
        return records;
    }

    private static string Record(Random random, int id)
    {
        string[] texts = ["x", "]", "}", "{\\\"", "\\\\", "é", "\\u0041", "a,b", "[{"];
        return string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{id},\"t\":\"{texts[random.Next(texts.Length)]}\",\"n\":[{random.Next(9)},{{\"m\":[]}}]}}");
    }

    private static byte[] Workbook() => new TestWorkbook()
        .Sheet("One", [["id", "day", "sum"], ["a", TestWorkbook.Serial(45292.5, 2), 12.5], ["b", TestWorkbook.Inline("x"), TestWorkbook.Formula("1+1", "2")]], merged: ["A2:A3"])
        .Sheet("Two", [["id"], [1.0], [], ["z"]], state: "hidden").Sheet("Three", [["n"], [3.0]]).ToBytes();

    private static byte[] Zip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in (List<(string, byte[])>)[("a.csv", Encoding.UTF8.GetBytes(Tables[0])), ("b/c.json", Encoding.UTF8.GetBytes(Documents[0])), ("d.xlsx", Workbook()), ("e.gz", Gzip(Encoding.UTF8.GetBytes(Tables[1])))])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return stream.ToArray();
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
