namespace Insights.Analytics.Reports;

/// <summary>The three kinds of facts there are.</summary>
[Flags]
public enum RowKinds
{
    None = 0,
    Tickets = 1,
    Payments = 2,
    Disputes = 4,
    All = Tickets | Payments | Disputes,
}
