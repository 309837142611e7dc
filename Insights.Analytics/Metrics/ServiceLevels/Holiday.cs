namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>A holiday as a person entered or imported it.</summary>
/// <param name="Day">2026-12-25, or 12-25 for one that returns each year.</param>
/// <param name="Closed">The part of the day that is closed; empty = all of it.</param>
/// <param name="Country">Whose holiday it is, as its source says: DE, GB-SCT. Holidays of one region in another's calendar are the commonest mistake.</param>
/// <param name="Source">Where it came from: a file, a web address, a person.</param>
/// <param name="ReviewedBy">Who looked at it and found it right for this calendar.</param>
public sealed record Holiday(
    string Day, bool IsYearly, IReadOnlyList<DayInterval> Closed, string? Name = null, string? Country = null, string? Source = null, string? ReviewedBy = null);
