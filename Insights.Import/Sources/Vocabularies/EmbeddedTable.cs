using System.Text;
using Insights.Import.Reading;

namespace Insights.Import.Sources.Vocabularies;

/// <summary>A vocabulary that lies in this assembly as CSV: its rows by header, read with the same reader as everything else.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string name)
    {
        var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The vocabulary {name} is not embedded in this assembly.");
        using var reader = new CsvReader(stream, CsvDialect.Comma);
        string[]? headers = null;
        while (reader.Read())
        {
            string[] cells = new string[reader.FieldCount];
            for (int i = 0; i < cells.Length; i++)
                cells[i] = Encoding.UTF8.GetString(reader.Field(i));
            if (headers is null)
                headers = cells;
            else
                yield return headers.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }
}
