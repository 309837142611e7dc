using System.Globalization;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups;

/// <summary>
/// Derives every ticket twice, by the rules in force and by those that would be, and keeps the clocks whose judgement differs. Writes nothing that any
/// number is read from.
/// </summary>
internal sealed class RuleComparison(AnalyticsStore store, TimeProvider clock)
{
    private const int DaysAtOnce = 7;
    private const int RowsAtOnce = 2_000;

    /// <summary>Answers the newest question that waits; null when none does.</summary>
    public async Task<RuleProposal?> RunAsync(Action<double>? progress, CancellationToken cancel)
    {
        await using var analytics = store.Open(DataScope.Staff);
        if (await analytics.RuleProposals.Where(row => row.State == RuleProposal.Waiting).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel) is not { } proposal)
            return null;
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        var book = await RuleBook.InForceAsync(reporting, analytics, cancel);
        var before = await TicketRules.OfAsync(book, reporting, cancel);
        var after = await TicketRules.OfAsync(RuleBook.Approved(book), reporting, cancel);
        proposal.DataVersion = store.Reporting.DataVersion;
        var effects = await CompareAsync(proposal.Id, before, after, progress, cancel);
        (proposal.RulesBefore, proposal.RulesAfter) = (before.Fingerprint, after.Fingerprint);
        proposal.Versions = VersionsOf(book);
        proposal.Clocks = effects.Count;
        proposal.Tickets = effects.Select(effect => (effect.SourceId, effect.TicketRef)).Distinct().LongCount();
        proposal.ComparedAt = clock.GetUtcNow().UtcDateTime;
        proposal.State = RuleProposal.Ready;
        await SaveAsync(proposal, effects, cancel);
        return proposal;
    }

    private static string VersionsOf(IEnumerable<RuleInForce> book) => string.Join(", ", book.Where(row => row.Past == RuleInForce.Undecided)
        .OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Code, StringComparer.Ordinal).ThenBy(row => row.Version)
        .Select(row => FormattableString.Invariant($"{row.Kind} {row.Code} version {row.Version}")).Distinct());

    private async Task<List<RuleEffect>> CompareAsync(int proposal, TicketRules before, TicketRules after, Action<double>? progress, CancellationToken cancel)
    {
        var effects = new List<RuleEffect>();
        using var facts = store.Reporting.OpenFactReader(forLookUps: true);
        if (facts.Range<Ticket>() is not { } range)
            return effects;
        var days = new ReportingDays((await store.Reporting.WorkspaceAsync(cancel)).ReportingZone);
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var (old, young) = (new TicketDeriver(before, days, now), new TicketDeriver(after, days, now));
        var reader = new TicketReader(facts);
        var (was, becomes) = (new TicketSlice(), new TicketSlice());
        var (first, last) = (days.DateOf(range.First), days.DateOf(range.Last));
        for (var day = first; day <= last; day = day.AddDays(DaysAtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var ticket in reader.During(days.Start(day), days.Start(day.AddDays(DaysAtOnce))))
            {
                Add(effects, proposal, ticket, old.Derive(ticket, was).Clocks, young.Derive(ticket, becomes).Clocks, days);
                was.Clear();
                becomes.Clear();
            }

            progress?.Invoke((double)(day.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber + 1));
        }

        return effects;
    }

    private static void Add(List<RuleEffect> effects, int proposal, TicketFact ticket, IReadOnlyList<StoredClock> before, IReadOnlyList<StoredClock> after, ReportingDays days)
    {
        foreach (var (metric, instance) in before.Concat(after).Select(clock => (clock.Metric, clock.Instance)).Distinct())
        {
            var was = before.FirstOrDefault(clock => clock.Metric == metric && clock.Instance == instance);
            var becomes = after.FirstOrDefault(clock => clock.Metric == metric && clock.Instance == instance);
            // What nobody has judged on either side changes no rate.
            if ((was?.DecidedDay is null && becomes?.DecidedDay is null) || (was?.Verdict == becomes?.Verdict && SameMonth(was?.DecidedDay, becomes?.DecidedDay)))
                continue;
            effects.Add(new()
            {
                ProposalId = proposal,
                Number = effects.Count + 1,
                SourceId = ticket.SourceId,
                TicketRef = ticket.Ref,
                VendorId = ticket.VendorId,
                Metric = metric.Id(),
                Instance = instance,
                VerdictBefore = was?.Verdict.Word(),
                VerdictAfter = becomes?.Verdict.Word(),
                DayBefore = was is null ? null : was.DecidedDay ?? days.DateOf(was.StartedAt),
                DayAfter = becomes is null ? null : becomes.DecidedDay ?? days.DateOf(becomes.StartedAt),
                Cause = Cause(was, becomes),
            });
        }
    }

    private static bool SameMonth(DateOnly? one, DateOnly? other) => one?.Year == other?.Year && one?.Month == other?.Month;

    private static string Cause(StoredClock? was, StoredClock? becomes)
    {
        if (was is null || becomes is null)
            return was is null ? "promised by the new rules only" : "promised by the old rules only";
        var causes = new List<string>(3);
        if ((was.Policy, was.PolicyVersion) != (becomes.Policy, becomes.PolicyVersion))
            causes.Add($"{Named("policy", becomes.Policy, becomes.PolicyVersion)} instead of {Named("policy", was.Policy, was.PolicyVersion)}");
        if (was.TargetSeconds != becomes.TargetSeconds)
            causes.Add($"target {Length(becomes.TargetSeconds)} instead of {Length(was.TargetSeconds)}");
        if ((was.Calendar, was.CalendarVersion) != (becomes.Calendar, becomes.CalendarVersion))
            causes.Add($"{Named("calendar", becomes.Calendar, becomes.CalendarVersion)} instead of {Named("calendar", was.Calendar, was.CalendarVersion)}");
        return causes.Count > 0 ? string.Join("; ", causes) : "other open hours or pauses";
    }

    private static string Named(string kind, string? code, int? version) => code is null ? $"no {kind}" : FormattableString.Invariant($"{kind} {code} version {version}");

    private static string Length(long? seconds) =>
        seconds is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some / 3600}:{some / 60 % 60:00}:{some % 60:00} h") : "none";

    private async Task SaveAsync(RuleProposal proposal, List<RuleEffect> effects, CancellationToken cancel)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        // Of the questions before, only what was decided stays; an earlier list is what nobody shall approve any more.
        await analytics.RuleEffects.Where(row => row.ProposalId == proposal.Id
            || analytics.RuleProposals.Any(other => other.Id == row.ProposalId && (other.State == RuleProposal.Waiting || other.State == RuleProposal.Ready))).ExecuteDeleteAsync(cancel);
        await analytics.RuleProposals.Where(row => row.Id < proposal.Id && (row.State == RuleProposal.Waiting || row.State == RuleProposal.Ready)).ExecuteDeleteAsync(cancel);
        foreach (var chunk in effects.Chunk(RowsAtOnce))
        {
            analytics.RuleEffects.AddRange(chunk);
            await analytics.SaveChangesAsync(cancel);
            analytics.ChangeTracker.Clear();
        }

        analytics.Update(proposal);
        await analytics.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
