using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Insights.Analytics.Reports;
using Insights.Web.Components;
using Insights.Web.Exports;
using Insights.Web.Exports.Csv;
using Insights.Web.Exports.Excel;
using Insights.Web.Exports.Json;
using Insights.Web.Tests.Exports.Csv;
using Insights.Web.Tests.Exports.Excel;
using Insights.Web.Tests.Exports.Pdf;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Insights.Web.Tests.Exports;

/// <summary>
/// One document, every rendering, the same cells. <see cref="Hold"/> reads each file back the way its reader would and compares it with the
/// document: the shown text where the format shows text, the value where it holds values.
/// </summary>
internal static class EqualRenderings
{
    public static void Hold(ReportDocument document)
    {
        Excel(document);
        foreach (var options in new[] { CsvOptions.Excel, CsvOptions.Excel with { Separator = ';' }, CsvOptions.Machine })
            Csv(document, options);
        Json(document);
        Page(document);
        Pdf(document);
    }

    public static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    /// <summary>UTF-8 cannot hold half a character; every file shows U+FFFD for it.</summary>
    public static string Utf8(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<Table> Tables(ReportDocument document) => document.Sections.SelectMany(section => section.Blocks).OfType<Block.DataTable>().Select(block => block.Table);

    private static IEnumerable<ChartSpec> Charts(ReportDocument document) => document.Sections.SelectMany(section => section.Blocks).SelectMany(block => block switch
    {
        Block.Chart chart => [chart.Spec],
        Block.ChartPair pair => new[] { pair.Left, pair.Right },
        _ => [],
    });

    private static void Excel(ReportDocument document)
    {
        var workbook = new WorkbookReader(Bytes(stream => ExcelWriter.Write(document, stream)));
        Assert.Empty(workbook.Errors);
        var tables = Tables(document).ToList();
        var sheets = workbook.Sheets.TakeLast(tables.Count).ToList();
        foreach (var (table, sheet) in tables.Zip(sheets))
        {
            var lines = table.Totals is { } totals && table.Rows.Count > 0 ? [.. table.Rows, totals] : table.Rows.Cast<IReadOnlyList<Cell?>>().ToList();
            for (var row = 0; row < lines.Count; row++)
            {
                for (var column = 0; column < table.Columns.Count; column++)
                    Same(lines[row][column], sheet[column, row + 2], document.Zone, $"XLSX {sheet.Name} row {row + 2} column {column}");
            }
            var last = sheet.Cells.Values.Where(cell => cell.Reference[0] == 'A' && char.IsDigit(cell.Reference[1])).MaxBy(cell => int.Parse(cell.Reference[1..], CultureInfo.InvariantCulture));
            if (table.Cap is not null)
                Assert.Equal(table.Cap, last!.Text);
        }
        ExcelCharts(document, workbook);
        var tiles = document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(block => block.Items).ToList();
        if (tiles.Count == 0)
            return;
        var summary = workbook["Summary"];
        var shown = summary.Cells.Values.Select(cell => cell.Shown).ToList();
        foreach (var tile in tiles)
        {
            foreach (var cell in new[] { tile.Value, tile.Delta, tile.Target }.Where(cell => cell is not null and not Cell.Duration))
                Assert.Contains(Utf8(CellText.Of(cell, document.Zone)), shown);
        }
    }

    /// <summary>Each chart's numbers stand under its title and its words, and the drawing takes them from there.</summary>
    private static void ExcelCharts(ReportDocument document, WorkbookReader workbook)
    {
        var row = 0;
        foreach (var spec in Charts(document).Where(spec => spec.Categories.Count > 0))
        {
            var sheet = workbook["Charts"];
            var last = sheet.Cells.Keys.Max(reference => int.Parse(reference.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), CultureInfo.InvariantCulture));
            do
                row++;
            while (row <= last && sheet[0, row]?.Text != Utf8(spec.Title));
            Assert.True(row <= last, $"XLSX: the chart “{spec.Title}” is not on its sheet.");
            var (top, left) = (row + 3, 1 + DocumentTables.PositionColumn(spec).Count());
            for (var s = 0; s < spec.Series.Count; s++)
            {
                for (var i = 0; i < spec.Categories.Count; i++)
                    Same(spec.Series[s].Values[i], spec.IsGrid ? sheet[left + i, top + s] : sheet[left + s, top + i], document.Zone, $"XLSX chart {spec.Id}, {spec.Series[s].Name}, {spec.Categories[i]}");
            }
        }
    }

    private static void Same(Cell? expected, ReadCell? actual, DateTimeZone zone, string where)
    {
        switch (expected)
        {
            case null:
                Assert.True(actual is null || actual.Shown.Length == 0, where);
                break;
            case Cell.Duration { Seconds: >= 0 } duration:
                Assert.True(actual?.Number is not null, where);
                Assert.Equal(duration.Seconds, Math.Round(actual.Number.Value * 86_400, 6));
                break;
            case Cell.Text text:
                Assert.True(actual?.Text is not null && actual.Formula is null, where);
                Assert.Equal(Utf8(text.Value), actual.Text);
                break;
            default:
                var shown = CellText.Of(expected, zone);
                Assert.True(shown == actual?.Shown, $"{where}: the document says '{shown}', the sheet shows '{actual?.Shown}' ({actual?.Number} as {actual?.Format})");
                var thousands = expected is Cell.Share { Per: 1000 } ? 1000 : 1;
                if (CellText.Number(expected) * thousands is { } number && expected is not (Cell.Points or Cell.Duration))
                    Assert.True(Math.Abs(number - actual!.Number!.Value) <= 1e-9 * Math.Max(1, Math.Abs(number)), where);
                break;
        }
    }

    private static void Csv(ReportDocument document, CsvOptions options)
    {
        var bytes = Bytes(stream => CsvWriter.Write(document, stream, options));
        foreach (var table in DocumentTables.Of(document, options.Flavour == CsvFlavour.Machine))
        {
            var text = CsvWriter.IsZip(document, null) ? Unzipped(bytes, table.Id + ".csv") : bytes;
            var bom = text.AsSpan().StartsWith(Encoding.UTF8.Preamble);
            Assert.Equal(options.Flavour == CsvFlavour.Excel, bom);
            var lines = CsvText.Parse(Encoding.UTF8.GetString(text.AsSpan(bom ? 3 : 0)), options.Separator);
            Assert.Single(lines.Select(line => line.Count).Distinct());
            var expected = options.Flavour == CsvFlavour.Excel && table.Totals is { } totals && table.Rows.Count > 0 ? [.. table.Rows, totals] : table.Rows.Cast<IReadOnlyList<Cell?>>().ToList();
            Assert.Equal(1 + expected.Count + (table.Cap is null ? 0 : 1), lines.Count);
            if (table.Cap is { } cap)
                Assert.Equal(cap, lines[^1][0]);
            for (var row = 0; row < expected.Count; row++)
            {
                var at = 0;
                for (var column = 0; column < table.Columns.Count; column++)
                {
                    var cell = expected[row][column];
                    var field = lines[row + 1][at++];
                    var where = $"CSV {options} {table.Id} row {row + 1} column {column}";
                    if (options.Flavour == CsvFlavour.Machine)
                        SameRaw(cell, field, where);
                    else
                        SameTyped(cell, field, options.Decimal, document.Zone, where);
                    var heading = lines[0][column];
                    if (table.Columns[column].Kind == ColumnKind.Money && (lines[0].ElementAtOrDefault(at)?.EndsWith(options.Flavour == CsvFlavour.Machine ? "_currency" : " currency", StringComparison.Ordinal) ?? false))
                        Assert.Equal(cell is Cell.Money money ? money.Currency : "", lines[row + 1][at++]);
                    else if (cell is Cell.Money single)
                        Assert.Contains(single.Currency, table.Id == "tiles" ? lines[row + 1][at] : lines[0][at - 1], StringComparison.OrdinalIgnoreCase);
                }
            }
        }
    }

    private static void SameRaw(Cell? expected, string field, string where)
    {
        switch (expected)
        {
            case null or Cell.None or Cell.Share { Denominator: 0 }: Assert.True(field.Length == 0, where); break;
            case Cell.Text text: Assert.Equal(Utf8(text.Value), field); break;
            case Cell.Count count: Assert.Equal(count.Value, long.Parse(field, CultureInfo.InvariantCulture)); break;
            case Cell.Share share: Assert.Equal(share.Numerator / (double)share.Denominator, double.Parse(field, CultureInfo.InvariantCulture)); break;
            case Cell.Points points: Assert.Equal(points.Value, double.Parse(field, CultureInfo.InvariantCulture)); break;
            case Cell.Change change: Assert.Equal(change.Value, double.Parse(field, CultureInfo.InvariantCulture)); break;
            case Cell.Money money: Assert.Equal(money.Minor, long.Parse(field, CultureInfo.InvariantCulture)); break;
            case Cell.Duration duration: Assert.Equal(duration.Seconds, long.Parse(field, CultureInfo.InvariantCulture)); break;
            case Cell.Date date: Assert.Equal(date.Value, LocalDatePattern.Iso.Parse(field).Value); break;
            case Cell.Moment moment: Assert.Equal(moment.Value, InstantPattern.General.Parse(field).Value); break;
            default: Assert.Fail(where); break;
        }
    }

    // What a person sees is CellText.Of; the field must be that, less what would stop a spreadsheet from reading a number (groups, units).
    private static void SameTyped(Cell? expected, string field, char decimalSign, DateTimeZone zone, string where)
    {
        var shown = CellText.Of(expected, zone);
        switch (expected)
        {
            case null or Cell.None or Cell.Share { Denominator: 0 }:
                Assert.True(field.Length == 0, where);
                break;
            case Cell.Text text:
                var raw = field.Length > 1 && field[0] == '\'' && "=+-@\t\r".Contains(field[1]) ? field[1..] : field;
                Assert.Equal(Utf8(text.Value), raw);
                Assert.False(field.Length > 0 && "=+-@\t\r".Contains(field[0]), $"{where}: '{field}' would be run as a formula");
                break;
            case Cell.Duration duration:
                var parts = field.TrimStart('-').Split(':').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
                Assert.Equal(duration.Seconds, (field.StartsWith('-') ? -1 : 1) * ((parts[0] * 3600) + (parts[1] * 60) + parts[2]));
                break;
            case Cell.Date date:
                Assert.Equal(date.Value, LocalDatePattern.Iso.Parse(field).Value);
                break;
            case Cell.Moment moment:
                Assert.Equal(moment.Value.InZone(zone).LocalDateTime, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Parse(field).Value);
                break;
            default:
                var number = shown.Replace(",", "", StringComparison.Ordinal).Replace('−', '-').Trim('±', '+').Replace(" pp", "", StringComparison.Ordinal).Replace(" per 1000", "", StringComparison.Ordinal).Replace(" %", "%", StringComparison.Ordinal);
                if (expected is Cell.Money)
                    number = number[..number.IndexOf(' ')];
                Assert.True(number == field.Replace(decimalSign, '.'), $"{where}: the document says '{shown}', the file '{field}'");
                break;
        }
    }

    private static void Json(ReportDocument document)
    {
        using var json = JsonDocument.Parse(Bytes(stream => JsonWriter.Write(document, stream)));
        Assert.Equal(document.Headline, json.RootElement.GetProperty("headline").GetString());
        var blocks = json.RootElement.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("blocks").EnumerateArray()).ToList();
        var tables = blocks.Where(block => block.GetProperty("type").GetString() == "table").ToList();
        Assert.Equal(Tables(document).Count(), tables.Count);
        foreach (var (table, read) in Tables(document).Zip(tables))
        {
            var rows = read.GetProperty("rows").EnumerateArray().ToList();
            Assert.Equal(table.Rows.Count, rows.Count);
            for (var row = 0; row < rows.Count; row++)
            {
                var cells = rows[row].EnumerateArray().ToList();
                Assert.Equal(table.Rows[row].Count, cells.Count);
                for (var column = 0; column < cells.Count; column++)
                    SameJson(table.Rows[row][column], cells[column], document.Zone);
            }
            if (table.Totals is { } totals)
            {
                foreach (var (expected, cell) in totals.Zip(read.GetProperty("totals").EnumerateArray()))
                    SameJson(expected, cell, document.Zone);
            }
        }
        var charts = blocks.SelectMany(block => block.GetProperty("type").GetString() switch
        {
            "chart" => [block.GetProperty("chart")],
            "chart_pair" => new[] { block.GetProperty("left"), block.GetProperty("right") },
            _ => [],
        }).ToList();
        Assert.Equal(Charts(document).Count(), charts.Count);
        foreach (var (spec, read) in Charts(document).Zip(charts))
        {
            foreach (var (series, values) in spec.Series.Zip(read.GetProperty("series").EnumerateArray()))
            {
                foreach (var (expected, cell) in series.Values.Zip(values.GetProperty("values").EnumerateArray()))
                    SameJson(expected, cell, document.Zone);
            }
        }
        var tiles = blocks.Where(block => block.GetProperty("type").GetString() == "tiles").SelectMany(block => block.GetProperty("items").EnumerateArray());
        foreach (var (tile, read) in document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(block => block.Items).Zip(tiles))
        {
            SameJson(tile.Value, read.GetProperty("value"), document.Zone);
            SameJson(tile.Delta, read.GetProperty("change"), document.Zone);
        }
    }

    private static void Page(ReportDocument document)
    {
        if (document.Empty is not null)
            return;
        var page = RenderedPage.Of(document);
        // The page draws every chart's table too; the document's own tables follow each other in order, and one table follows another only in order.
        var drawn = page.QuerySelectorAll("table.data").ToList();
        var own = document.Sections.SelectMany(section => section.Blocks).SelectMany(block => block switch
        {
            Block.DataTable table => [table.Table],
            Block.Chart chart => [ChartView.DataTable(chart.Spec)],
            Block.ChartPair pair => new[] { ChartView.DataTable(pair.Left), ChartView.DataTable(pair.Right) },
            _ => [],
        }).ToList();
        Assert.Equal(own.Count, drawn.Count);
        foreach (var (table, element) in own.Zip(drawn))
        {
            if (table.Rows.Count > 0)
                SameText(table.Rows, element.QuerySelectorAll("tbody tr"), document.Zone, "page " + table.Id);
            if (table.Totals is { } totals)
                SameText([totals], element.QuerySelectorAll("tfoot tr"), document.Zone, "page totals " + table.Id);
        }
        var text = Squeezed(page.DocumentElement.TextContent);
        foreach (var tile in document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(block => block.Items))
            Assert.Contains(Squeezed(Utf8(CellText.Of(tile.Value, document.Zone))), text, StringComparison.Ordinal);
        foreach (var sentence in document.Sections.SelectMany(section => section.Blocks).OfType<Block.Bullets>().SelectMany(bullets => bullets.Items))
            Assert.Contains(Squeezed(sentence.Text), text, StringComparison.Ordinal);
    }

    private static void SameText(IReadOnlyList<IReadOnlyList<Cell?>> rows, AngleSharp.Dom.IHtmlCollection<AngleSharp.Dom.IElement> lines, DateTimeZone zone, string where)
    {
        Assert.Equal(rows.Count, lines.Length);
        for (var row = 0; row < rows.Count; row++)
        {
            var cells = lines[row].QuerySelectorAll("td, th").ToList();
            Assert.Equal(rows[row].Count, cells.Count);
            for (var column = 0; column < cells.Count; column++)
            {
                var (expected, shown) = (Squeezed(Utf8(CellText.Of(rows[row][column], zone))), Squeezed(cells[column].TextContent));
                Assert.True(expected == shown, $"{where} row {row} column {column}: the document says '{expected}', the page '{shown}'");
            }
        }
    }

    // Lines are broken where the column ends, so text is compared without its spaces: every cell, as often as the document has it.
    private static void Pdf(ReportDocument document)
    {
        var text = Squeezed(PdfTools.Text(PdfTools.Written(document)));
        Assert.Contains(Squeezed(document.Headline), text, StringComparison.Ordinal);
        // What is left out of print is said where it is missing.
        foreach (var table in Tables(document).Where(table => table.PrintRows < table.Rows.Count))
            Assert.Contains(Squeezed(table.PrintRows == 0 ? table.Title : FormattableString.Invariant($"Printed are the first {table.PrintRows:N0} of {table.Rows.Count:N0} rows")), text, StringComparison.Ordinal);
        var cells = Tables(document).Where(table => table.Rows.Count > 0 && table.PrintRows != 0).SelectMany(table => table.Rows.Take(table.PrintRows ?? int.MaxValue).SelectMany(row => row).Concat(table.Totals ?? []))
            .Concat(document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(block => block.Items).Select(tile => tile.Value));
        // Bars say their values at their ends; other charts draw them.
        cells = cells.Concat(Charts(document).Where(spec => spec.IsBars).SelectMany(spec => spec.Series).Where(series => series.Role is not (SeriesRole.Previous or SeriesRole.Limit)).SelectMany(series => series.Values));
        foreach (var cell in cells.Where(cell => cell is not (null or Cell.Text or Cell.None)))
        {
            var shown = Squeezed(CellText.Of(cell, document.Zone));
            Assert.True(text.Contains(shown, StringComparison.Ordinal), $"PDF: '{shown}' is not on the pages");
        }
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c != '\u00AD' && c != '\u200B'));

    private static void SameJson(Cell? expected, JsonElement cell, DateTimeZone zone)
    {
        if (expected is null)
        {
            Assert.Equal(JsonValueKind.Null, cell.ValueKind);
            return;
        }
        Assert.Equal(Utf8(CellText.Of(expected, zone)), cell.GetProperty("text").GetString());
        var value = cell.GetProperty("value");
        SameRaw(expected, value.ValueKind switch { JsonValueKind.Null => "", JsonValueKind.String => value.GetString()!, _ => value.GetRawText() }, "JSON");
    }

    private static byte[] Unzipped(byte[] zip, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        using var entry = archive.GetEntry(name)?.Open() ?? throw new InvalidOperationException($"The ZIP has no {name}: {string.Join(", ", archive.Entries.Select(one => one.FullName))}");
        using var copy = new MemoryStream();
        entry.CopyTo(copy);
        return copy.ToArray();
    }
}
