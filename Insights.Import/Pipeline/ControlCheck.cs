using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>
/// A first pass over a file that says what it adds up to: chunks are stored as they are read, so a file that does not add up must be found out
/// before its first one. Only layouts with totals are read twice. See decisions/0004.
/// </summary>
internal static class ControlCheck
{
    private const int ShownMismatches = 5;

    /// <returns>What does not add up, when it was accepted; null when all does.</returns>
    /// <exception cref="TotalsMismatchException">The file does not add up, and no reason was given to import it all the same.</exception>
    public static RowProblem? Of(FileInspection file, FormatProfile profile, string? acceptedBecause, ImportLimits limits, CancellationToken cancel)
    {
        if (!profile.HasControlTotals)
            return null;
        var reading = new FileReading(file, profile, new ChunkBuilder(0, 0, profile, limits), limits);
        reading.Run(_ => { }, cancel);
        if (reading.Totals is not { } totals || totals.Mismatches.Count == 0)
            return null;
        string said = Text(totals);
        return string.IsNullOrWhiteSpace(acceptedBecause)
            ? throw new TotalsMismatchException(said, $"{said} It was probably cut off, edited or put together from several files: export it again. To import it as it is, give the reason (--accept-totals, or on the import page). Nothing was imported.")
            : new RowProblem(Severity.Warning, null, null, "totals-accepted", Protect.Clean($"{said} Imported all the same: {acceptedBecause.Trim()}"));
    }

    private static string Text(ControlTotals totals)
    {
        var shown = totals.Mismatches.Take(ShownMismatches).Select(m => $"{m.Total} should be {m.Expected} (line {m.Line}) and is {m.Found}");
        long more = totals.MismatchCount - Math.Min(totals.Mismatches.Count, ShownMismatches);
        return $"The file does not add up: {string.Join("; ", shown)}{(more > 0 ? $"; and {more} more" : "")}.";
    }
}
