namespace Insights.Import.Store.Ledger;

/// <summary>One upload or one run of the verb: the unit of report.</summary>
public sealed class ImportBatch
{
    public int Id { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Who started it: a user name, "cli", "demo".</summary>
    public string StartedBy { get; set; } = "";

    /// <summary>running, done, failed, cancelled, interrupted; undoing while an undo is under way or was cut off, undone.</summary>
    public string State { get; set; } = "running";
    public string? Error { get; set; }
    public DateTime? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }

    /// <summary>Rows the undo has removed, given their earlier values back, and left because a later batch had changed them.</summary>
    public long UndoRemoved { get; set; }
    public long UndoRestored { get; set; }
    public long UndoKept { get; set; }
}
