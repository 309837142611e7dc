namespace Insights.Web.Portal;

/// <summary>What a person has been told by mail, so that nothing is told twice.</summary>
internal sealed class AlertTold
{
    public int UserId { get; set; }

    /// <summary>watch:12, limit:7:2026-11-03; with ":over" once its end was told.</summary>
    public string What { get; set; } = "";

    public DateTime At { get; set; }
}
