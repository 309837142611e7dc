using System.Globalization;
using System.Text;
using Insights.Import.Reading;

namespace Insights.Import;

/// <summary>How a delimited file is to be read; nulls are found out from the file.</summary>
public sealed record CsvConversionRequest
{
    public required string Path { get; init; }

    /// <summary>A name such as utf-8 or windows-1252.</summary>
    public string? Encoding { get; init; }

    /// <summary>One character or several.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Empty: the file quotes nothing.</summary>
    public string? Quote { get; init; }

    /// <summary>What stands before a quote that is text: the quote itself, a backslash; empty: nothing does.</summary>
    public string? Escape { get; init; }

    /// <summary>Line (from 1) where the header, or the first record, stands.</summary>
    public int? FirstLine { get; init; }

    /// <summary>Lines of the header; their cells are joined with a blank.</summary>
    public int? HeaderRows { get; init; }

    /// <summary>Which of the file's tables is written; null: all, parted by an empty line.</summary>
    public int? Table { get; init; } = 1;
}

/// <summary>What was found in a file that was read.</summary>
/// <param name="Remarks">Line and what was done there; at most <see cref="CsvConversion.MostRemarks"/>.</param>
public sealed record CsvConversionReport(string Encoding, string Dialect, int Tables, long Records, long RemarksInAll, IReadOnlyList<(int Line, string Text)> Remarks);

/// <summary>Reads any delimited file with the import's reader and writes it as clean CSV: UTF-8, commas, quotes doubled, CRLF (RFC 4180).</summary>
public static class CsvConversion
{
    public const int MostRemarks = 50;
    private const int SampleBytes = 1 << 18;

    /// <exception cref="InvalidDataException">The file is no delimited text; the message says what it is and what to do.</exception>
    public static CsvConversionReport Run(CsvConversionRequest request, Stream output, CancellationToken cancel = default)
    {
        static Stream OpenFile(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        var survey = FileSurvey.Of(request.Path, OpenFile, cancel);
        if (survey.Kind == FileKind.Empty)
            return new CsvConversionReport(survey.Encoding.Name, "", 0, 0, 0, []);
        if (survey.Kind is not (FileKind.Delimited or FileKind.Json or FileKind.Html) && FileKinds.Advice(survey.Kind) is { } advice)
            throw new InvalidDataException(advice);

        var encoding = request.Encoding is { Length: > 0 } name ? TextEncoding.Named(name, survey.Encoding) : survey.Encoding;
        Stream Open() => encoding.Utf8Over(OpenFile(request.Path));
        var dialect = Dialect(request, Open);
        var remarks = new List<(int, string)>();
        long remarksInAll = 0;
        long records = 0;
        int tables = 0;
        using var writer = new CsvWriting(output);
        foreach (var record in new CsvTables(Open, dialect, new CsvHints { FirstLine = request.FirstLine, HeaderRows = request.HeaderRows }).Read(Remark))
        {
            cancel.ThrowIfCancellationRequested();
            bool begins = record.Table > tables;
            tables = record.Table;
            if (request.Table is { } wanted && wanted != record.Table)
                continue;
            if (begins && request.Table is null && tables > 1)
                writer.EmptyLine();
            writer.Record(record.Cells);
            records++;
        }

        return new CsvConversionReport(encoding.Name, dialect.ToString(), tables, records, remarksInAll, remarks);

        void Remark(int line, string text)
        {
            remarksInAll++;
            if (remarks.Count < MostRemarks)
                remarks.Add((line, text));
        }
    }

    private static CsvDialect Dialect(CsvConversionRequest request, Func<Stream> open)
    {
        byte[] sample = new byte[SampleBytes];
        int length;
        using (var text = open())
            length = text.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        var dialect = DialectDetector.Detect(sample, length);
        if (request.Delimiter is { Length: > 0 } delimiter)
        {
            if (delimiter.Any(c => c > 127 || c is '\r' or '\n'))
                throw new ArgumentException("A delimiter is made of ASCII characters that are no line ends.");
            // What was found about quotes belongs to the delimiter it was found with.
            dialect = delimiter == dialect.DelimiterText ? dialect : new CsvDialect((byte)delimiter[0], (byte)'"') { DelimiterRest = delimiter[1..] };
        }

        if (request.Quote is { } quote)
            dialect = dialect with { Quote = Single(quote, "quote"), Escape = dialect.Escape == dialect.Quote ? Single(quote, "quote") : dialect.Escape };
        if (request.Escape is { } escape)
            dialect = dialect with { Escape = Single(escape, "escape") };
        return dialect;
    }

    private static byte Single(string text, string what) => text.Length switch
    {
        0 => 0,
        1 when text[0] < 128 => (byte)text[0],
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The {what} is one ASCII character, or empty for none.")),
    };
}
