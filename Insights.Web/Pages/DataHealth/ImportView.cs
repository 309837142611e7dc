using System.Text.Json.Serialization;

namespace Insights.Web.Pages.DataHealth;

/// <summary>One import as it stands now.</summary>
internal sealed record ImportView
{
    public required string Id { get; init; }
    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required ImportStage Stage { get; init; }
    public ImportOrigin Origin { get; init; }
    public string? Source { get; init; }
    public string? Format { get; init; }
    public string? Encoding { get; init; }
    public bool CheckOnly { get; init; }

    /// <summary>Which API token began it; null for people and the inbox.</summary>
    public int? TokenId { get; init; }

    public IReadOnlyList<ReceivedFile> Files { get; init; } = [];

    /// <summary>What a person chose for single tables, by the name results call them by.</summary>
    public IReadOnlyDictionary<string, ChosenTable> Choices { get; init; } = new Dictionary<string, ChosenTable>();

    /// <summary>While checking or importing.</summary>
    [JsonIgnore]
    public ImportPace? Progress { get; init; }

    /// <summary>Of the last finished check or import.</summary>
    public IReadOnlyList<ImportOutcome> Results { get; init; } = [];

    /// <summary>The ledger's batch, once imported.</summary>
    public int? BatchId { get; init; }

    /// <summary>Another process that worked in the same data directory while this one was imported, in a sentence.</summary>
    public string? Beside { get; init; }

    /// <summary>What failed, where, and what to do.</summary>
    public string? Error { get; init; }

    public bool IsRunning => Stage is ImportStage.Waiting or ImportStage.Checking or ImportStage.Importing;

    /// <summary>Nothing will happen to it any more.</summary>
    public bool HasEnded => Stage is ImportStage.Imported or ImportStage.Failed or ImportStage.Cancelled or ImportStage.Gone || (CheckOnly && Stage == ImportStage.Checked);
}

/// <summary>
/// Receiving → Waiting → Checking → Checked → Waiting → Importing → Imported; or Failed, or Cancelled, or Gone: the files are not there any more,
/// because a day has passed or the process that held their key has ended.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportStage>))]
internal enum ImportStage { Receiving, Waiting, Checking, Checked, Importing, Imported, Failed, Cancelled, Gone }

/// <summary>Where the recognition or the source's settings do not fit: what a person says of one table. Empty says nothing.</summary>
/// <param name="TotalsReason">Why the table is imported although it does not add up; kept with the file.</param>
/// <param name="Encoding">Name of the text's encoding, whatever its bytes say.</param>
internal sealed record ChosenTable(string Format = "", string Source = "", string TotalsReason = "", string Encoding = "")
{
    public static ChosenTable None { get; } = new();
}

/// <param name="Bytes">The size it is awaited with.</param>
/// <param name="Received">How much of it has arrived.</param>
internal sealed record ReceivedFile(string Name, long Bytes, long Received, long Modified)
{
    public bool IsComplete => Received == Bytes;
}

/// <summary>How far, how fast, how long still.</summary>
/// <param name="Bytes">Read so far, of all files together.</param>
/// <param name="RowsPerSecond">Over the last seconds; null until there is something to measure.</param>
/// <param name="SecondsLeft">Null until there is something to measure.</param>
internal sealed record ImportPace(string File, long Rows, long Bytes, long TotalBytes, double? RowsPerSecond, double? SecondsLeft);

/// <summary>What happened, or would happen, to one file. The counts add up to <see cref="Rows"/>.</summary>
internal sealed record ImportOutcome
{
    public required string File { get; init; }
    public required string Format { get; init; }
    public required string Source { get; init; }

    /// <summary>done, already_imported, failed, cancelled.</summary>
    public required string State { get; init; }
    public string? Error { get; init; }

    /// <summary>What does not add up, where that alone keeps the file out.</summary>
    public string? TotalsMismatch { get; init; }

    /// <summary>What was settled otherwise when the same bytes were imported, where that alone keeps the file out.</summary>
    public IReadOnlyList<SettingChange> SettingsDiffer { get; init; } = [];

    /// <summary>The import of the same bytes.</summary>
    public EarlierView? Earlier { get; init; }
    public int? FileId { get; init; }
    public string Encoding { get; init; } = "";
    public long Rows { get; init; }
    public long Inserted { get; init; }
    public long Updated { get; init; }
    public long Unchanged { get; init; }
    public long Duplicate { get; init; }
    public long Rejected { get; init; }
    public long Skipped { get; init; }
    public long Warnings { get; init; }
    public long CardNumbersTruncated { get; init; }
    public double Seconds { get; init; }
    public IReadOnlyList<RowProblem> FirstProblems { get; init; } = [];

    /// <summary>Of this file, or of a table inside it: archive.zip/payments.csv, book.xlsx/Sheet1, both.csv (table at line 7).</summary>
    public bool IsOf(string file) => File == file || File.StartsWith(file + "/", StringComparison.Ordinal) || File.StartsWith(file + " (table at line ", StringComparison.Ordinal);
}

internal sealed record SettingChange(string Setting, string Title, string Then, string Now);

/// <param name="Rejected">Rows that are still rejected and can be run again.</param>
internal sealed record EarlierView(int BatchId, int FileId, long Rejected, bool CanUndo);

internal sealed record RowProblem(int Line, string Severity, string? Column, string? Value, string Rule, string Reason)
{
    /// <summary>Problems of this kind in the whole file; 0 where that was not counted.</summary>
    public long Alike { get; init; }
}
