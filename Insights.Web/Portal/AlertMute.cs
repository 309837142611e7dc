namespace Insights.Web.Portal;

/// <summary>A kind of alert one person wants to hear no more of; everybody else does.</summary>
internal sealed class AlertMute
{
    public int UserId { get; set; }

    /// <summary>watch:failed_payments for a watched number, limit:7 for a limit.</summary>
    public string Subject { get; set; } = "";

    public DateTime At { get; set; }
}
