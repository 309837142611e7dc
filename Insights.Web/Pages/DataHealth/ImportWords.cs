namespace Insights.Web.Pages.DataHealth;

/// <summary>What an import's page says about itself.</summary>
internal static class ImportWords
{
    public static (string Headline, string Lead) Of(ImportView import) => import.Stage switch
    {
        ImportStage.Receiving => ("Still receiving", "Nothing is read before every file has arrived completely."),
        ImportStage.Waiting => ("Waiting for its turn", "Imports run one after the other. This page goes on by itself."),
        ImportStage.Checking => ("Checking, nothing is stored yet", "Every row is read, mapped and compared with what is stored, exactly as the import will do it."),
        ImportStage.Checked => Checked(import),
        ImportStage.Importing => ("Importing", "You may leave this page: the import goes on, and Data health leads back here."),
        ImportStage.Imported => Imported(import),
        ImportStage.Cancelled => ("Cancelled", import.BatchId is null ? "Nothing was stored." : "Rows stored before stay; the same files again finish the work without doubling them."),
        ImportStage.Gone => ("These files are not there any more", import.Error ?? ""),
        _ => ("This import failed", "Nothing beyond what is shown here was stored."),
    };

    private static (string, string) Checked(ImportView import)
    {
        var failed = import.Results.Count(result => result.State == "failed");
        var known = import.Results.Count(result => result.State == "already_imported");
        var ready = import.Results.Count - failed - known;
        if (ready == 0 && failed > 0 && import.Results.All(result => result.State != "failed" || result.SettingsDiffer.Count > 0))
            return (import.Results.Count == 1 ? "This file is stored under other settings" : "These files are stored under other settings", "Nothing was done. What differs, and what to do, is said below.");
        if (ready == 0)
            return failed == 0 ? ("These files are known already", "The same bytes were imported before. Nothing has to be done.")
                : import.Results.Count == 1 ? ("This file needs your help", "Nothing is stored. What is missing, and what to do, is said below.") : ("These files need your help", "Nothing is stored. What is missing, and what to do, is said below.");
        var changes = import.Results.Sum(result => result.Inserted + result.Updated);
        var lead = failed > 0 ? $"{Words.Count(failed, "file")} cannot be imported as {(failed == 1 ? "it is" : "they are")}; what is ready can be imported now." : "Nothing is stored yet. Look, then import.";
        return (changes == 0 ? "Nothing new in here" : $"{Words.Count(changes, "row")} would be new or changed", lead);
    }

    private static (string, string) Imported(ImportView import)
    {
        var failed = import.Results.Count(result => result.State == "failed");
        var stored = import.Results.Sum(result => result.Inserted + result.Updated);
        if (failed == import.Results.Count && failed > 0)
            return ("Nothing was imported", "Why, and what to do, is said below.");
        var headline = stored == 0 ? "Imported: nothing new" : $"Imported: {Words.Count(stored, "row")} new or changed";
        return (headline, failed > 0 ? $"{Words.Count(failed, "file")} could not be imported: below is why." : "Every row is accounted for below. The numbers are being brought up to date.");
    }
}

/// <summary>One of the steps every import takes.</summary>
/// <param name="State">done, current, or open.</param>
internal sealed record JourneyStep(string Title, string State)
{
    private static readonly string[] Titles = ["Files", "Check", "Preview", "Import", "Result"];

    public static IReadOnlyList<JourneyStep> Of(ImportStage stage)
    {
        var at = stage switch
        {
            ImportStage.Receiving => 0,
            ImportStage.Waiting or ImportStage.Checking => 1,
            ImportStage.Checked => 2,
            ImportStage.Importing => 3,
            ImportStage.Imported => 4,
            _ => -1,
        };
        return at < 0 ? [] : [.. Titles.Select((title, index) => new JourneyStep(title, index < at || stage == ImportStage.Imported ? "done" : index == at ? "current" : "open"))];
    }
}

/// <summary>How far a running import is, in words and in percent.</summary>
internal sealed record ProgressLine(int Percent, string Text, string Pace)
{
    public static ProgressLine Of(ImportView import)
    {
        if (import.Progress is not { } progress)
            return new(0, import.Stage == ImportStage.Waiting ? "Waiting for its turn." : "Reading the beginning of the files.", "");
        var percent = progress.TotalBytes > 0 ? (int)Math.Clamp(100 * progress.Bytes / progress.TotalBytes, 0, 100) : 0;
        var pace = progress.RowsPerSecond is { } rate ? Words.Number((long)rate) + " rows a second" : "";
        if (progress.SecondsLeft is { } left && percent < 100)
            pace += (pace.Length > 0 ? ", " : "") + Words.Left(left);
        return new(percent, FormattableString.Invariant($"{progress.File}: {Words.Count(progress.Rows, "row")}, {percent} %"), pace);
    }
}
