namespace Insights.Analytics.Rollups.Tables;

/// <summary>One run of a job.</summary>
internal sealed class JobRun
{
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Interrupted = "interrupted";

    public long Id { get; set; }
    public string JobId { get; set; } = "";

    /// <summary>schedule, import, cli, or the name of the person who pressed the button.</summary>
    public string Trigger { get; set; } = "";
    public string State { get; set; } = Running;
    public DateTime StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public long Items { get; set; }
    public string? Summary { get; set; }
    public string? Error { get; set; }
}
