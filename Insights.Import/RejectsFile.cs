using System.Globalization;
using System.Text;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Reading;
using Insights.Import.Sources;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;

namespace Insights.Import;

/// <summary>
/// The rejected rows of a file as CSV: the original columns, then line, column and reason. Opens in a spreadsheet without running anything,
/// and imports again after correction (the added columns are not read).
/// </summary>
internal static class RejectsFile
{
    private static readonly System.Buffers.SearchValues<char> NeedQuotes = System.Buffers.SearchValues.Create("\",\r\n;\t");
    private static readonly string[] Added = ["rejected_line", "rejected_column", "rejected_reason"];

    /// <summary>The column that holds JSON records, by the header of such a download; null for any other table.</summary>
    public static int? RecordColumnOf(IReadOnlyList<string> headers)
    {
        string[] folded = [.. headers.Select(HeaderText.Fold)];
        int at = Array.IndexOf(folded, RecordColumn.Name);
        return at >= 0 && folded.Contains(Added[^1]) ? at : null;
    }

    public static string NameFor(int fileId, string fileName)
    {
        string stem = Path.GetFileNameWithoutExtension(fileName);
        var safe = new StringBuilder(stem.Length);
        foreach (char c in stem)
            safe.Append(char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_');
        return string.Create(CultureInfo.InvariantCulture, $"{fileId}-{safe}.csv");
    }

    /// <summary>Writes a file's rejected rows under <c>rejects/</c> of the data directory and says where; takes the file away when there are none.</summary>
    /// <param name="format">Of the file.</param>
    public static async Task<string?> SaveAsync(ILedger ledger, StoreOptions options, int fileId, string name, string format)
    {
        string folder = Path.Combine(options.DataDirectory, "rejects");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, NameFor(fileId, name));

        // Beside it first: a kill leaves no half file under the final name.
        string unfinished = path + ".part";
        await using (var output = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            await WriteAsync(ledger.RejectedAsync(fileId, CancellationToken.None), AreRecords(format), output, CancellationToken.None);
            if (output.Length > 0 && output.Length > Encoding.UTF8.Preamble.Length)
            {
                output.Close();
                File.Move(unfinished, path, overwrite: true);
                return path;
            }
        }

        File.Delete(unfinished);
        File.Delete(path);
        return null;
    }

    public static async Task WriteAsync(ILedger ledger, int fileId, Stream output, CancellationToken cancel) =>
        await WriteAsync(ledger.RejectedAsync(fileId, cancel), AreRecords((await ledger.FileAsync(fileId, cancel))?.Format ?? ""), output, cancel);

    /// <summary>Whether the rows of a format are JSON records, which have no columns. A user's own table always has.</summary>
    private static bool AreRecords(string format) => Formats.Find(format)?.Shape == RecordShape.Json;

    /// <param name="rows">In order of lines; a record's cells lie on the first of its rows.</param>
    private static async Task WriteAsync(IAsyncEnumerable<RejectedRow> rows, bool areRecords, Stream output, CancellationToken cancel)
    {
        // With BOM: what opens this file is a spreadsheet, and one of them needs it to see UTF-8.
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        string[]? headers = null;
        var record = new Rejected();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (row.Record is not null && record.Record is not null)
            {
                headers = await WriteAsync(writer, record, headers, areRecords);
                record = new Rejected();
            }

            record.Add(row);
        }

        if (record.Record is not null)
            await WriteAsync(writer, record, headers, areRecords);
    }

    private static async Task<string[]> WriteAsync(StreamWriter writer, Rejected record, string[]? headers, bool areRecords)
    {
        var cells = areRecords ? [(RecordColumn.Name, record.Record!)] : Cells(record.Record!);
        if (headers is null)
        {
            headers = [.. cells.Select(c => c.Name)];
            await writer.WriteAsync(string.Join(',', headers.Concat(Added).Select(Cell)) + "\r\n");
        }

        // Rows of one file share their columns; a shifted row may have more cells, which go to where its own names match.
        var line = new StringBuilder();
        for (int i = 0; i < headers.Length; i++)
            line.Append(Cell(i < cells.Count && cells[i].Name == headers[i] ? cells[i].Value : cells.Find(c => c.Name == headers[i]).Value ?? "")).Append(',');
        string surplus = string.Join(" | ", cells.Skip(headers.Length).Select(c => c.Value));
        string reason = string.Join(" ", record.Reasons) + (surplus.Length > 0 ? $" Surplus cells: {surplus}" : "");
        line.Append(record.Line.ToString(CultureInfo.InvariantCulture)).Append(',').Append(Cell(string.Join(' ', record.Columns))).Append(',').Append(Cell(reason)).Append("\r\n");
        await writer.WriteAsync(line);
        return headers;
    }

    private static List<(string Name, string Value)> Cells(string record)
    {
        try
        {
            using var document = JsonDocument.Parse(record);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.String))
                return [.. document.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!))];
        }
        catch (JsonException)
        {
            // A broken JSON record is downloaded as the text it is.
        }

        return [(RecordColumn.Name, record)];
    }

    /// <summary>Quoted where needed; text that a spreadsheet would run as a formula gets an apostrophe, numbers never do.</summary>
    internal static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(NeedQuotes) >= 0 || text.StartsWith(' ') || text.EndsWith(' ') ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
    }

    private sealed class Rejected
    {
        public int Line { get; private set; }
        public string? Record { get; private set; }
        public List<string> Columns { get; } = [];
        public List<string> Reasons { get; } = [];

        public void Add(RejectedRow row)
        {
            if (row.Record is not null)
            {
                Record = row.Record;
                Line = row.Line;
            }

            if (row.Column is not null)
                Columns.Add(row.Column);
            Reasons.Add(row.Column is null ? row.Reason : $"{row.Column}: {row.Reason}");
        }
    }
}
