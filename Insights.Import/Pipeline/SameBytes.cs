using System.Globalization;
using Insights.Import.Store.Ledger;

namespace Insights.Import.Pipeline;

/// <summary>The answer to a file whose bytes were imported before: nothing is left to do, or its settings have changed since and its rows still follow the old ones.</summary>
internal sealed record SameBytes(string State, string Said, EarlierImport Earlier, IReadOnlyList<SettingDifference> Differences)
{
    /// <param name="done">The completed import of these bytes.</param>
    /// <param name="settled">What would be in force now; null when that cannot be told.</param>
    /// <returns>Null: nothing of it was stored then and the settings are others now, so it is imported like a file nobody has seen.</returns>
    public static SameBytes? Of(ImportedFile done, string? settled, bool settingsAreGiven)
    {
        var differences = settled is not null && done.Settings is not null ? SettledSettings.Differences(done.Settings, settled) : [];
        if (differences.Count > 0 && done.Inserted + done.Updated + done.Unchanged + done.Duplicate == 0)
            return null;
        string when = done.FinishedAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "before";
        string before = string.Create(CultureInfo.InvariantCulture, $"The same bytes were imported {when} UTC as {done.Name} (batch {done.BatchId}, {done.Rows} rows)");
        var earlier = new EarlierImport(done.BatchId, done.Id, done.Name, done.Rejected, done.CanUndo);
        string rejected = done.Rejected == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(done.Rejected == 1 ? "Its rejected row" : $"Its {done.Rejected} rejected rows")} can be run again without the file: insights replay {done.Id}.");
        if (differences.Count == 0)
            return new SameBytes("already_imported", $"{before}. Nothing was done. {rejected}".TrimEnd(), earlier, []);

        string what = string.Join("; ", differences.Select(d => $"{d.Title}: {d.Then} then, {d.Now} now"));
        string undo = done.CanUndo
            ? string.Create(CultureInfo.InvariantCulture, $"To have them under the settings of now, undo that batch (insights undo {done.BatchId}) and import this file again; other files of the batch go with it.")
            : "What that batch replaced is not kept any more, so it cannot be undone, and its rows stay as they are.";
        if (rejected.Length > 0)
            rejected = settingsAreGiven ? "Its rejected rows alone can be run again once these settings are saved as the source's." : rejected.Replace("can be run", "alone can be run", StringComparison.Ordinal);
        return new SameBytes("failed", $"{before}, under other settings. {what}. Nothing was done: its rows still follow the settings of then. {undo} {rejected}".TrimEnd(), earlier, differences);
    }
}
