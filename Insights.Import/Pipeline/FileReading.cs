using System.Text;
using System.Text.Json;
using Insights.Import.Reading;
using Insights.Import.Sources;
using Insights.Import.Store;

namespace Insights.Import.Pipeline;

/// <summary>
/// Steps 2 to 4 over one file, in one pass: each record is protected, mapped and validated, and lands in a chunk. Synchronous, so that it
/// runs on a thread of its own while the chunk before is being written.
/// </summary>
internal sealed partial class FileReading(FileInspection file, FormatProfile profile, ChunkBuilder chunks, ImportLimits limits)
{
    private long _bytesRead;

    /// <summary>Bytes consumed so far; read by whoever shows progress.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>What the maps reported, once <see cref="Run"/> has come to the end.</summary>
    public ControlTotals? Totals { get; private set; }

    /// <summary>Something short to do for a thread that would wait: a step of the file's hash. False when it is all done.</summary>
    public bool UseWait() => file.Survey.Identity.Advance();

    /// <summary>A chunk that was handed over and is done with.</summary>
    public void GiveBack(FactChunk chunk) => chunks.GiveBack(chunk);

    /// <summary>Hands over every full chunk and at last the rest.</summary>
    public void Run(Action<FactChunk> emit, CancellationToken cancel)
    {
        if (profile.Shape == RecordShape.Delimited)
            ReadDelimited(emit, cancel);
        else
            ReadJson(emit, cancel);
    }

    private void ReadDelimited(Action<FactChunk> emit, CancellationToken cancel)
    {
        using var reader = file.OpenRecords(limits.MaxRecordBytes);
        var above = new List<(string[] Cells, int Line)>();
        for (int i = 0; i <= file.Recognition.HeaderRecord; i++)
        {
            if (!reader.Read())
                throw new ImportRefusedException("The file became shorter while it was read. Import it again once it is complete.");
            if (profile.RowMarks.Count > 0 && i < file.Recognition.HeaderRecord)
                above.Add((Cells(reader), reader.Line));
        }

        bool isLaterPart = file.Recognition.HeaderRecord == Recognition.NoHeader;
        string[] headers = isLaterPart ? [.. file.Recognition.Headers] : new string[reader.FieldCount];
        for (int i = 0; i < headers.Length && !isLaterPart; i++)
            headers[i] = Protect.Clean(Encoding.UTF8.GetString(reader.Field(i)).Trim().Trim('\uFEFF'));
        reader.ExpectedFields = headers.Length;
        var columns = new ColumnMap(profile, headers);
        NoteHeader(columns, reader.Line);

        var protect = new Protect(headers);
        var context = new MapContext(profile, columns) { IsLaterPart = isLaterPart };
        var row = new Row(reader, context.Rules);
        context.Attach(row);
        var map = profile.DelimitedMap!(context, columns);
        foreach (var (cells, line) in above)
            map.Structure(cells, line);
        var starts = profile.RowMarks.Count == 0 ? file.TableStarts(headers) : null;
        Func<string> cellsOfRow = () => ChunkBuilder.CellsAsJson(headers, reader);
        int sinceLook = 0;
        bool hasRows = false;
        while (reader.Read())
        {
            if (++sinceLook >= 512)
            {
                sinceLook = 0;
                Interlocked.Exchange(ref _bytesRead, reader.BytesRead);
                cancel.ThrowIfCancellationRequested();
            }

            if (IsEmptyRow(reader))
                continue;
            if (starts?.Look(reader) is { } start && start != default)
            {
                if (start.IsHeaderAgain)
                {
                    chunks.Note(reader.Line, new RowProblem(Severity.Warning, null, null, "header-again", "The header stands here again: files were put one behind the other. It is no row; the rows below it were read."));
                    continue;
                }

                file.Next = file.From(reader.Line, start.Other!);
                chunks.Note(reader.Line, new RowProblem(Severity.Warning, null, null, "table-ends", $"Another table begins here ({start.Other!.Profile!.Title}). It is imported as a file of its own."));
                break;
            }

            hasRows = true;
            row.Begin();
            row.WasMasked = protect.Apply(reader);
            if (profile.RowMarks.Count > 0 && !IsMarkedRow(reader))
            {
                map.Structure(Cells(reader), reader.Line);
                continue;
            }

            chunks.BeginRow();
            if (HasRightShape(reader, headers.Length, row))
                map.Map(row, chunks.Chunk);
            if (row.IsRejected)
                row.SkipIfTotals();
            chunks.EndRow(row, reader.Raw.Length, cellsOfRow);
            if (chunks.IsFull)
                emit(chunks.Take(protect.Truncated));
        }

        Interlocked.Exchange(ref _bytesRead, reader.BytesRead);
        if (!hasRows)
            chunks.Note(reader.Line, new RowProblem(Severity.Warning, null, null, "no-rows", "There is a header and no row below it. If there should be rows, export the file again."));
        map.Finish(chunks.Chunk);
        NoteRemarks(context, row.Line);
        if (chunks.HasContent)
            emit(chunks.Take(protect.Truncated));
    }

    private void ReadJson(Action<FactChunk> emit, CancellationToken cancel)
    {
        using var reader = new JsonRecordReader(file.OpenUtf8());
        var protect = new Protect([]);
        var row = new RowProblems();
        var context = new MapContext(profile);
        context.Attach(row);
        var map = profile.JsonMap!(context);
        NoteZone(1);
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            row.Begin(reader.Line);
            chunks.BeginRow();
            var record = protect.Apply(reader.Record);
            if (reader.Fault is not null)
                row.Reject(null, Start(record), "record-broken", reader.Fault);
            else
                MapJson(record, map, row);
            chunks.EndRow(row, record.Length, () => Encoding.UTF8.GetString(record.Span).Replace("\0", "", StringComparison.Ordinal));
            Interlocked.Exchange(ref _bytesRead, reader.BytesRead);
            if (chunks.IsFull)
                emit(chunks.Take(protect.Truncated));
        }

        foreach (var (line, text) in reader.Remarks)
            chunks.Note(line, new RowProblem(Severity.Warning, null, null, "beside-the-records", Protect.Clean(text)));
        map.Finish(chunks.Chunk);
        NoteRemarks(context, row.Line);
        if (chunks.HasContent)
            emit(chunks.Take(protect.Truncated));
    }

    /// <summary>What a map says about the file once it has seen all of it.</summary>
    private void NoteRemarks(MapContext context, int lastLine)
    {
        Totals = context.Totals;
        foreach (var note in context.TakeNotes())
            chunks.Note(lastLine, note);
    }

    private void MapJson(ReadOnlyMemory<byte> record, IJsonMap map, RowProblems row)
    {
        try
        {
            using var document = JsonDocument.Parse(record, Protect.Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                map.Map(Recognise.Unwrap(document.RootElement), row, chunks.Chunk);
            else
                row.Reject(null, Start(record), "record-not-an-object", "A record must be a JSON object.");
        }
        catch (JsonException problem)
        {
            row.Reject(null, Start(record), "json-not-valid", $"The record is no valid JSON (near byte {problem.BytePositionInLine ?? 0}): cut off or edited by hand. Export it again.");
        }
    }

    private void NoteZone(int line)
    {
        if (profile.ZoneIsAssumed)
        {
            chunks.Note(line, new RowProblem(Severity.Warning, null, profile.Zone, "zone-assumed",
                $"The file's times name no zone and none is set for this source; they were read in the workspace's zone, {profile.Zone}. If it writes in another one: undo this import, set \"zone\" of the source (on the import page, in sources/<name>.json or with --profile), and import the file again."));
        }
    }

    private void NoteHeader(ColumnMap columns, int line)
    {
        NoteZone(line);
        if (profile.DatesProof is { } date)
            chunks.Note(line, new RowProblem(Severity.Warning, null, date, "dates-as-saved-again", $"{profile.Title} writes the year first, and this file does not: a spreadsheet has probably saved it again. This value proves that the {(profile.Dates == DateConvention.DayFirst ? "day" : "month")} comes first, so all its dates were read so. Seconds that the spreadsheet did not show are lost."));
        if (profile.AmountsProof is { } amount)
            chunks.Note(line, new RowProblem(Severity.Warning, null, amount, "amounts-as-saved-again", $"{profile.Title} usually writes amounts with a decimal {(profile.DecimalMark == ',' ? "point" : "comma")}, and this file does not: another language's settings, or a spreadsheet that saved it again. This value proves a decimal {(profile.DecimalMark == ',' ? "comma" : "point")}, so all its amounts were read so."));
        foreach (string remark in file.Remarks)
            chunks.Note(0, new RowProblem(Severity.Warning, null, null, "sheet-not-read", remark));
        if (file.Recognition.HeaderRecord > 0 && profile.RowMarks.Count == 0)
            chunks.Note(line, new RowProblem(Severity.Warning, null, null, "preamble-skipped", $"The header stands on line {line}; what stands above it was not read."));
        if (file.Recognition.HeaderRecord == Recognition.NoHeader)
            chunks.Note(1, new RowProblem(Severity.Warning, null, null, "later-part", $"The file begins with rows: it is a later part of a report that was split. It was read by the {columns.Headers.Count} columns that {profile.Title} has at this width, and totals of the whole report were not checked against it."));
        foreach (var column in columns.Duplicated)
            chunks.Note(line, new RowProblem(Severity.Warning, column.Header, null, "duplicate-header", $"The file has {column.Repeats.Count + 1} columns named {column.Header}. Rows in which they differ are rejected."));
        string[] unknown = [.. columns.Unknown];
        if (unknown.Length > 0 && !profile.IgnoresUnknownColumns)
        {
            string listed = string.Join(", ", unknown.Take(12)) + (unknown.Length > 12 ? ", …" : "");
            chunks.Note(line, new RowProblem(Severity.Warning, null, null, "unknown-columns", $"{unknown.Length} {(unknown.Length == 1 ? "column was" : "columns were")} not read, because the format has no such column: {listed}."));
        }
    }
}

/// <summary>The file as a whole cannot be imported; the message is for a person.</summary>
internal class ImportRefusedException(string message) : Exception(message);

/// <summary>The file does not add up; with a reason it can be imported all the same.</summary>
/// <param name="mismatch">What does not add up.</param>
internal sealed class TotalsMismatchException(string mismatch, string message) : ImportRefusedException(message)
{
    public string Mismatch { get; } = mismatch;
}
