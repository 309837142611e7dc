using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Patterns;

/// <summary>Replaces the patterns of the last run, all at once, and keeps when each was first and last seen.</summary>
internal sealed class PatternTable(AnalyticsStore store, TimeProvider clock)
{
    private const int ExamplesKept = 25;
    private const int RunsKept = 400;

    public async Task<PatternRun> ReplaceAsync(PatternFindings findings, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        now = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var run = new PatternRun
        {
            RanAt = now,
            Version = PatternPass.Version,
            From = findings.From,
            To = findings.To,
            Payments = findings.Result.Payments,
            Disputes = findings.Result.Disputes,
            WithoutPayment = findings.WithoutPayment,
            Segments = findings.Result.Tested,
            Families = findings.Result.Families,
            Patterns = findings.Result.Patterns.Count,
            LeftOut = findings.Result.LeftOut,
        };
        analytics.PatternRuns.Add(run);
        await analytics.Patterns.ExecuteDeleteAsync(cancel);
        await analytics.PatternAmounts.ExecuteDeleteAsync(cancel);
        await analytics.PatternWeeks.ExecuteDeleteAsync(cancel);
        await analytics.PatternExamples.ExecuteDeleteAsync(cancel);
        await analytics.PatternCases.ExecuteDeleteAsync(cancel);
        await analytics.PatternAliases.ExecuteDeleteAsync(cancel);

        var sightings = await SeeAsync(analytics, findings, now, cancel);
        for (var i = 0; i < findings.Result.Patterns.Count; i++)
            Add(analytics, findings, findings.Result.Patterns[i], sightings[i]);
        await analytics.SaveChangesAsync(cancel);
        var oldest = run.Id - RunsKept;
        await analytics.PatternRuns.Where(row => row.Id <= oldest).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return run;
    }

    /// <summary>The number of each pattern: a new one, or the one it had before.</summary>
    private static async Task<IReadOnlyList<PatternSighting>> SeeAsync(AnalyticsDbContext analytics, PatternFindings findings, DateTime now, CancellationToken cancel)
    {
        var known = (await analytics.PatternSightings.ToListAsync(cancel)).ToDictionary(Key);
        var seen = new List<PatternSighting>();
        foreach (var pattern in findings.Result.Patterns)
        {
            var name = Named(new PatternSighting { FirstSeenAt = now }, pattern.Segment, findings.Texts);
            if (!known.TryGetValue(Key(name), out var sighting))
            {
                analytics.PatternSightings.Add(sighting = name);
                known[Key(name)] = name;
            }
            (sighting.LastSeenAt, sighting.GoneAt) = (now, null);
            sighting.Runs++;
            seen.Add(sighting);
        }
        foreach (var gone in known.Values.Where(sighting => sighting.GoneAt is null && !seen.Contains(sighting)))
            gone.GoneAt = now;
        await analytics.SaveChangesAsync(cancel);
        return seen;
    }

    private static void Add(AnalyticsDbContext analytics, PatternFindings findings, FoundPattern pattern, PatternSighting sighting)
    {
        var vendor = sighting.VendorId;
        DateOnly Week(int week) => findings.From.AddDays(week * 7);
        DateOnly? since = pattern.Change is { } change ? Week(change.Start) : pattern.FirstWeek > 0 ? Week(pattern.FirstWeek) : null;
        analytics.Patterns.Add(Named(
            new PatternRow
            {
                Id = sighting.Id,
                Baseline = Reports.Wording.Words.Key(pattern.Segment.Baseline),
                Base = pattern.Base,
                Disputes = pattern.Disputes,
                Expected = pattern.Expected,
                ExpectedLikeAll = pattern.ExpectedLikeAll,
                RateLower = pattern.RateInterval?.Lower,
                RateUpper = pattern.RateInterval?.Upper,
                RatioLower = pattern.RatioInterval?.Lower,
                RatioUpper = pattern.RatioInterval?.Upper,
                ShrunkenRate = pattern.ShrunkenRate,
                ShrunkenLower = pattern.ShrunkenInterval.Lower,
                ShrunkenUpper = pattern.ShrunkenInterval.Upper,
                P = pattern.P,
                PGivenOthers = pattern.PGivenOthers,
                Q = pattern.Q,
                M = pattern.M,
                Since = since,
                SinceEarliest = pattern.Change is { } early ? Week(early.EarliestStart) : since,
                SinceLatest = pattern.Change is { } late ? Week(late.LatestStart) : since,
                Until = pattern.Change is { } ends && ends.End < PatternWindow.Weeks ? Week(ends.End) : null,
                LeadingReason = Leading(pattern, findings),
            }, pattern.Segment, findings.Texts));
        foreach (var amounts in pattern.Cases.GroupBy(c => findings.Cases[c].Currency))
        {
            var disputed = amounts.Sum(c => findings.Cases[c].AmountMinor);
            analytics.PatternAmounts.Add(new()
            {
                PatternId = sighting.Id,
                Currency = amounts.Key,
                VendorId = vendor,
                DisputedMinor = disputed,
                ExcessMinor = (long)Math.Round(disputed * (double)Math.Max(0, pattern.Excess) / pattern.Disputes),
            });
        }
        analytics.PatternWeeks.AddRange(pattern.Weeks.Select(week => new PatternWeek { PatternId = sighting.Id, From = Week(week.Week), VendorId = vendor, Base = week.Base, Disputes = week.Disputes, Expected = week.Expected }));
        analytics.PatternExamples.AddRange(pattern.Cases.Take(ExamplesKept).Select((c, i) => new PatternExample
        {
            PatternId = sighting.Id,
            Number = i + 1,
            VendorId = vendor,
            SourceId = findings.Cases[c].SourceId,
            DisputeRef = findings.Cases[c].Ref,
            OpenedAt = findings.Cases[c].OpenedAt,
            AmountMinor = findings.Cases[c].AmountMinor,
            Currency = findings.Cases[c].Currency,
            Reason = findings.Cases[c].Outcomes[PatternDimensions.Reason] is > 0 and var reason ? findings.Texts.OutcomeText(PatternDimensions.Reason, reason) : null,
        }));
        analytics.PatternCases.AddRange(pattern.Cases.Select(c => new PatternCaseRow { PatternId = sighting.Id, DisputeKey = findings.Cases[c].Key, VendorId = vendor }));
        analytics.PatternAliases.AddRange(pattern.SeenAlsoAs.Select((other, i) => Named(
            new PatternAlias
            {
                PatternId = sighting.Id,
                Number = i + 1,
                OwnerVendorId = vendor,
                Disputes = other.Test.Compared.Count,
                Expected = other.Test.Compared.Expected,
                Shared = other.Shared,
                PGivenPattern = other.P,
            }, other.Test.Segment, findings.Texts)));
    }

    private static string? Leading(FoundPattern pattern, PatternFindings findings)
    {
        var top = pattern.Cases.GroupBy(c => findings.Cases[c].Outcomes[PatternDimensions.Reason]).MaxBy(group => group.Count());
        return top is { Key: > 0 } && 2 * top.Count() > pattern.Cases.Count ? findings.Texts.OutcomeText(PatternDimensions.Reason, top.Key) : null;
    }

    private static T Named<T>(T row, Segment segment, PatternTexts texts)
        where T : PatternSegmentRow
    {
        row.Kind = segment.Kind;
        row.VendorId = segment.Vendor >= 0 ? texts.VendorId(segment.Vendor) : 0;
        row.IsMix = segment.IsMix;
        if (segment.Members.Count > 0)
            (row.Dimension, row.Member) = Text(segment.Members[0]);
        if (segment.Members.Count > 1)
            (row.SecondDimension, row.SecondMember) = Text(segment.Members[1]);
        if (segment.Outcome >= 0)
            (row.Outcome, row.OutcomeMember) = (PatternDimensions.OfDisputes[segment.Outcome].Id, texts.OutcomeText(segment.Outcome, segment.OutcomeCode));
        return row;

        (string, string) Text((int Dimension, int Code) member) => (PatternDimensions.OfPayments[member.Dimension].Id, texts.MemberText(member.Dimension, member.Code));
    }

    private static (string, int, string?, string?, string?, bool) Key(PatternSighting row) => (row.Kind, row.VendorId, row.Member, row.SecondMember, row.OutcomeMember, row.IsMix);
}
