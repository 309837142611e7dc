using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Insights.Import.Pipeline.Values;
using Insights.Import.Reading;
using Insights.Import.Reading.Containers;
using Insights.Import.Sources;
using NodaTime;

namespace Insights.Import.Pipeline;

/// <summary>A file that was looked at and not yet imported: what it is, how it is written, and which format fits.</summary>
internal sealed partial record FileInspection(string Path, string Name, FileSurvey Survey, CsvDialect Dialect, Recognition Recognition)
{
    private const int SampleBytes = 1 << 18;
    private const int HeaderSearch = 20;
    private const string CountedFrom1904 = ", days from 1904";

    /// <summary>How the path is opened: an upload lies encrypted, and only its keeper reads it.</summary>
    private Func<string, Stream> Open { get; init; } = OpenFile;

    /// <summary>Length on disk when surveyed; an encrypted file's differs from that of its bytes.</summary>
    private long StoredBytes { get; init; }

    /// <summary>A workbook's sheet, whose records are its rows; null for text.</summary>
    public string? Sheet { get; private init; }

    private string Workbook { get; init; } = "";

    /// <summary>JSON that is read as a table (<see cref="JsonTable"/>).</summary>
    public bool IsJsonTable { get; private init; }

    /// <summary>The day of serial 0, for a sheet.</summary>
    public LocalDate? SerialEpoch { get; init; }

    /// <summary>Line, or row of the sheet, where this table begins; above 1 for a further table of a file.</summary>
    public int FirstLine { get; private init; } = 1;

    /// <summary>The table below this one, once reading has come to it.</summary>
    public FileInspection? Next { get; set; }

    private FormatProfile? Wanted { get; init; }

    private IReadOnlyList<FormatProfile> Formats { get; init; } = [];

    /// <summary>What was left out beside this table, such as a workbook's hidden sheets.</summary>
    public IReadOnlyList<string> Remarks { get; private init; } = [];

    /// <summary>The first of <see cref="AllOf"/>.</summary>
    public static FileInspection Of(string path, string name, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, Func<string, Stream>? open, CancellationToken cancel) =>
        AllOf(path, name, _ => wanted, formats, null, open, cancel)[0];

    /// <summary>
    /// Looks at everything the file holds: itself, an archive's entries, a workbook's sheets. What cannot be read is told with its name; the rest
    /// is read all the same. Never empty.
    /// </summary>
    /// <param name="wanted">The layout a person named for a table, by the table's name; null: recognised.</param>
    /// <param name="text">What is said of encodings; null: nothing.</param>
    /// <param name="open">Null: the file itself.</param>
    public static IReadOnlyList<FileInspection> AllOf(
        string path, string name, Func<string, FormatProfile?> wanted, IReadOnlyList<FormatProfile> formats, TextChoice? text, Func<string, Stream>? open, CancellationToken cancel)
    {
        bool isPlain = open is null;
        open ??= OpenFile;
        long stored = new FileInfo(path).Length;
        var lastWrite = File.GetLastWriteTimeUtc(path);
        var files = new List<FileInspection>();
        foreach (var part in FileParts.Of(name, () => open(path), ContainerLimits.Default, cancel))
        {
            var own = wanted(Protect.Clean(part.Name));
            files.Add(OfPart(path, part, lastWrite, own, formats, text, isPlain, cancel) with { StoredBytes = stored, Wanted = own, Formats = formats });
        }

        return WithoutOtherSheets(files);
    }

    /// <param name="isPlain">The file itself lies unencrypted: where the part is that file, to read it again costs next to nothing.</param>
    private static FileInspection OfPart(string path, FilePart part, DateTime lastWrite, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, TextChoice? text, bool isPlain, CancellationToken cancel)
    {
        string name = Protect.Clean(part.Name);
        if (part.Problem is not null)
            return Refused(path, name, lastWrite, part.Problem);
        try
        {
            FileSurvey survey;
            using (var stream = part.Open())
                survey = FileSurvey.Of(stream, lastWrite, cancel, isPlain && stream is FileStream ? part.Open : null);
            Stream Open(string _) => part.Open();
            if (part.Sheet is not null)
            {
                // Its bytes are ours: a first cell that looks like another kind of file is a cell.
                var kind = survey.Bytes == 0 ? FileKind.Empty : FileKind.Delimited;
                survey = survey with { Kind = kind, Encoding = new TextEncoding($"xlsx, sheet {Protect.Clean(part.Sheet)}{(part.From1904 ? CountedFrom1904 : "")}", null, 0) };
            }

            string? named = part.Sheet is null ? text?.Named(name) : null;
            if (named is not null)
                survey = survey with { Encoding = Said(named, survey.Encoding, "chosen") };
            var file = Read(survey) with { EncodingSaid = named, EncodingIsChosen = named is not null };
            if (survey.Encoding.IsGuess && text is not null)
                file = InItsOwn(file, text, encoding => Read(survey with { Encoding = Said(encoding, survey.Encoding, "set for its source") }) with { EncodingSaid = encoding });
            return file;

            FileInspection Read(FileSurvey asSaid)
            {
                var table = Of(path, name, wanted, formats, asSaid, Open, part.Sheet is not null);
                if (table.Recognition.Profile is null && RejectsFile.RecordColumnOf(table.Recognition.Headers) is { } column)
                    return OfRecords(table, part, column, wanted, formats);
                if (asSaid.Kind == FileKind.Json && table.Recognition.Profile is null && AsTable(table, part, wanted, formats, cancel) is { } rows)
                    return rows;
                return table with { Open = Open, Sheet = part.Sheet, SerialEpoch = EpochOf(asSaid.Encoding.Name), Workbook = part.Workbook, Remarks = [.. part.Remarks.Select(Protect.Clean)] };
            }
        }
        catch (UnreadableContainerException problem)
        {
            return Refused(path, name, lastWrite, problem.Message);
        }
    }

    /// <summary>The file as a table, where its JSON is of no format we know but its records have columns; null where they have none.</summary>
    private static FileInspection? AsTable(FileInspection file, FilePart part, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, CancellationToken cancel)
    {
        if (wanted is { Shape: RecordShape.Json })
            return null;
        var text = file.Survey.Encoding;
        IReadOnlyList<string>? columns;
        using (var utf8 = text.Utf8Over(part.Open()))
            columns = JsonTable.ColumnsOf(utf8, Recognise.Unwrap, cancel);
        if (columns is null)
            return null;
        var recognition = Recognise.Delimited([[.. columns]], wanted, formats, areRecords: true);
        // Where it is no table of ours either, what it comes nearest to is told by its records.
        if (recognition.Profile is null && wanted is null)
            recognition = recognition with { Problem = file.Recognition.Problem };
        return file with
        {
            Survey = file.Survey with { Kind = FileKind.Delimited, Encoding = new TextEncoding(text.Name + ", JSON records read as rows", null, 0) },
            Recognition = recognition,
            Open = _ => new JsonTable(text.Utf8Over(part.Open()), columns, Recognise.Unwrap),
            IsJsonTable = true,
            Remarks = [.. part.Remarks.Select(Protect.Clean)],
        };
    }

    /// <summary>The epoch of a sheet by what is kept in the place of its encoding, so that its rejected rows run again as they ran then; null for what is no sheet.</summary>
    public static LocalDate? EpochOf(string encoding) => !encoding.StartsWith("xlsx, ", StringComparison.Ordinal) ? null
        : encoding.EndsWith(CountedFrom1904, StringComparison.Ordinal) ? SpreadsheetSerial.From1904 : SpreadsheetSerial.From1900;

    private static FileInspection Refused(string path, string name, DateTime lastWrite, string problem) =>
        new(path, name, new FileSurvey(new FileIdentity(""), 0, lastWrite, FileKind.Zip, new TextEncoding("", null, 0)), CsvDialect.Comma, new Recognition(null, 0, [], Protect.Clean(problem)));

    /// <summary>
    /// A workbook whose tables are known has sheets beside them that are notes and sums. They are remarked upon; only where no sheet is known
    /// is each told why.
    /// </summary>
    private static List<FileInspection> WithoutOtherSheets(List<FileInspection> files)
    {
        foreach (var sheets in files.Where(f => f.Sheet is not null).GroupBy(f => f.Workbook).ToList())
        {
            var known = sheets.FirstOrDefault(f => f.Recognition.Profile is not null);
            var others = sheets.Where(f => f.Recognition.Profile is null).ToList();
            if (known is null || others.Count == 0)
                continue;
            string[] remarks =
            [
                .. known.Remarks,
                .. others.SelectMany(o => o.Remarks),
                .. others.Select(o => $"The sheet '{Protect.Clean(o.Sheet!)}' is no table of a known format and was not read."),
            ];
            files = [.. files.Where(f => !others.Contains(f)).Select(f => ReferenceEquals(f, known) ? f with { Remarks = remarks } : f)];
        }

        return files;
    }

    private static FileInspection Of(string path, string name, FormatProfile? wanted, IReadOnlyList<FormatProfile> formats, FileSurvey survey, Func<string, Stream> open, bool isSheet)
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

        // A table that was asked for is one in JSON too.
        if (survey.Kind == FileKind.Json)
            return new FileInspection(path, name, survey, CsvDialect.Comma, wanted is { Shape: RecordShape.Delimited } ? new Recognition(null, 0, [], null) : Recognise.Json(FirstJson(sample, length, path, survey, open), wanted, formats));
        var dialect = isSheet ? CsvDialect.Comma : DialectDetector.Detect(sample, length);
        var records = FirstRecords(sample, length, dialect);
        var recognition = records.Count == 0
            ? new Recognition(null, 0, [], FileKinds.Advice(FileKind.Empty))
            : Recognise.Delimited(records, wanted, formats);
        return new FileInspection(path, name, survey, dialect, recognition);
    }

    public Stream OpenUtf8() => Survey.Encoding.Utf8Over(Open(Path));

    /// <summary>The records of a delimited file or a sheet, from the table's first.</summary>
    public CsvReader OpenRecords(int maxRecordBytes = CsvReader.DefaultMaxRecordBytes)
    {
        if (Sheet is null && !IsJsonTable)
            return new CsvReader(FirstLine == 1 ? OpenUtf8() : new FromLine(OpenUtf8(), FirstLine), Dialect, maxRecordBytes, FirstLine);
        var rows = new CsvReader(OpenUtf8(), Dialect, maxRecordBytes) { CountsRecords = true };
        rows.SkipTo(FirstLine);
        return rows;
    }

    /// <summary>Where another table begins below this one's header.</summary>
    public TableStarts TableStarts(IReadOnlyList<string> headers) => new(Wanted, Formats, headers);

    /// <summary>The table that begins at a line of this file. It is a file of its own in the ledger.</summary>
    public FileInspection From(int line, Recognition recognition)
    {
        string first = Name.EndsWith(')') && FirstLine > 1 ? Name[..Name.LastIndexOf(" (table", StringComparison.Ordinal)] : Name;
        string identity = string.Create(CultureInfo.InvariantCulture, $"{Survey.Identity.Find()}:{line}");
        return this with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{first} (table at line {line})"),
            Survey = Survey with { Identity = new FileIdentity(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))) },
            Recognition = recognition,
            FirstLine = line,
            Remarks = [],
            Next = null,
        };
    }

    /// <summary>Finds the next table without reading the rows of this one, for a table that was imported before.</summary>
    public void FindNext(CancellationToken cancel)
    {
        if (Recognition.Profile is not { Shape: RecordShape.Delimited, RowMarks.Count: 0 } || IsJsonTable)
            return;
        using var reader = OpenRecords();
        for (int i = 0; i <= Recognition.HeaderRecord; i++)
        {
            if (!reader.Read())
                return;
        }

        var starts = TableStarts(Recognition.Headers);
        reader.ExpectedFields = reader.FieldCount;
        for (int rows = 0; reader.Read(); rows++)
        {
            if ((rows & 4095) == 0)
                cancel.ThrowIfCancellationRequested();

            if (starts.Look(reader).Other is not { } other)
                continue;
            Next = From(reader.Line, other);
            return;
        }
    }

    /// <summary>The file's length or time of change differs from when its bytes were hashed.</summary>
    public bool HasChanged()
    {
        var now = new FileInfo(Path);
        return !now.Exists || now.Length != StoredBytes || now.LastWriteTimeUtc != Survey.LastWriteUtc;
    }

    private static Stream OpenFile(string path) =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
}
