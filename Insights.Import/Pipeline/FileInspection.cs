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

    public static FileInspection Of(string path, string name, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, CancellationToken cancel)
    {
        var survey = FileSurvey.Of(path, cancel);
        if (FileKinds.Advice(survey.Kind) is { } advice)
            return new FileInspection(path, name, survey, CsvDialect.Comma, new Recognition(null, 0, [], advice));

        byte[] sample = new byte[SampleBytes];
        int length = 0;
        using (var text = survey.Encoding.Utf8Over(OpenBytes(path)))
        {
            int read;
            while (length < sample.Length && (read = text.Read(sample, length, sample.Length - length)) > 0)
                length += read;
        }

        if (survey.Kind == FileKind.Json)
            return new FileInspection(path, name, survey, CsvDialect.Comma, Recognise.Json(FirstJson(sample, length, path, survey), wanted, formats));
        var dialect = DialectDetector.Detect(sample, length);
        var records = FirstRecords(sample, length, dialect);
        var recognition = records.Count == 0
            ? new Recognition(null, 0, [], FileKinds.Advice(FileKind.Empty))
            : Recognise.Delimited(records, wanted, formats);
        return new FileInspection(path, name, survey, dialect, recognition);
    }

    public Stream OpenUtf8() => Survey.Encoding.Utf8Over(OpenBytes(Path));

    /// <summary>The file's length or time of change differs from when its bytes were hashed.</summary>
    public bool HasChanged()
    {
        var now = new FileInfo(Path);
        return !now.Exists || now.Length != Survey.Bytes || now.LastWriteTimeUtc != Survey.LastWriteUtc;
    }

    private static FileStream OpenBytes(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

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

    private static List<JsonElement> FirstJson(byte[] sample, int length, string path, FileSurvey survey)
    {
        // A single record may be longer than the sample, so the records come from the file itself.
        using var reader = new JsonRecordReader(length < sample.Length ? new MemoryStream(sample, 0, length, writable: false) : survey.Encoding.Utf8Over(OpenBytes(path)));
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
