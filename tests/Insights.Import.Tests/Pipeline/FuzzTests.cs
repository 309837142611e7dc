using System.Text;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Reading;
using Insights.Import.Tests.Reading;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>Whatever the bytes: no crash, no hang, every row accounted for. Seeded, so that a finding can be repeated.</summary>
public sealed class FuzzTests
{
    private static readonly byte[][] Seeds =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root(), "sample-data", "malformed")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    [Fact]
    public void CsvReader_RandomBytes_EndsAndKeepsItsPlace()
    {
        byte[] alphabet = "\"\"\"\",,,;\n\n\r\rab1 \0é|\t'\\"u8.ToArray();
        var random = new Random(1);
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = new byte[random.Next(0, 400)];
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = alphabet[random.Next(alphabet.Length)];
            using var reader = new CsvReader(new ChoppyStream(bytes, random.Next(1, 80)), CsvDialect.Comma, maxRecordBytes: random.Next(64, 300)) { ExpectedFields = random.Next(0, 5) };
            int records = 0;
            int line = 0;
            while (reader.Read())
            {
                Assert.True(reader.Line > line, "Lines only grow.");
                line = reader.Line;
                for (int i = 0; i < reader.FieldCount; i++)
                    _ = reader.Field(i).Length;
                Assert.True(++records <= bytes.Length + 1, "More records than bytes.");
            }

            Assert.True(line <= bytes.Count(b => b is (byte)'\n' or (byte)'\r') + 1, "A line beyond the last.");
        }
    }

    [Fact]
    public void JsonRecordReader_RandomBytes_Ends()
    {
        byte[] alphabet = "{}[]\"\\,:\n 1atrue{\"id\":1}"u8.ToArray();
        var random = new Random(2);
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = new byte[random.Next(0, 300)];
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] = alphabet[random.Next(alphabet.Length)];
            using var reader = new JsonRecordReader(new ChoppyStream(bytes, random.Next(1, 50)), maxRecordBytes: random.Next(16, 200));
            int records = 0;
            while (reader.Read())
            {
                _ = reader.Record.Length;
                Assert.True(++records <= bytes.Length + 1, "More records than bytes.");
            }
        }
    }

    [Fact]
    public async Task Import_MutatedFiles_NeverCrashesAndAlwaysReconciles()
    {
        var random = new Random(3);
        using var import = new ImportFixture(new ImportLimits { ChunkRows = 5, MaxRecordBytes = 4096 });
        for (int round = 0; round < 700; round++)
        {
            byte[] bytes = Mutate(Seeds[random.Next(Seeds.Length)], random);
            var file = await import.ImportFileAsync(import.Write($"{round}.csv", bytes));
            Assert.True(file.State is "done" or "failed" or "already_imported", file.State);
            if (file.State == "failed")
                Assert.False(string.IsNullOrWhiteSpace(file.Error));
            AssertNoFullCardNumber(file);
        }
    }

    [Fact]
    public void Protect_RandomText_NeverLeavesACardNumberBehind()
    {
        var random = new Random(4);
        string[] cards = ["4111111111111111", "5555 5555 5555 4444", "3782-822463-10005", "36227206271667"];
        string[] around = ["", " ", "x", ",", ":", "é", "\n", "\"", "ref ", "-", " 12/26", "##"];
        for (int round = 0; round < 5000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => around[random.Next(around.Length)] + cards[random.Next(cards.Length)] + around[random.Next(1, around.Length)]));
            int found = 0;
            string once = CardNumbers.Truncate(text, isCardColumn: false, ref found);
            int left = 0;
            Assert.Equal(once, CardNumbers.Truncate(once, isCardColumn: false, ref left));
            Assert.Equal(0, left);
        }
    }

    private static void AssertNoFullCardNumber(FileResult file)
    {
        int found = 0;
        CardNumbers.Truncate(JsonSerializer.Serialize(file), isCardColumn: false, ref found);
        Assert.Equal(0, found);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        int changes = random.Next(1, 6);
        for (int i = 0; i < changes; i++)
        {
            int at = bytes.Count == 0 ? 0 : random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0 when bytes.Count > 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, "\",\n\r;\0{}[]"u8[random.Next(10)]);
                    break;
                case 2 when bytes.Count > 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, seed.Skip(random.Next(Math.Max(1, seed.Length))).Take(50).ToArray());
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes("4111111111111111"));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"x\",9 "[random.Next(5)], random.Next(1, 3000)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Insights.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder!;
    }
}
