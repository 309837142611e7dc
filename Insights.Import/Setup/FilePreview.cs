namespace Insights.Import;

/// <summary>What an import would make of a file, and why; nothing is written. Made by the code that imports.</summary>
public sealed record FilePreview
{
    public required string File { get; init; }

    /// <summary>Format id; null when the file was not recognised.</summary>
    public string? Format { get; init; }
    public string FormatTitle { get; init; } = "";

    /// <summary>0 to 100: how much of the format's columns the file has, and how little is unknown.</summary>
    public int Confidence { get; init; }

    /// <summary>Why this format and this confidence, one sentence each.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What else came near, nearest first, the taken one left out.</summary>
    public IReadOnlyList<FormatCandidate> Others { get; init; } = [];
    public string Source { get; init; } = "";
    public long Bytes { get; init; }
    public string Encoding { get; init; } = "";

    /// <summary>No byte of the file proves its encoding: a person who sees wrong letters names it (<see cref="ImportRequest.Encoding"/>).</summary>
    public bool EncodingIsGuess { get; init; }

    /// <summary>Delimiter and quoting as text; empty for JSON.</summary>
    public string Dialect { get; init; } = "";

    /// <summary>Row of the header in the file, from 1; 0 where there is none.</summary>
    public int HeaderRow { get; init; }

    /// <summary>In the file's order; for JSON the properties of the first records.</summary>
    public IReadOnlyList<PreviewColumn> Columns { get; init; } = [];

    /// <summary>Vendor rule, zone, dates, amounts, currencies, test rows: the value in force and where it comes from.</summary>
    public IReadOnlyList<PreviewSetting> Settings { get; init; } = [];

    /// <summary>What must be answered before the file can be imported.</summary>
    public IReadOnlyList<PreviewQuestion> Questions { get; init; } = [];

    /// <summary>The first rows as they would be stored.</summary>
    public IReadOnlyList<PreviewRow> Rows { get; init; } = [];

    /// <summary>It stands below another table of the same file, and is named by its line.</summary>
    public bool IsFurtherDown { get; init; }

    /// <summary>Further tables of an archive, a workbook or the file itself: each is imported as a file of its own.</summary>
    public IReadOnlyList<FilePreview> Parts { get; init; } = [];

    /// <summary>Why the file cannot be imported as it is; null when it can, once the questions are answered.</summary>
    public string? Error { get; init; }

    /// <summary>True when an import would go ahead.</summary>
    public bool IsReady => Error is null && Questions.Count == 0;
}

/// <summary>A format that was considered.</summary>
/// <param name="Missing">Required columns the file lacks.</param>
public sealed record FormatCandidate(string Format, string Title, int Confidence, IReadOnlyList<string> Missing);

/// <summary>One column of the file.</summary>
/// <param name="Field">The format's field it is read as; null when it is not read.</param>
/// <param name="Samples">Up to five different values; card numbers are truncated.</param>
public sealed record PreviewColumn(string Header, string? Field, bool IsRequired, IReadOnlyList<string> Samples);

/// <param name="Name">vendor, zone, dates, amounts, currencies, encoding, test_rows.</param>
/// <param name="From">format, file (proven by its data), guess, source (its settings), request (given to this import), open (asked).</param>
public sealed record PreviewSetting(string Name, string Title, string Value, string From);

/// <param name="Setting">The property of the settings that answers: zone, dates; or format, for a file that was not recognised.</param>
/// <param name="Choices">Where there are few: the possible values.</param>
public sealed record PreviewQuestion(string Setting, string Text, IReadOnlyList<string> Choices);

/// <summary>One record of the file.</summary>
/// <param name="Outcome">mapped, rejected, skipped.</param>
/// <param name="Facts">What it would store: a kind and the fields that are not empty; a record may give several facts.</param>
public sealed record PreviewRow(int Line, string Outcome, IReadOnlyList<PreviewFact> Facts, IReadOnlyList<ImportProblem> Problems);

/// <param name="Kind">transaction, ticket, ticket event, chargeback, chargeback event, vendor, agent, rate, calendar, policy.</param>
public sealed record PreviewFact(string Kind, IReadOnlyList<KeyValuePair<string, string>> Fields);
