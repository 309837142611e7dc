namespace Insights.Analytics.Metrics.Support;

/// <summary>When a follow-up still belongs to the case that was solved.</summary>
internal static class Recontact
{
    /// <summary>A follow-up that comes later than this after the solve is a new matter. Printed wherever the recontact rate is. Stored with the tickets: another value needs a rebuild.</summary>
    public const int Days = 14;
}
