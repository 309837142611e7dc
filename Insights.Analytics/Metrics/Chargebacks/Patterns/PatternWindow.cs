namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>The charge days a run looks at: 52 whole weeks up to the last whole day of the data.</summary>
internal static class PatternWindow
{
    public const int Weeks = 52;
    public const int Days = Weeks * 7;

    /// <summary>Charges are compared with charges of the same four weeks: as old, in the same season.</summary>
    public const int PeriodDays = 28;
    public const int Periods = Days / PeriodDays;
}
