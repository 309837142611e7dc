namespace Insights.Web.Pages.DataHealth;

/// <summary>What happened, or would happen, to one file, as the page writes it.</summary>
internal sealed record OutcomeLine
{
    public required string File { get; init; }
    public required string State { get; init; }
    public required string StateText { get; init; }
    public required string Recognised { get; init; }
    public string? Error { get; init; }

    /// <summary>What does not add up, where that alone keeps the file out.</summary>
    public string? TotalsMismatch { get; init; }

    public IReadOnlyList<SettingChange> SettingsDiffer { get; init; } = [];

    /// <summary>The import of the same bytes: where its rows are, and what can be done about them.</summary>
    public EarlierView? Earlier { get; init; }
    public int? FileId { get; init; }
    public required IReadOnlyList<CountLine> Counts { get; init; }
    public required IReadOnlyList<RowProblem> Problems { get; init; }
    public bool HasRejects { get; init; }
    public string? Note { get; init; }

    public static OutcomeLine Of(ImportOutcome outcome, bool preview) => new()
    {
        File = outcome.File,
        State = outcome.State == "already_imported" ? "cancelled" : preview && outcome.State == "done" ? "checked" : outcome.State,
        StateText = outcome.State switch
        {
            "already_imported" => "known already",
            "done" when preview => "ready",
            "failed" when preview && outcome.TotalsMismatch is not null => "does not add up",
            "failed" when outcome.SettingsDiffer.Count > 0 => "other settings now",
            "failed" when preview => "needs your help",
            _ => outcome.State,
        },
        Recognised = outcome.Format.Length == 0
            ? "Not recognised"
            : $"Recognised as {outcome.Format}, source {outcome.Source}" + (outcome.Encoding.Length > 0 ? $", read as {outcome.Encoding}" : "") + (preview ? "" : $", took {Words.Duration(outcome.Seconds)}"),
        Error = outcome.SettingsDiffer.Count > 0 ? $"The same bytes were imported before (batch {outcome.Earlier?.BatchId}), under other settings. Nothing was done: their rows still follow the settings of then." : outcome.Error,
        SettingsDiffer = outcome.SettingsDiffer,
        Earlier = outcome.Earlier,
        TotalsMismatch = outcome.TotalsMismatch,
        FileId = outcome.FileId,
        Counts = CountLine.Of(outcome.Rows, outcome.Inserted, outcome.Updated, outcome.Unchanged, outcome.Duplicate, outcome.Rejected, outcome.Skipped, outcome.Warnings, outcome.CardNumbersTruncated),
        Problems = outcome.FirstProblems,
        HasRejects = outcome.Rejected > 0 && outcome.FileId is not null,
        Note = outcome.CardNumbersTruncated > 0 ? $"{Words.Count(outcome.CardNumbersTruncated, "card number")} cut to the first six and last four digits before anything else saw them." : null,
    };
}

/// <param name="Tone">bad, warn or empty: how it is coloured, beside its words.</param>
internal sealed record CountLine(string Label, string Value, string Tone = "")
{
    public static IReadOnlyList<CountLine> Of(long rows, long inserted, long updated, long unchanged, long duplicate, long rejected, long skipped, long warnings, long cards) =>
    [
        .. new (string Label, long Value, string Tone)[]
        {
            ("Rows", rows, ""), ("New", inserted, ""), ("Changed", updated, ""), ("Unchanged", unchanged, ""), ("Duplicate", duplicate, ""), ("Rejected", rejected, "bad"), ("Skipped", skipped, "warn"),
            ("Warnings", warnings, "warn"), ("Cards cut", cards, "warn"),
        }.Select(count => new CountLine(count.Label, Words.Number(count.Value), count.Value > 0 ? count.Tone : "")),
    ];

    public static IReadOnlyList<CountLine> OfAll(IReadOnlyList<ImportOutcome> all) => Of(
        all.Sum(f => f.Rows), all.Sum(f => f.Inserted), all.Sum(f => f.Updated), all.Sum(f => f.Unchanged), all.Sum(f => f.Duplicate), all.Sum(f => f.Rejected), all.Sum(f => f.Skipped), all.Sum(f => f.Warnings), all.Sum(f => f.CardNumbersTruncated));
}
