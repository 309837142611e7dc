using Insights.Analytics.Metrics;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <inheritdoc cref="IRuleChanges"/>
internal sealed class RuleChanges(AnalyticsStore store, TimeProvider clock) : IRuleChanges
{
    public async Task<RuleChangesView> ViewAsync(CancellationToken cancel = default)
    {
        await using var analytics = store.Open(DataScope.Staff);
        var book = await analytics.RulesInForce.AsNoTracking().ToListAsync(cancel);
        var latest = await analytics.RuleProposals.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
        return new(
            [
                .. book.Where(row => row.Past == RuleInForce.Undecided).OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Code, StringComparer.Ordinal).ThenBy(row => row.Version)
                    .Select(row => new UndecidedRule(row.Kind, row.Code, row.Version, row.Name, row.ValidFrom is { } from ? At(from) : null, At(row.CountsFrom!.Value))),
            ],
            latest is null ? null : await ViewAsync(analytics, latest, cancel));
    }

    public async Task<bool> AskAsync(string by, CancellationToken cancel = default)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        if (!await analytics.RulesInForce.AnyAsync(row => row.Past == RuleInForce.Undecided, cancel))
            return false;
        analytics.RuleProposals.Add(new() { AskedBy = by, AskedAt = Now() });
        await analytics.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<RuleEffectPage> EffectsAsync(int proposalId, int after, int take, CancellationToken cancel = default)
    {
        await using var analytics = store.Open(DataScope.Staff);
        var rows = await analytics.RuleEffects.AsNoTracking().Where(row => row.ProposalId == proposalId && row.Number > after).OrderBy(row => row.Number).Take(take + 1).ToListAsync(cancel);
        var more = rows.Count > take;
        if (more)
            rows.RemoveAt(take);
        return new(
            new Table
            {
                Id = "effects",
                Title = "Clocks that would be judged otherwise",
                Columns =
                [
                    new("ticket", "Ticket", ColumnKind.Text), new("metric", "Metric", ColumnKind.Text), new("before", "Verdict now", ColumnKind.Text), new("day_before", "Decided", ColumnKind.Date),
                    new("after", "Would be", ColumnKind.Text), new("day_after", "Decided", ColumnKind.Date), new("cause", "Because of", ColumnKind.Text),
                ],
                Rows = [.. rows.Select(Effect)],
                EmptyText = "No verdict would change.",
            },
            more ? rows[^1].Number : null);
    }

    public async Task<string?> ApproveAsync(int proposalId, string by, CancellationToken cancel = default)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        if (await analytics.RuleProposals.FirstOrDefaultAsync(row => row.Id == proposalId, cancel) is not { State: RuleProposal.Ready } proposal)
            return "This list is not the newest one, or it was decided already. Look at the page again.";
        var book = await analytics.RulesInForce.AsNoTracking().ToListAsync(cancel);
        var current = await TicketRules.OfAsync(book, transaction.Reporting, cancel);
        if (current.Fingerprint != proposal.RulesBefore)
            return "Policies or calendars have changed since the list was made. Ask again what would change, and approve that.";
        await RuleBook.WriteAsync(analytics, RuleBook.Approved(book), cancel);
        await DecideAsync(analytics, proposal, RuleProposal.Approved, by, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    public async Task<bool> DiscardAsync(string by, CancellationToken cancel = default)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var book = await analytics.RulesInForce.AsNoTracking().ToListAsync(cancel);
        if (!book.Exists(row => row.Past == RuleInForce.Undecided))
            return false;
        await RuleBook.WriteAsync(analytics, RuleBook.Discarded(book), cancel);
        var open = await analytics.RuleProposals.Where(row => row.State == RuleProposal.Ready || row.State == RuleProposal.Waiting).ToListAsync(cancel);
        foreach (var proposal in open)
            await DecideAsync(analytics, proposal, RuleProposal.Discarded, by, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task DecideAsync(AnalyticsDbContext analytics, RuleProposal proposal, string state, string by, CancellationToken cancel)
    {
        await analytics.RuleProposals.Where(row => row.Id == proposal.Id).ExecuteUpdateAsync(
            change => change.SetProperty(row => row.State, state).SetProperty(row => row.DecidedBy, by).SetProperty(row => row.DecidedAt, Now()), cancel);
    }

    private static async Task<RuleProposalView> ViewAsync(AnalyticsDbContext analytics, RuleProposal row, CancellationToken cancel)
    {
        var stale = false;
        if (row.State == RuleProposal.Ready)
        {
            // The undecided versions and those in force are all in the book; who they are for does not matter here.
            var book = await analytics.RulesInForce.AsNoTracking().ToListAsync(cancel);
            stale = TicketRules.Print(book) != row.RulesBefore;
        }

        var months = row.ComparedAt is null ? null : await MonthsAsync(analytics, row.Id, cancel);
        return new(row.Id, row.State, row.AskedBy, At(row.AskedAt), row.ComparedAt is { } at ? At(at) : null, row.Versions, row.Tickets, row.Clocks, stale, row.DecidedBy, row.DecidedAt is { } decided ? At(decided) : null, months);
    }

    private static async Task<Table> MonthsAsync(AnalyticsDbContext analytics, int proposal, CancellationToken cancel)
    {
        var groups = await analytics.RuleEffects.AsNoTracking().Where(row => row.ProposalId == proposal)
            .Select(row => new { row.Metric, row.VerdictBefore, row.VerdictAfter, row.DayBefore, row.DayAfter }).ToListAsync(cancel);
        var sums = new SortedDictionary<(int Year, int Month, string Metric), long[]>();
        foreach (var row in groups)
        {
            Count(row.DayBefore, row.Metric, row.VerdictBefore, 0);
            Count(row.DayAfter, row.Metric, row.VerdictAfter, 2);
        }

        return new Table
        {
            Id = "months",
            Title = "By month",
            Columns =
            [
                new("month", "Month", ColumnKind.Text), new("metric", "Metric", ColumnKind.Text), new("met", "Met", ColumnKind.Count), new("met_after", "Met afterwards", ColumnKind.Count),
                new("breached", "Breached", ColumnKind.Count), new("breached_after", "Breached afterwards", ColumnKind.Count),
            ],
            Rows = [.. sums.Select(sum => (IReadOnlyList<Cell>)
            [
                new Cell.Text(FormattableString.Invariant($"{sum.Key.Year:0000}-{sum.Key.Month:00}")), new Cell.Text(NameOf(sum.Key.Metric)),
                new Cell.Count(sum.Value[0]), new Cell.Count(sum.Value[2]), new Cell.Count(sum.Value[1]), new Cell.Count(sum.Value[3]),
            ])],
            EmptyText = "No verdict would change.",
        };

        void Count(DateOnly? day, string metric, string? verdict, int side)
        {
            if (day is not { } at || verdict is not (TicketClock.Met or TicketClock.Breached))
                return;
            var key = (at.Year, at.Month, metric);
            if (!sums.TryGetValue(key, out var sum))
                sums[key] = sum = new long[4];
            sum[side + (verdict == TicketClock.Met ? 0 : 1)]++;
        }
    }

    private static IReadOnlyList<Cell> Effect(RuleEffect row) =>
    [
        new Cell.Text(row.TicketRef) { Link = RowDetailLinks.To(RowKind.Tickets, row.SourceId, row.TicketRef) },
        new Cell.Text(NameOf(row.Metric) + (row.Instance > 1 ? FormattableString.Invariant($" {row.Instance}") : "")),
        new Cell.Text(Verdict(row.VerdictBefore)),
        Day(row.VerdictBefore, row.DayBefore),
        new Cell.Text(Verdict(row.VerdictAfter)),
        Day(row.VerdictAfter, row.DayAfter),
        new Cell.Text(row.Cause),
    ];

    private static Cell Day(string? verdict, DateOnly? day) =>
        day is { } at && verdict is TicketClock.Met or TicketClock.Breached ? new Cell.Date(LocalDate.FromDateOnly(day!.Value)) : new Cell.None("not decided");

    private static string Verdict(string? verdict) => verdict is null ? "no clock" : Words.Label(verdict);

    private static string NameOf(string metric) => MetricCatalog.Has(metric) ? MetricCatalog.Find(metric).Name : Words.Label(metric);

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
