using System.Text;
using System.Text.Json;
using Insights.Import.Reading;

namespace Insights.Import.Pipeline;

/// <content>The first records, by which a format is recognised.</content>
internal sealed partial record FileInspection
{
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
                using var document = JsonDocument.Parse(reader.Record, Protect.Lenient);
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
