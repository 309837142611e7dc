namespace Insights.Web.Portal;

/// <summary>A person who wants alerts by mail. Nobody gets any who has not asked.</summary>
internal sealed class AlertMailChoice
{
    public int UserId { get; set; }

    public DateTime Since { get; set; }
}
