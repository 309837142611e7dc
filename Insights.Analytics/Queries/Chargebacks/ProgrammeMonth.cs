using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>One month of a vendor on a network.</summary>
/// <param name="Verdict">By the lines that held then; null when the programme had none in force.</param>
/// <param name="ActivityByValue">Disputed amounts over sales of the month in minor units of <paramref name="Currency"/>; null where an exchange rate is missing.</param>
public sealed record ProgrammeMonth(NetworkMonth Figures, ProgrammeVerdict? Verdict, Ratio? ActivityByValue, string Currency)
{
    /// <summary>Disputes received over payments of the same month, whatever the programme divides by.</summary>
    public Ratio Activity => new(Figures.Disputes, Figures.Payments);
}
