using System.Text;
using Insights.Import.Reading;
using Xunit;

namespace Insights.Import.Tests.Reading;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2\r")]
    [InlineData("a,b\n1,2")]
    [InlineData("a,b\r\n\n\r1,2\n\n  \n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n")]
    public void Read_AnyLineEnd_GivesTheSameRecords(string text) => Assert.Equal([["a", "b"], ["1", "2"]], Records(text));

    [Fact]
    public void Read_QuotedCells_KeepsDelimitersLineBreaksAndQuotes()
    {
        var records = Records("id,text\n1,\"a, b\"\n2,\"line one\r\nline \"\"two\"\"\"\n3,\"\"\n4,\"\"\"\"\n");

        Assert.Equal([["id", "text"], ["1", "a, b"], ["2", "line one\r\nline \"two\""], ["3", ""], ["4", "\""]], records);
    }

    [Fact]
    public void Line_AfterQuotedLineBreaks_CountsPhysicalLines()
    {
        using var reader = Over("id,text\n1,\"a\nb\rc\r\nd\"\n2,x\n");
        var lines = new List<int>();
        while (reader.Read())
            lines.Add(reader.Line);
        Assert.Equal([1, 2, 6], lines);
    }

    [Fact]
    public void Read_LoneQuote_RejectsItsLineAndReadsOnWithTheNext()
    {
        var text = "id,text\n1,\"never closed\n2,fine\n3,also fine\n";
        using var reader = Over(text);
        var seen = new List<(int Line, RecordFault Fault, string First)>();
        while (reader.Read())
            seen.Add((reader.Line, reader.Fault, Encoding.UTF8.GetString(reader.Field(0))));
        Assert.Equal([(1, RecordFault.None, "id"), (2, RecordFault.UnclosedQuote, "1"), (3, RecordFault.None, "2"), (4, RecordFault.None, "3")], seen);
    }

    /// <summary>The next quoted cell seems to close the lone quote; text behind it gives that away.</summary>
    [Fact]
    public void Read_LoneQuoteBeforeQuotedCells_IsNotTakenForTheirOpening()
    {
        var faults = Faults("id,text,more\n1,\"open,x\n2,\"a, b\",y\n3,c,z\n", expectedFields: 3);

        Assert.Equal([(2, RecordFault.UnclosedQuote)], faults.Where(f => f.Fault != RecordFault.None));
        Assert.Equal([1, 2, 3, 4], faults.Select(f => f.Line));
    }

    /// <summary>Here the quotes happen to match; only the number of cells shows that a record was swallowed.</summary>
    [Fact]
    public void Read_LoneQuoteClosedByChance_IsFoundByTheNumberOfCells()
    {
        var faults = Faults("id,text,more\n1,\"open,x\n2,b,\"\n3,c,z\n", expectedFields: 3);

        Assert.Equal((2, RecordFault.UnclosedQuote), faults[1]);
        Assert.Equal((4, RecordFault.None), faults[^1]);
    }

    /// <summary>A quoted cell of one line, closed or not, that is longer than any row: one row of the file, and the next lines keep their numbers.</summary>
    [Theory]
    [InlineData("\"")]
    [InlineData("")]
    public void Read_QuotedCellLongerThanTheBound_IsOneRow(string closing)
    {
        using var reader = new CsvReader(Stream("id,text\n1,\"" + new string('x', 5000) + closing + "\n2,fine\n3,\"fine\"\n"), CsvDialect.Comma, maxRecordBytes: 1024);
        var seen = new List<(int Line, RecordFault Fault, string First)>();
        while (reader.Read())
            seen.Add((reader.Line, reader.Fault, Encoding.UTF8.GetString(reader.Field(0))[..1]));

        Assert.Equal([(1, RecordFault.None, "i"), (2, RecordFault.TooLong, "1"), (3, RecordFault.None, "2"), (4, RecordFault.None, "3")], seen);
    }

    [Fact]
    public void Read_QuoteOpenForLongerThanTheBound_IsReportedWhereItOpened()
    {
        var text = new StringBuilder("id,text\n1,\"open\n");
        for (int i = 0; i < 5000; i++)
            text.Append("row,cell\n");
        using var reader = new CsvReader(Stream(text.ToString()), CsvDialect.Comma, maxRecordBytes: 1024);
        int records = 0;
        int faults = 0;
        while (reader.Read())
        {
            records++;
            if (reader.Fault == RecordFault.UnclosedQuote)
            {
                faults++;
                Assert.Equal(2, reader.FaultLine);
            }
        }

        Assert.Equal((5002, 1), (records, faults));
    }

    [Fact]
    public void Read_LineLongerThanTheBound_IsCutAndTheNextIsRead()
    {
        string text = "id,text\n1," + new string('x', 10_000) + "\r\n2,y\n";
        using var reader = new CsvReader(Stream(text), CsvDialect.Comma, maxRecordBytes: 1024);
        Assert.True(reader.Read());
        Assert.True(reader.Read());
        Assert.Equal(RecordFault.TooLong, reader.Fault);
        Assert.True(reader.Read());
        Assert.Equal((3, "y"), (reader.Line, Encoding.UTF8.GetString(reader.Field(1))));
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData("1,5\" pipe,x\n", "5\" pipe")]
    [InlineData("1,\"5\" pipe\",x\n", "5\" pipe")]
    [InlineData("1,\"He said \"hello\" twice\",x\n", "He said \"hello\" twice")]
    public void Read_QuotesThatAreNotDoubled_KeepTheText(string text, string expected)
    {
        var record = Assert.Single(Records(text));
        Assert.Equal(["1", expected, "x"], record);
    }

    [Fact]
    public void EndsWithoutLineEnd_OnlyForALastRecordCutOff()
    {
        using var reader = Over("a,b\n1,2\n3");
        Assert.True(reader.Read() && !reader.EndsWithoutLineEnd);
        Assert.True(reader.Read() && !reader.EndsWithoutLineEnd);
        Assert.True(reader.Read() && reader.EndsWithoutLineEnd);
    }

    /// <summary>Whatever is written by the rules is read back, however the stream is cut into reads.</summary>
    [Fact]
    public void Read_RandomCellsWrittenByTheRules_ComeBackAsTheyWere()
    {
        var random = new Random(20260101);
        string[] pieces = ["a", "1", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", " ", "é", "漢", "\t", "|", "'", "x\"y", "=1", "\\"];
        for (int round = 0; round < 400; round++)
        {
            int width = random.Next(2, 7);
            var rows = Enumerable.Range(0, random.Next(1, 30)).Select(_ => Enumerable.Range(0, width)
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray()).ToList();
            string lineEnd = random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" };
            string text = string.Concat(rows.Select(r => string.Join(',', r.Select(c => Quoted(c, random.Next(4) == 0))) + lineEnd));

            using var reader = new CsvReader(new ChoppyStream(Encoding.UTF8.GetBytes(text), random.Next(1, 90)), CsvDialect.Comma) { ExpectedFields = width };
            foreach (string[] row in rows)
            {
                Assert.True(reader.Read(), text);
                Assert.Equal(RecordFault.None, reader.Fault);
                Assert.Equal(row, Cells(reader));
            }

            Assert.False(reader.Read());
        }
    }

    /// <summary>CsvHelper's writer is the independent witness: another's idea of quoting, read by us.</summary>
    [Fact]
    public void Read_WhatCsvHelperWrote_ComesBackAsItWas()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 500).Select(_ => Enumerable.Range(0, 5).Select(_ => new string([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => "ab,\"\n\r; é"[random.Next(9)])])).ToArray()).ToList();
        using var stream = new MemoryStream();
        using (var writer = CsvHelper.CsvWriter.Create(stream, new CsvHelper.CsvWriterOptions(), true))
        {
            foreach (string[] row in rows)
            {
                foreach (string cell in row)
                    writer.WriteField(cell);
                writer.EndRecord();
            }
        }

        using var reader = new CsvReader(new MemoryStream(stream.ToArray()), CsvDialect.Comma) { ExpectedFields = 5 };
        foreach (string[] row in rows)
        {
            Assert.True(reader.Read());
            Assert.Equal(row, Cells(reader));
        }
    }

    private static string Quoted(string cell, bool always) =>
        always || cell.Length == 0 || cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + cell.Replace("\"", "\"\"") + "\"" : cell;

    private static List<(int Line, RecordFault Fault)> Faults(string text, int expectedFields)
    {
        using var reader = Over(text);
        reader.ExpectedFields = expectedFields;
        var seen = new List<(int, RecordFault)>();
        while (reader.Read())
            seen.Add((reader.Line, reader.Fault));
        return seen;
    }

    private static List<string[]> Records(string text)
    {
        using var reader = Over(text);
        var records = new List<string[]>();
        while (reader.Read())
            records.Add(Cells(reader));
        return records;
    }

    private static string[] Cells(CsvReader reader)
    {
        string[] cells = new string[reader.FieldCount];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Encoding.UTF8.GetString(reader.Field(i));
        return cells;
    }

    private static CsvReader Over(string text) => new(Stream(text), CsvDialect.Comma);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
