using System.Text;
using System.Text.Json;
using Insights.Import.Sources;
using Insights.Import.Store.Ledger;

namespace Insights.Import.Pipeline.Replay;

/// <summary>A rejected record with all that was said against it.</summary>
/// <param name="Problems">Ids of its rows in the ledger.</param>
internal sealed record KeptRecord(int Line, string Record, List<long> Problems)
{
    public HashSet<string> Rules { get; } = new(StringComparer.Ordinal);
}

/// <summary>A file's rejected records, written as a file again: the same reader and the same maps then treat them like any other.</summary>
internal sealed class KeptRecords
{
    /// <summary>What is kept under these is a piece of the file, not a record.</summary>
    private static readonly HashSet<string> NoRecords =
    [
        "quote-not-closed", "record-too-long", "row-cut-off", "too-many-cells", "too-few-cells", "record-broken", "json-not-valid", "record-not-an-object",
    ];

    /// <summary>Records in the order they are written, with the line each starts on now and the one it had.</summary>
    public List<(int Line, int OriginalLine, List<long> Problems)> Written { get; } = [];

    public long NotRun { get; private set; }

    public static async Task<KeptRecords> WriteAsync(Func<IAsyncEnumerable<RejectedRow>> rejected, RecordShape shape, string path, CancellationToken cancel)
    {
        var records = new KeptRecords();
        await using var writer = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        if (shape == RecordShape.Json)
        {
            var line = 1;
            await foreach (var record in WholeAsync(rejected(), cancel))
            {
                if (!NoRecords.Overlaps(record.Rules) && OneLine(record.Record) is { } json)
                {
                    await writer.WriteAsync(json + "\n");
                    records.Add(record, line++);
                }
                else
                {
                    records.NotRun++;
                }
            }

            return records;
        }

        string[] headers = [];
        await foreach (var record in WholeAsync(rejected(), cancel))
            if (!NoRecords.Overlaps(record.Rules) && Cells(record.Record) is { } cells && cells.Count > headers.Length)
                headers = [.. cells.Select(cell => cell.Name)];
        await writer.WriteAsync(Row(headers));
        var at = 2 + LineEnds(headers);
        await foreach (var record in WholeAsync(rejected(), cancel))
        {
            if (NoRecords.Overlaps(record.Rules) || Cells(record.Record) is not { } cells)
            {
                records.NotRun++;
                continue;
            }

            string[] values = [.. cells.Select(cell => cell.Value)];
            await writer.WriteAsync(Row(values));
            records.Add(record, at);
            at += 1 + LineEnds(values);
        }

        return records;
    }

    private void Add(KeptRecord record, int line) => Written.Add((line, record.Line, record.Problems));

    /// <summary>A record's problems follow each other, the first with the record itself.</summary>
    private static async IAsyncEnumerable<KeptRecord> WholeAsync(IAsyncEnumerable<RejectedRow> rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        KeptRecord? record = null;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (row.Record is not null)
            {
                if (record is not null)
                    yield return record;
                record = new KeptRecord(row.Line, row.Record, []);
            }

            record?.Problems.Add(row.Id);
            record?.Rules.Add(row.Rule);
        }

        if (record is not null)
            yield return record;
    }

    private static List<(string Name, string Value)>? Cells(string record)
    {
        try
        {
            using var document = JsonDocument.Parse(record);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.String)
                ? [.. document.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? OneLine(string record)
    {
        try
        {
            using var document = JsonDocument.Parse(record, Protect.Lenient);
            return JsonSerializer.Serialize(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + "\n";

    private static int LineEnds(IEnumerable<string> cells) => cells.Sum(cell => cell.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\n' or '\r'));
}
