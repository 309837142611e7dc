using System.Text;
using Insights.Import.Reading;
using Xunit;

namespace Insights.Import.Tests.Reading;

public sealed class CsvDialectTests
{
    public static TheoryData<string, string, string[]> Detected => new()
    {
        { "id,name,note\n1,\"Ann, Lee\",\"said \\\"no, never\\\" twice\"\n2,Bo,x\n3,Cy,\"a \\\"b, c\\\", d\"\n", "comma, escaped by \\", ["1", "Ann, Lee", "said \"no, never\" twice"] },
        { "id,name,note\n1,'Lee, Ann','x, y'\n2,'Ray, Bo','z'\n3,'Fox, Cy','it''s, fine'\n", "comma, quoted by '", ["1", "Lee, Ann", "x, y"] },
        { "id, name, note\n1, \"Lee, Ann\", x\n2, \"Ray, Bo\", y\n3, Cy, z\n", "comma and blank", ["1", "Lee, Ann", "x"] },
        { "'id','name','note'\n'1','Ann','x y'\n", "comma, quoted by '", ["1", "Ann", "x y"] },
        { "'id';'name'\r\n'1';'it''s'", "semicolon, quoted by '", ["1", "it's"] },
        { "'id,'name,note\n'1,'twas,x\n", "comma", ["'1", "'twas", "x"] },
        { "id,name,note\n1,it's,'twas\n2,o'clock,x\n", "comma", ["1", "it's", "'twas"] },
        { "id;price;note\n1;1,50;'a\n2;2,50;b'\n", "semicolon", ["1", "1,50", "'a"] },
        { "id,data\n1,\"{\"\"a\"\":\"\"b \\\"\"c\\\"\" d\"\",\"\"e\"\":[1,2]}\"\n2,x\n", "comma", ["1", "{\"a\":\"b \\\"c\\\" d\",\"e\":[1,2]}"] },
    };

    [Theory]
    [MemberData(nameof(Detected))]
    public void Detect_QuotesAndEscapes_GoByManyRecords(string text, string name, string[] second)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var dialect = DialectDetector.Detect(bytes, bytes.Length);

        Assert.Equal(name, dialect.ToString());
        Assert.Equal(second, Read(bytes, dialect, 1000)[1]);
    }

    [Fact]
    public void Read_NoQuotes_TakesQuotesAsText()
    {
        var records = Read("\"a,b\n1,\"\n"u8.ToArray(), new CsvDialect((byte)',', 0), 3);

        Assert.Equal([["\"a", "b"], ["1", "\""]], records);
    }

    [Fact]
    public void Read_NoEscape_ClosesOnlyBeforeADelimiter()
    {
        var records = Read("1,\"9\" pipe\",x\n2,\"9\"\",y\n"u8.ToArray(), new CsvDialect((byte)',', (byte)'"') { Escape = 0 }, 3);

        Assert.Equal([["1", "9\" pipe", "x"], ["2", "9\"", "y"]], records);
    }

    /// <summary>What is written in a dialect is read back in it, however the stream is cut into reads.</summary>
    [Fact]
    public void Read_AnyTableInAnyDialect_ComesBackAsItWas()
    {
        var random = new Random(3);
        string[] delimiters = [",", ";", "\t", "|", " ", ", ", "||", "~|~", "::"];
        for (int round = 0; round < 600; round++)
        {
            string delimiter = delimiters[random.Next(delimiters.Length)];
            char quote = random.Next(3) == 0 ? '\'' : '"';
            char escape = random.Next(2) == 0 ? '\\' : quote;
            var dialect = new CsvDialect((byte)delimiter[0], (byte)quote) { DelimiterRest = delimiter[1..], Escape = (byte)escape };
            string[] pieces = ["a", "1", ",", ";", "|", "~", ":", " ", "\"", "'", "\\", "\n", "\r\n", "\r", "é", "漢", delimiter, "x" + quote + "y"];
            int width = random.Next(2, 6);
            var rows = Enumerable.Range(0, random.Next(1, 20)).Select(_ => Enumerable.Range(0, width)
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 5)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray()).ToList();
            string lineEnd = random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" };
            string text = string.Concat(rows.Select(r => string.Join(delimiter, r.Select(Quoted)) + lineEnd));

            var read = Read(Encoding.UTF8.GetBytes(text), dialect, random.Next(1, 70), width);
            Assert.Equal(rows, read);

            string Quoted(string cell) => quote + (escape == quote
                ? cell.Replace(quote.ToString(), $"{quote}{quote}", StringComparison.Ordinal)
                : cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal)) + quote;
        }
    }

    private static List<string[]> Read(byte[] bytes, CsvDialect dialect, int most, int expected = 0)
    {
        using var reader = new CsvReader(new ChoppyStream(bytes, most), dialect) { ExpectedFields = expected };
        var records = new List<string[]>();
        while (reader.Read())
        {
            Assert.Equal(RecordFault.None, reader.Fault);
            records.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))]);
        }

        return records;
    }
}
