namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>Where a month stands, in the order of concern.</summary>
public enum ProgrammeStatus
{
    /// <summary>The network has announced no line for the region.</summary>
    NoLine,

    /// <summary>Nothing to divide by: no ratio, and no line reached.</summary>
    Undefined,
    Below,

    /// <summary>Our own early warning is reached, three quarters of the way are gone, or it is as likely as not to be reached by the end of the month.</summary>
    Near,
    Reached,
}
