using System.Text.Json;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Api;

/// <summary>An import as programs read it.</summary>
internal sealed record ImportAnswer
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public required string Id { get; init; }

    /// <summary>receiving, waiting, checking, checked, importing, done, partly_failed, failed, cancelled, gone.</summary>
    public required string State { get; init; }

    /// <summary>Nothing will change any more.</summary>
    public required bool Ended { get; init; }
    public required bool DryRun { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public int? Batch { get; init; }

    /// <summary>Another process that works in the same data directory at the same time; both take turns, and each finishes.</summary>
    public string? Beside { get; init; }

    /// <summary>What failed, where, and what to do.</summary>
    public string? Error { get; init; }
    public ProgressAnswer? Progress { get; init; }
    public IReadOnlyList<FileAnswer> Files { get; init; } = [];

    public static ImportAnswer Of(ImportView view) => new()
    {
        Id = view.Id,
        State = StateOf(view),
        Ended = view.HasEnded,
        DryRun = view.CheckOnly,
        StartedAt = view.StartedAt,
        Batch = view.BatchId,
        Beside = view.Beside,
        Error = view.Error,
        Progress = view.Progress is { } pace ? new(pace.File, pace.Rows, pace.Bytes, pace.TotalBytes, pace.RowsPerSecond is { } rate ? Math.Round(rate) : null, pace.SecondsLeft is { } left ? Math.Round(left) : null) : null,
        Files = view.Results.Count > 0
            ? [.. view.Results.Select(FileAnswer.Of)]
            : [.. view.Files.Select(file => new FileAnswer { File = file.Name, State = "waiting" })],
    };

    private static string StateOf(ImportView view)
    {
        if (view.Stage != ImportStage.Imported)
            return view.Stage.ToString().ToLowerInvariant();
        var failed = view.Results.Count(file => file.State == "failed");
        return failed == 0 ? "done" : failed == view.Results.Count ? "failed" : "partly_failed";
    }
}

/// <summary>One thing that was settled otherwise when the same bytes were imported.</summary>
internal sealed record SettingAnswer(string Setting, string Then, string Now);

internal sealed record ProgressAnswer(string File, long Rows, long Bytes, long TotalBytes, double? RowsPerSecond, double? SecondsLeft);

/// <summary>Rows = inserted + updated + unchanged + duplicate + rejected + skipped.</summary>
internal sealed record FileAnswer
{
    public required string File { get; init; }

    /// <summary>waiting, done, already_imported, failed, cancelled.</summary>
    public required string State { get; init; }
    public string Format { get; init; } = "";
    public string Source { get; init; } = "";

    /// <summary>How the text was read, and where its bytes prove nothing, that it is a guess; empty for what is no text or was not read.</summary>
    public string Encoding { get; init; } = "";
    public string? Error { get; init; }

    /// <summary>The batch and the file of the same bytes that were imported before.</summary>
    public int? EarlierBatch { get; init; }
    public int? EarlierFile { get; init; }

    /// <summary>With state failed: the same bytes are stored under these other settings. Undo <see cref="EarlierBatch"/> and send the file again.</summary>
    public IReadOnlyList<SettingAnswer> SettingsDiffer { get; init; } = [];
    public long Rows { get; init; }
    public long Inserted { get; init; }
    public long Updated { get; init; }
    public long Unchanged { get; init; }
    public long Duplicate { get; init; }
    public long Rejected { get; init; }
    public long Skipped { get; init; }
    public long Warnings { get; init; }
    public long CardNumbersTruncated { get; init; }

    /// <summary>The first ones; the portal shows all, and has the rejected rows as a file.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    public static FileAnswer Of(ImportOutcome outcome) => new()
    {
        File = outcome.File,
        State = outcome.State,
        Format = outcome.Format,
        Source = outcome.Source,
        Encoding = outcome.Encoding,
        Error = outcome.Error,
        EarlierBatch = outcome.Earlier?.BatchId,
        EarlierFile = outcome.Earlier?.FileId,
        SettingsDiffer = [.. outcome.SettingsDiffer.Select(d => new SettingAnswer(d.Setting, d.Then, d.Now))],
        Rows = outcome.Rows,
        Inserted = outcome.Inserted,
        Updated = outcome.Updated,
        Unchanged = outcome.Unchanged,
        Duplicate = outcome.Duplicate,
        Rejected = outcome.Rejected,
        Skipped = outcome.Skipped,
        Warnings = outcome.Warnings,
        CardNumbersTruncated = outcome.CardNumbersTruncated,
        Problems = outcome.FirstProblems,
    };
}
