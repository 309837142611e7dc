using System.IO.Compression;
using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Csv;

/// <summary>
/// The tables of a document as CSV. One table (chosen by id, or the only one of its document) is one file; a whole document is a ZIP with
/// about.csv, tiles.csv, a file per chart and a file per table.
/// </summary>
internal static class CsvWriter
{
    public const string ContentType = "text/csv";
    public const string ZipContentType = "application/zip";

    /// <summary>Whether <see cref="Write"/> answers with a ZIP rather than one CSV.</summary>
    public static bool IsZip(ReportDocument document, string? tableId) => tableId is null && DocumentTables.Of(document, machine: false).Count != 1;

    /// <exception cref="ArgumentException">The document has no table of that id.</exception>
    public static void Write(ReportDocument document, Stream output, CsvOptions options, string? tableId = null)
    {
        var tables = DocumentTables.Of(document, options.Flavour == CsvFlavour.Machine);
        if (!IsZip(document, tableId))
        {
            var table = tableId is null
                ? tables[0]
                : tables.FirstOrDefault(one => one.Id == tableId) ?? throw new ArgumentException($"'{document.Title}' has no table '{tableId}'. It has: {string.Join(", ", tables.Select(one => one.Id))}.", nameof(tableId));
            new CsvTable(table, document.Zone, options).Write(output);
            return;
        }
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables.Prepend(About(document)))
        {
            var name = table.Id;
            for (var n = 2; !names.Add(name); n++)
                name = FormattableString.Invariant($"{table.Id}-{n}");
            var entry = zip.CreateEntry(name + ".csv", CompressionLevel.Fastest);
            var made = document.MadeAt.ToDateTimeOffset();
            entry.LastWriteTime = made.Year is >= 1980 and <= 2107 ? made : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            new CsvTable(table, document.Zone, options).Write(stream);
        }
    }

    /// <summary>What the files are filtered by and how old their data is: a CSV has no other place to say it.</summary>
    private static Table About(ReportDocument document)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        void Add(string label, Cell value) => rows.Add([new Cell.Text(label), value]);
        Add("Title", new Cell.Text(document.Title));
        Add("Headline", new Cell.Text(document.Headline));
        Add("Workspace", new Cell.Text(document.WorkspaceName));
        Add("Scope", new Cell.Text(document.Scope));
        foreach (var filter in document.Filters)
            Add(filter.Label, new Cell.Text(filter.Value));
        Add("Time zone", new Cell.Text(document.Zone.Id));
        Add("Data as of", document.AsOf is { } asOf ? new Cell.Moment(asOf) : new Cell.None("no data yet"));
        Add("Made at", new Cell.Moment(document.MadeAt));
        if (document.Empty is { } empty)
            Add("Empty", new Cell.Text(EmptyText.Of(empty)));
        foreach (var note in document.Footnotes)
            Add("Note", new Cell.Text(note));
        return new Table { Id = "about", Title = "About", Columns = [new("label", "About", ColumnKind.Text), new("value", "Value", ColumnKind.Text)], Rows = rows };
    }
}
