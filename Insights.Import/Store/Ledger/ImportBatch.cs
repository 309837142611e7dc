namespace Insights.Import.Store.Ledger;

/// <summary>One upload or one run of the verb: the unit of report.</summary>
public sealed class ImportBatch
{
    public int Id { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Who started it: a user name, "cli", "demo".</summary>
    public string StartedBy { get; set; } = "";

    /// <summary>running, done, failed, cancelled, interrupted.</summary>
    public string State { get; set; } = "running";
    public string? Error { get; set; }
}
