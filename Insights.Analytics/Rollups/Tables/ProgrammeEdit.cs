namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// One saved version of a line of the programme table, or of a setting beside it: who, when, why. The newest of a line holds; nothing is ever changed or
/// removed, so every version can be gone back to. Lines nobody has edited are those delivered with the program. History: no rebuild touches it.
/// </summary>
internal sealed class ProgrammeEdit
{
    public int Id { get; set; }

    /// <summary>The line's id, or the name of a setting.</summary>
    public string Line { get; set; } = "";

    /// <summary>From 1; 0 is what was delivered.</summary>
    public int Version { get; set; }

    /// <summary>The line as JSON, a setting's value; null = taken out of the table.</summary>
    public string? Definition { get; set; }
    public DateTime SavedAt { get; set; }
    public string SavedBy { get; set; } = "";
    public string Reason { get; set; } = "";
}
