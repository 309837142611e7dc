using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>From the patterns of a vendor's own data to the actions against them. A pattern that no action answers is told elsewhere and gives no advice.</summary>
internal sealed class PatternAdvice(IPatternQueries patterns)
{
    /// <summary>The share of false discoveries that is let through.</summary>
    public const double MostFalse = 0.05;

    /// <summary>What ended longer ago needs no action any more.</summary>
    private const int DaysAfterItsEnd = 60;

    /// <summary>What is said as "a month".</summary>
    private const double MonthDays = 30;

    /// <param name="setting">Of a vendor's scope.</param>
    public async Task<IReadOnlyList<(ChargebackAction Action, ActionEvidence Evidence)>> FindAsync(ReportSetting setting, CancellationToken cancel)
    {
        if (await patterns.LastRunAsync(setting.Scope, cancel) is not { } run)
            return [];
        var found = await patterns.ListAsync(setting.Filter.With("vendor"), setting.Scope, cancel);
        return [.. Of(found, run.From, run.To, setting.Range)];
    }

    /// <param name="from">First charge day that was looked at.</param>
    /// <param name="report">The days the reader asks about: what began after them is not advice for them.</param>
    public static IEnumerable<(ChargebackAction Action, ActionEvidence Evidence)> Of(IEnumerable<Pattern> found, LocalDate from, LocalDate to, DateRange report) =>
        found.Where(pattern => pattern.Q < MostFalse && pattern.Excess > 0 && (pattern.Since is not { } since || since <= report.To) && (pattern.Until is not { } until || until.PlusDays(DaysAfterItsEnd) > report.From))
            .Select(pattern => (Action: ActionRules.For(Members(pattern), pattern.LeadingReason), Pattern: pattern))
            .Where(one => one.Action is not null)
            .Select(one => (one.Action!, Evidence(one.Pattern, from, to)));

    /// <summary>The whole of what a pattern's disputes have in common.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Members(Pattern pattern) =>
        [.. pattern.Members.Concat(pattern.Outcome is { } outcome ? [outcome] : []).Select(member => KeyValuePair.Create(member.Dimension, member.Value))];

    /// <summary>To the vendor its own name says nothing.</summary>
    private static string Own(Pattern pattern) => pattern.VendorName is { Length: > 0 } vendor ? pattern.Name.Replace(" · " + vendor, "", StringComparison.Ordinal) : pattern.Name;

    private static ActionEvidence Evidence(Pattern pattern, LocalDate from, LocalDate to)
    {
        var days = Period.DaysBetween(pattern.Since ?? from, pattern.Until ?? to.PlusDays(1));
        Money? saving = days > 0 && pattern.ExcessConverted.Minor > 0 ? pattern.ExcessConverted with { Minor = (long)Math.Round(pattern.ExcessConverted.Minor * Math.Min(1, MonthDays / days)) } : null;
        return new(
            pattern.Until is { } until ? $"{Own(pattern)}, until {Wording.Words.Value(new Cell.Date(until.PlusDays(-1)))}" : Own(pattern),
            pattern.Disputes, pattern.Base, pattern.IsMix, pattern.Expected, pattern.RateInterval, pattern.Q, pattern.Since, saving, PatternTables.LinkTo(pattern));
    }
}
