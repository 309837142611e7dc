using System.Text;
using Insights.Import.Reading;
using Xunit;

namespace Insights.Import.Tests.Reading;

public sealed class JsonRecordReaderTests
{
    [Theory]
    [InlineData("{\"id\":1}\n{\"id\":2}\n", nameof(JsonLayout.Lines))]
    [InlineData("{\"id\":1}\r\n\r\n{\"id\":2}", nameof(JsonLayout.Lines))]
    [InlineData("[{\"id\":1},{\"id\":2}]", nameof(JsonLayout.Array))]
    [InlineData("[\n  {\"id\":1},\n  {\"id\":2}\n]\n", nameof(JsonLayout.Array))]
    [InlineData("{\"count\":2,\"tickets\":[{\"id\":1},{\"id\":2}],\"next_page\":null}", nameof(JsonLayout.ListWrapper))]
    [InlineData("{\"users\":[{\"id\":7,\"x\":\"]}\"}],\"meta\":{\"a\":[1]},\"tickets\":[{\"id\":1},{\"id\":2}]}", nameof(JsonLayout.ListWrapper))]
    [InlineData("{\"data\":{\"items\":[{\"id\":1},{\"id\":2}],\"next\":null}}", nameof(JsonLayout.ListWrapper))]
    [InlineData("{\"entries\":[{\"id\":1},{\"id\":2}],\"page\":1}", nameof(JsonLayout.ListWrapper))]
    [InlineData("{\"status\":\"ok\",\"data\":{\"result\":{\"items\":[{\"id\":1},{\"id\":2}],\"next\":null}}}", nameof(JsonLayout.ListWrapper))]
    [InlineData("{\"tickets\":[{\"id\":1}],\"page\":1}\n{\"tickets\":[{\"id\":2}],\"page\":2}\n", nameof(JsonLayout.ListWrapper))]
    [InlineData("{\"tickets\":[]}{\"count\":3,\"tickets\":[{\"id\":1},{\"id\":2}]}", nameof(JsonLayout.ListWrapper))]
    [InlineData("[{\"id\":1}]\n[{\"id\":2}]\n", nameof(JsonLayout.Array))]
    [InlineData("[{\"id\":1},\n{\"id\":2},\n]", nameof(JsonLayout.Array))]
    [InlineData("{\n \"tickets\": [\n {\"id\":1},\n {\"id\":2}\n ],\n \"end_of_stream\": true\n}", nameof(JsonLayout.ListWrapper))]
    public void Read_EachLayout_GivesTheRecords(string text, string layout)
    {
        foreach (int most in (int[])[1, 3, 64, 100_000])
        {
            using var reader = new JsonRecordReader(new ChoppyStream(Encoding.UTF8.GetBytes(text), most));
            var records = new List<string>();
            while (reader.Read())
            {
                Assert.Null(reader.Fault);
                records.Add(Encoding.UTF8.GetString(reader.Record.Span));
            }

            Assert.Equal(layout, reader.Layout.ToString());
            Assert.Equal(["{\"id\":1}", "{\"id\":2}"], records);
        }
    }

    [Fact]
    public void Read_BracesAndEscapesInStrings_DoNotEndARecord()
    {
        using var reader = new JsonRecordReader(Stream("[{\"a\":\"}]\\\"{[\"},{\"b\":[[1],{\"c\":2}]}]"));
        Assert.True(reader.Read());
        Assert.Equal("{\"a\":\"}]\\\"{[\"}", Encoding.UTF8.GetString(reader.Record.Span));
        Assert.True(reader.Read());
        Assert.Equal("{\"b\":[[1],{\"c\":2}]}", Encoding.UTF8.GetString(reader.Record.Span));
        Assert.False(reader.Read());
    }

    [Fact]
    public void Line_IsWhereTheRecordBegins()
    {
        using var reader = new JsonRecordReader(Stream("[\n{\n\"id\":1},\n\n{\"id\":2\n}]"));
        Assert.True(reader.Read());
        Assert.Equal(2, reader.Line);
        Assert.True(reader.Read());
        Assert.Equal(5, reader.Line);
    }

    [Fact]
    public void Read_PrettyPrintedValues_AreOneRecordEach()
    {
        using var reader = new JsonRecordReader(Stream("{\n  \"id\": 1\n}\n{\n  \"id\": 2\n}\n"));
        int records = 0;
        while (reader.Read())
            records++;
        Assert.Equal((2, JsonLayout.Values), (records, reader.Layout));
    }

    [Fact]
    public void Read_ArrayCutOff_GivesWhatIsWholeAndReportsTheRest()
    {
        using var reader = new JsonRecordReader(Stream("[{\"id\":1},{\"id\":2,\"sub"));
        Assert.True(reader.Read());
        Assert.Null(reader.Fault);
        Assert.True(reader.Read());
        Assert.Contains("cut off", reader.Fault, StringComparison.Ordinal);
        Assert.False(reader.Read());
    }

    /// <summary>Each line is a record, although it holds a list of objects.</summary>
    [Theory]
    [InlineData("{\"ticket_id\":1,\"audits\":[{\"id\":5}]}\n{\"ticket_id\":2,\"audits\":[{\"id\":6}]}\n")]
    [InlineData("{\"ticket\":{\"id\":1,\"audits\":[{\"id\":5}]}}\n{\"ticket\":{\"audits\":[{\"id\":6}],\"id\":2}}\n")]
    [InlineData("{\"live\":\"true\",\"parts\":[{\"a\":5}]}\n{\"live\":\"true\",\"parts\":[{\"a\":6}]}\n")]
    public void Read_ListsInsideRecords_AreNoWrappers(string text)
    {
        using var reader = new JsonRecordReader(Stream(text));
        int records = 0;
        while (reader.Read())
            records++;
        Assert.Equal((2, JsonLayout.Lines), (records, reader.Layout));
    }

    [Theory]
    [InlineData("{\"dispute_id\":\"d1\",\"parts\":[{\"a\":5}]}")]
    [InlineData("{\"live\":\"true\",\"parts\":[{\"a\":5}]}")]
    [InlineData("{\"parts\":[{\"a\":5}],\"create_time\":\"2026-01-01T00:00:00Z\"}")]
    public void Read_OneRecordWithAList_IsNoWrapper(string text)
    {
        using var reader = new JsonRecordReader(Stream(text));
        Assert.True(reader.Read());
        Assert.Equal(text, Encoding.UTF8.GetString(reader.Record.Span));
        Assert.False(reader.Read());
    }

    [Fact]
    public void Read_ListsBesideTheRecords_AreRemarkedUpon()
    {
        using var reader = new JsonRecordReader(Stream("{\"count\":1,\n\"users\":[{\"id\":7}],\"tags\":[\"a\"],\n\"tickets\":[{\"id\":1}],\"groups\":[{\"id\":2}]}"));
        Assert.True(reader.Read());
        Assert.False(reader.Read());
        Assert.Equal([2, 3], reader.Remarks.Select(r => r.Line));
        Assert.Contains("'users'", reader.Remarks[0].Text, StringComparison.Ordinal);
        Assert.Contains("'groups'", reader.Remarks[1].Text, StringComparison.Ordinal);
    }

    /// <summary>A file that was cut off between two records looks whole unless its brackets are counted.</summary>
    [Theory]
    [InlineData("[{\"id\":1},")]
    [InlineData("[{\"id\":1}\n")]
    [InlineData("{\"tickets\":[{\"id\":1},")]
    [InlineData("[{\"id\":1}]\n{\"id\":2")]
    [InlineData("[{\"id\":1}] and more")]
    [InlineData("{\"tickets\":[{\"id\":1}]}\n{\"error\":\"too many requests\"}")]
    [InlineData("{\"tickets\":[{\"id\":1}]}\n<html>")]
    public void Read_WhatIsNotWhole_IsSaid(string text)
    {
        using var reader = new JsonRecordReader(Stream(text));
        Assert.True(reader.Read());
        Assert.Null(reader.Fault);
        Assert.True(reader.Read());
        Assert.NotNull(reader.Fault);
        Assert.False(reader.Read());
    }

    [Fact]
    public void Read_PageThatIsNone_DoesNotCostTheNext()
    {
        using var reader = new JsonRecordReader(Stream("{\"tickets\":[{\"id\":1}]}\n{\"error\":1}\n{\"tickets\":[{\"id\":2}]}"));
        Assert.True(reader.Read() && reader.Fault is null);
        Assert.True(reader.Read() && reader.Fault is not null);
        Assert.True(reader.Read() && reader.Fault is null);
        Assert.Equal("{\"id\":2}", Encoding.UTF8.GetString(reader.Record.Span));
        Assert.False(reader.Read());
    }

    [Fact]
    public void Read_RecordOverTheBoundInAList_IsReportedAndTheNextIsRead()
    {
        string text = "[{\"id\":1},{\"id\":2,\"x\":\"" + new string('{', 900_000) + "\"},\n{\"id\":3}]";
        using var reader = new JsonRecordReader(new ChoppyStream(Encoding.UTF8.GetBytes(text), 70_000), maxRecordBytes: 300_000);
        Assert.True(reader.Read() && reader.Fault is null);
        Assert.True(reader.Read() && reader.Fault is not null);
        Assert.True(reader.Record.IsEmpty);
        Assert.True(reader.Read() && reader.Fault is null);
        Assert.Equal((2, "{\"id\":3}"), (reader.Line, Encoding.UTF8.GetString(reader.Record.Span)));
        Assert.False(reader.Read());
    }

    [Fact]
    public void Read_ListFarFromTheBeginning_IsFound()
    {
        string users = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"{{\"id\":{i},\"n\":\"tickets\"}}"));
        using var reader = new JsonRecordReader(Stream("{\"users\":[" + users + "],\"tickets\":[{\"id\":1}]}"));
        Assert.True(reader.Read());
        Assert.Equal("{\"id\":1}", Encoding.UTF8.GetString(reader.Record.Span));
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData("{\"a\":\"x\\ud83d\"}", "x\uFFFD")]
    [InlineData("{\"a\":\"x\\ude00y\"}", "x\uFFFDy")]
    [InlineData("{\"a\":\"\\ud83d\\u0041\"}", "\uFFFDA")]
    [InlineData("{\"a\":\"\\uD83D\\uDE00\"}", "\U0001F600")]
    [InlineData("{\"a\":\"\\\\ud83d\"}", "\\ud83d")]
    public void Read_HalfACharacter_IsReplaced(string text, string expected)
    {
        using var reader = new JsonRecordReader(Stream(text));
        Assert.True(reader.Read());
        using var document = System.Text.Json.JsonDocument.Parse(reader.Record);
        Assert.Equal(expected, document.RootElement.GetProperty("a").GetString());
    }

    [Fact]
    public void Read_LineOverTheBound_IsReportedAndTheNextIsRead()
    {
        string text = "{\"id\":1}\n{\"id\":2,\"x\":\"" + new string('x', 300_000) + "\"}\n{\"id\":3}\n";
        using var reader = new JsonRecordReader(Stream(text), maxRecordBytes: 100_000);
        Assert.True(reader.Read() && reader.Fault is null);
        Assert.True(reader.Read() && reader.Fault is not null);
        Assert.True(reader.Read() && reader.Fault is null);
        Assert.Equal((3, "{\"id\":3}"), (reader.Line, Encoding.UTF8.GetString(reader.Record.Span)));
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Answers of several pages gathered in one array: the records are theirs. What has an id is a record itself, wherever it stands.</summary>
    [Theory]
    [InlineData("""[{"object":"list","data":[{"id":1},{"id":2}],"has_more":true},{"object":"list","data":[{"id":3}],"has_more":false}]""", 3)]
    [InlineData("[\n {\"tickets\":[{\"id\":1}],\"end_of_stream\":false} ,\n {\"tickets\":[],\"end_of_stream\":true}\n]\n", 1)]
    [InlineData("""[{"data":{"search":{"disputes":{"edges":[{"node":{"id":1}},{"node":{"id":2}}]}}}}]""", 2)]
    [InlineData("""[{"disputes":[{"id":9}],"id":1},{"disputes":[],"id":2}]""", 2)]
    [InlineData("""[{"data":{"object":{"id":9}},"id":1}]""", 1)]
    public void Read_PagesInAnArray_GivesTheirRecords(string json, int records)
    {
        using var reader = new JsonRecordReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)));
        int read = 0;
        while (reader.Read())
        {
            Assert.Null(reader.Fault);
            read++;
        }

        Assert.Equal(records, read);
    }
}
