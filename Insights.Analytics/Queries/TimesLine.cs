namespace Insights.Analytics.Queries;

/// <summary>Percentiles of raw seconds; null where nothing was measured.</summary>
public sealed record TimeSpread(long? Median, long? P90, long? P95);

/// <summary>How long one kind of clock took, of those that ended in the period: business hours and wall clock side by side.</summary>
/// <param name="Key">The clock's metric id, or the member it was split by.</param>
/// <param name="N">Clocks whose seconds enter percentiles: ended, measured, not merged, and of reply clocks those that a reply ended.</param>
/// <param name="Judged">Clocks decided in the period, and those of them within their target.</param>
/// <param name="Late">Clocks that ended over their target.</param>
/// <param name="OverTarget">How far over it they were, in the seconds they are judged by.</param>
public sealed record TimesLine(string Key, string Label, long N, TimeSpread Business, TimeSpread WallClock, long Judged, long WithinTarget, long Late, TimeSpread OverTarget);
