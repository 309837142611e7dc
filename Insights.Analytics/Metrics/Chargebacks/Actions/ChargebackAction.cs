namespace Insights.Analytics.Metrics.Chargebacks.Actions;

/// <summary>One entry of the house's list of actions against chargebacks. The id is what a report, a ticket and a call speak of.</summary>
/// <param name="Id">A1 to A18, in the order of the reference.</param>
/// <param name="Title">What to do, in one line.</param>
/// <param name="Steps">How, in the vendor's words: each a thing one person can do.</param>
/// <param name="Reason">Why it lowers disputes, or why it wins them.</param>
/// <param name="Evidence">What to keep from now on: without it a dispute that comes all the same is lost.</param>
/// <param name="Source">Whose advice it is.</param>
/// <param name="Categories">Reason categories whose disputes it should lower, for the comparison before and after; none: disputes of every reason.</param>
public sealed record ChargebackAction(
    string Id, string Title, IReadOnlyList<string> Steps, string Reason, IReadOnlyList<string> Evidence, string Source, IReadOnlyList<string> Categories);
