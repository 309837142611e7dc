using System.Text;
using Insights.Import.Reading;
using Xunit;

namespace Insights.Import.Tests.Reading;

/// <summary>One kind of pollution a test, each in a table of a tea shop that is otherwise clean.</summary>
public sealed class CsvTablesTests
{
    private const string Header = "day,clock,code,price,name,note\n";

    private static readonly string[] Clean =
    [
        "2026-01-05,08:15,GT-101,4.50,Green tea,\"Light, grassy\"\n",
        "2026-01-05,09:40,BT-204,3.90,Breakfast blend,\"Strong, malty\"\n",
        "2026-01-06,10:05,GT-117,12.00,\"Jasmine pearls, large\",Floral\n",
        "2026-01-06,11:20,OL-301,7.25,Oolong of the hills,\"Roasted, sweet\"\n",
        "2026-01-07,12:00,BT-222,3.10,Smoky tea,Campfire\n",
        "2026-01-07,12:45,GT-140,5.80,Rice tea,\"Toasted, warm\"\n",
        "2026-01-08,14:30,HB-401,2.95,Mint leaves,Cool\n",
        "2026-01-08,15:10,HB-417,2.45,Lemon verbena,\"Bright, fresh\"\n",
        "2026-01-09,16:55,OL-322,9.60,Milk oolong,Creamy\n",
        "2026-01-09,17:35,BT-250,4.15,Earl of the north,\"Citrus, dark\"\n",
    ];

    public static TheoryData<string, string, int> MendedRows => new()
    {
        // An opening quote nobody closes is text.
        { "\"2026-01-05,09:40,BT-204,3.90,Breakfast blend,\"Strong, malty\"\n", "\"2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        { "2026-01-05,09:40,BT-204,3.90,\"Breakfast blend,\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|\"Breakfast blend|Strong, malty", 1 },
        { "2026-01-05,09:40,BT-204,3.90,Breakfast blend,\"\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|\"Strong, malty", 1 },
        // A delimiter too many.
        { ",2026-01-05,09:40,BT-204,3.90,Breakfast blend,\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        { "2026-01-05,09:40,,BT-204,3.90,Breakfast blend,\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        // A delimiter too few.
        { "2026-01-0509:40,BT-204,3.90,Breakfast blend,\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        { "2026-01-05,09:40BT-204,3.90,Breakfast blend,\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        { "2026-01-05,09:40,BT-204,3.90,Breakfast blend\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        // One row in another hand.
        { "2026-01-05 09:40 BT-204 3.90 Breakfast blend \"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        { "2026-01-05;09:40;BT-204;3.90;Breakfast blend;\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 1 },
        // And a clean one.
        { "2026-01-05,09:40,BT-204,3.90,Breakfast blend,\"Strong, malty\"\n", "2026-01-05|09:40|BT-204|3.90|Breakfast blend|Strong, malty", 0 },
    };

    [Theory]
    [MemberData(nameof(MendedRows))]
    public void Read_OnePollutedRow_IsMendedAndTheOthersStand(string row, string expected, int remarks)
    {
        string[] rows = [.. Clean];
        rows[1] = row;
        var (tables, said) = Read(Header + string.Concat(rows));

        var records = Assert.Single(tables);
        Assert.Equal(expected, records[2]);
        Assert.Equal(Read(Header + string.Concat(Clean)).Tables[0].Where((_, i) => i != 2), records.Where((_, i) => i != 2));
        Assert.Equal(remarks, said.Count);
        Assert.All(said, r => Assert.Equal(3, r.Line));
    }

    [Theory]
    [InlineData("Tea sold in January\n\n")]
    [InlineData("Tea sold in January,,,,,\n,,,,,\n")]
    [InlineData("# made by the till\n# branch 4\n")]
    public void Read_LinesAboveTheHeader_AreLeftOutAndSaid(string preamble)
    {
        var (tables, said) = Read(preamble + Header + string.Concat(Clean));

        Assert.Equal(Read(Header + string.Concat(Clean)).Tables[0], Assert.Single(tables));
        Assert.Contains("above line 3", Assert.Single(said).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Header)]
    [InlineData("\n", Header)]
    [InlineData("", "day,clock,code,price\n")]
    [InlineData("", "day,clock,code,price,name,note,shelf\n")]
    [InlineData("\n", "month,sum\n")]
    public void Read_SecondTable_IsToldFromTheFirst(string between, string header)
    {
        int width = header.Count(c => c == ',') + 1;
        string second = header + string.Join(',', Enumerable.Repeat("7", width)) + "\n";
        var (tables, _) = Read(Header + string.Concat(Clean) + between + second);

        Assert.Equal(2, tables.Count);
        Assert.Equal(11, tables[0].Count);
        Assert.Equal([header.TrimEnd('\n').Replace(',', '|'), string.Join('|', Enumerable.Repeat("7", width))], tables[1]);
    }

    [Fact]
    public void Read_HeaderOverSeveralLines_IsJoined()
    {
        var (tables, _) = Read(Header + Header + string.Concat(Clean));
        Assert.Equal("day day|clock clock|code code|price price|name name|note note", tables[0][0]);
        Assert.Equal(11, tables[0].Count);

        var (asked, _) = Read("sale,,tea,,,\n" + Header + string.Concat(Clean), new CsvHints { FirstLine = 1, HeaderRows = 2 });
        Assert.Equal("sale day|clock|tea code|price|name|note", asked[0][0]);
    }

    [Fact]
    public void Read_WithoutAHeader_LosesNoRow()
    {
        var (tables, _) = Read(string.Concat(Clean));
        Assert.Equal(10, Assert.Single(tables).Count);

        // The same row again is a row, not a header.
        var (doubled, _) = Read(string.Concat(Clean) + Clean[0] + Clean[0]);
        Assert.Equal(12, Assert.Single(doubled).Count);
        Assert.Equal(4, Assert.Single(Read("ann,tea\nbo,mint\nann,tea\nann,tea\n").Tables).Count);
    }

    [Fact]
    public void Read_RowsOfOtherWidths_ArePaddedOrKeptWhole()
    {
        var (tables, said) = Read("a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n1,2,3\n");

        Assert.Equal(["a|b|c", "1|2|", "1|2|3", "1|2|3|4", "1|2|3"], tables[0]);
        Assert.Equal([2, 4], said.Select(r => r.Line));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\n", 0)]
    [InlineData("alone\n", 1)]
    [InlineData("a,b\n", 1)]
    [InlineData("a,b", 1)]
    public void Read_HardlyAnything_GivesWhatIsThere(string text, int records) => Assert.Equal(records, Read(text).Tables.Sum(t => t.Count));

    [Fact]
    public void Convert_AnyFile_WritesCleanCsv()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("naïve;text\r\n1;\"a;b \"\"c\"\"\"\r\n2;x,y\r\n")]);
            using var output = new MemoryStream();
            var report = CsvConversion.Run(new CsvConversionRequest { Path = path }, output);

            Assert.Equal("naïve,text\r\n1,\"a;b \"\"c\"\"\"\r\n2,\"x,y\"\r\n", Encoding.UTF8.GetString(output.ToArray()));
            Assert.Equal(("UTF-16 LE with BOM", "semicolon", 3L), (report.Encoding, report.Dialect, report.Records));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (List<List<string>> Tables, List<(int Line, string Text)> Said) Read(string text, CsvHints? hints = null)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var said = new List<(int, string)>();
        var tables = new List<List<string>>();
        var dialect = DialectDetector.Detect(bytes, bytes.Length);
        foreach (var record in new CsvTables(() => new MemoryStream(bytes), dialect, hints ?? new CsvHints()).Read((line, what) => said.Add((line, what))))
        {
            while (tables.Count < record.Table)
                tables.Add([]);
            tables[^1].Add(string.Join('|', record.Cells.Select(Encoding.UTF8.GetString)));
        }

        return (tables, said);
    }
}
