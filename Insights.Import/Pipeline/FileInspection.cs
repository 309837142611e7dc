using System.Text;
using System.Text.Json;
using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>A file that was looked at and not yet imported: what it is, how it is written, and which format fits.</summary>
internal sealed record FileInspection(string Path, string Name, FileSurvey Survey, CsvDialect Dialect, Recognition Recognition)
{
    private const int SampleBytes = 1 << 18;
    private const int HeaderSearch = 20;

    /// <summary>How the path is opened: an upload lies encrypted, and only its keeper reads it.</summary>
    private Func<string, Stream> Open { get; init; } = OpenFile;

    /// <summary>Length on disk when surveyed; an encrypted file's differs from that of its bytes.</summary>
    private long StoredBytes { get; init; }

    /// <param name="open">Null: the file itself.</param>
    public static FileInspection Of(string path, string name, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, Func<string, Stream>? open, CancellationToken cancel)
    {
        open ??= OpenFile;
        long stored = new FileInfo(path).Length;
        return Of(path, name, wanted, formats, FileSurvey.Of(path, open, cancel), open) with { Open = open, StoredBytes = stored };
    }

    private static FileInspection Of(string path, string name, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, FileSurvey survey, Func<string, Stream> open)
    {
        if (FileKinds.Advice(survey.Kind) is { } advice)
            return new FileInspection(path, name, survey, CsvDialect.Comma, new Recognition(null, 0, [], advice));

        byte[] sample = new byte[SampleBytes];
        int length = 0;
        using (var text = survey.Encoding.Utf8Over(open(path)))
        {
            int read;
            while (length < sample.Length && (read = text.Read(sample, length, sample.Length - length)) > 0)
                length += read;
        }

        if (survey.Kind == FileKind.Json)
            return new FileInspection(path, name, survey, CsvDialect.Comma, Recognise.Json(FirstJson(sample, length, path, survey, open), wanted, formats));
        var dialect = DialectDetector.Detect(sample, length);
        var records = FirstRecords(sample, length, dialect);
        var recognition = records.Count == 0
            ? new Recognition(null, 0, [], FileKinds.Advice(FileKind.Empty))
            : Recognise.Delimited(records, wanted, formats);
        return new FileInspection(path, name, survey, dialect, recognition);
    }

    public Stream OpenUtf8() => Survey.Encoding.Utf8Over(Open(Path));

    /// <summary>The file's length or time of change differs from when its bytes were hashed.</summary>
    public bool HasChanged()
    {
        var now = new FileInfo(Path);
        return !now.Exists || now.Length != StoredBytes || now.LastWriteTimeUtc != Survey.LastWriteUtc;
    }

    private static Stream OpenFile(string path) =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

    private static List<string[]> FirstRecords(byte[] sample, int length, CsvDialect dialect)
    {
        using var reader = new CsvReader(new MemoryStream(sample, 0, length, writable: false), dialect);
        var records = new List<string[]>();
        while (records.Count < HeaderSearch && reader.Read())
        {
            string[] cells = new string[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++)
                cells[i] = Encoding.UTF8.GetString(reader.Field(i));
            records.Add(cells);
        }

        return records;
    }

    private static List<JsonElement> FirstJson(byte[] sample, int length, string path, FileSurvey survey, Func<string, Stream> open)
    {
        // A single record may be longer than the sample, so the records come from the file itself.
        using var reader = new JsonRecordReader(length < sample.Length ? new MemoryStream(sample, 0, length, writable: false) : survey.Encoding.Utf8Over(open(path)));
        var records = new List<JsonElement>();
        for (int i = 0; i < HeaderSearch && reader.Read(); i++)
        {
            if (reader.Fault is not null)
                continue;
            try
            {
                using var document = JsonDocument.Parse(reader.Record);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                    records.Add(document.RootElement.Clone());
            }
            catch (JsonException)
            {
                // A broken record is reported with its line when the file is imported; here the others decide.
            }
        }

        return records;
    }
}
