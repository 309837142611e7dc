using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.History;
using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Payments;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups;

/// <summary>How much a refresh or rebuild did.</summary>
internal readonly record struct RollupOutcome(long Days, long Tickets)
{
    public static RollupOutcome operator +(RollupOutcome left, RollupOutcome right) => new(left.Days + right.Days, left.Tickets + right.Tickets);
}

/// <summary>
/// Keeps the derived tables equal to the facts. A refresh derives what was touched; a rebuild derives everything; both leave the same rows.
/// Every step is one transaction that also removes the marks it was done for, so a kill between two steps loses nothing and repeats nothing.
/// </summary>
internal sealed partial class RollupPass(AnalyticsStore store, TimeProvider clock)
{
    /// <summary>Touched days of one step: short enough that an import never waits long for the write lock.</summary>
    private const int DaysAtOnce = 31;

    private const int TicketsAtOnce = 20_000;

    /// <summary>Beyond this many touched tickets (and a quarter of all) putting each one in and out costs more than deriving all anew.</summary>
    private const int TicketsWorthAll = 50_000;

    /// <summary>Derives what was touched since the last time.</summary>
    public async Task<RollupOutcome> RefreshAsync(IProgress<(double Fraction, string Text)>? progress, CancellationToken cancel)
    {
        await AdoptAsync(cancel);
        if (await MustRebuildAsync(cancel))
            return await MayReclassifyAsync(cancel) ? await ReclassifyAsync(progress, cancel) : await RebuildAsync(progress, cancel);

        var seeing = await SeeingAsync(cancel);
        var done = default(RollupOutcome);
        var (daysLeft, ticketsLeft) = await LeftAsync(cancel);
        var total = Math.Max(1, daysLeft + ticketsLeft);
        while (true)
        {
            var step = await RefreshDaysAsync(cancel);
            if (step == 0)
                break;
            done += new RollupOutcome(step, 0);
            progress?.Report((Math.Min(1, (double)done.Days / total), $"{done.Days} days of payments and disputes"));
        }
        while (true)
        {
            var step = await RefreshTicketsAsync(cancel);
            if (step == 0)
                break;
            done += new RollupOutcome(0, step);
            progress?.Report((Math.Min(1, (double)(done.Days + done.Tickets) / total), $"{done.Tickets} tickets"));
        }
        if (done.Tickets > 0)
            await RememberAsync(seeing, cancel);
        await RefreshLedgerAsync(cancel);
        await RefreshPaymentCasesAsync(cancel);
        return done;
    }

    /// <summary>Drops every derived row and derives it again, in one transaction: readers see the old rows until the new ones are whole.</summary>
    /// <param name="cause">Why, when the caller knows: the cause of every restatement it leads to. Otherwise it is found out.</param>
    public async Task<RollupOutcome> RebuildAsync(IProgress<(double Fraction, string Text)>? progress, CancellationToken cancel, RestatementCause? cause = null)
    {
        await AdoptAsync(cancel);
        var seeing = await SeeingAsync(cancel);
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        cause ??= await CauseAsync(transaction, analytics, cancel);
        var touched = cause is null ? null : await TouchedMarks.TicketsAsync(transaction.Reporting, cancel);
        foreach (var marks in new[] { "touched_days", "touched_tickets" })
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(marks)}", cancel);
        foreach (var table in (string[])["daily_payments", "daily_disputes", .. NetworkMonths.Tables])
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)}", cancel);
        await CellTable.RemoveAsync(writer, CellKind.Payments, cancel);
        await CellTable.RemoveAsync(writer, CellKind.Disputes, cancel);
        await DerivedDays.AllAsync(writer, cancel);

        var (days, rules) = await ContextAsync(transaction, analytics, cancel);
        var payments = new PaymentPass(transaction.Facts, writer, days);
        var months = new NetworkMonths(transaction.Facts, writer, days);
        long dayCount = 0;
        if (transaction.Facts.Range<Transaction>() is { } range)
        {
            var (first, last) = (days.DateOf(range.First), days.DateOf(range.Last));
            foreach (var (from, to) in Slices(first, last))
            {
                await payments.RunAsync(from, to, cancel);
                dayCount += to.DayNumber - from.DayNumber + 1;
                progress?.Report((0.5 * (to.DayNumber - first.DayNumber + 1) / (last.DayNumber - first.DayNumber + 1), $"payments until {to:yyyy-MM-dd}"));
            }
            await months.RefreshAsync(null, NetworkMonths.Between(first, last), cancel);
        }
        var disputes = new DisputePass(transaction.Facts, writer, days);
        foreach (var basis in Enum.GetValues<DisputeBasis>())
        {
            if (disputes.Range(basis) is not { } span)
                continue;
            foreach (var (from, to) in Slices(span.First, span.Last))
                await disputes.RunAsync(basis, from, to, cancel);
            await months.RefreshAsync(basis, NetworkMonths.Between(span.First, span.Last), cancel);
        }
        progress?.Report((0.6, "disputes"));

        var tickets = await AllTicketsAsync(transaction, analytics, writer, days, rules, cause, touched, fraction => progress?.Report((0.6 + (0.4 * fraction), "tickets")), cancel);
        await new LedgerPass(transaction, analytics, writer, days).AllAsync(cancel);
        await new PaymentCasePass(store.Reporting, transaction, analytics, writer, days).AllAsync(cancel);
        await RememberAsync(analytics, State(await store.Reporting.WorkspaceAsync(cancel), rules), seeing, cancel);
        await writer.AnalyzeAsync(analytics.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct(), cancel);
        await transaction.CommitAsync(cancel);
        return new(dayCount, tickets);
    }

    /// <summary>Derives the tickets whose clocks have passed their deadline since: time itself changes a verdict, without any new fact.</summary>
    public async Task<long> MarkBreachesAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var peek = store.Open(DataScope.Staff))
        {
            if (!await peek.StoredClocks.AnyAsync(row => row.DueAt < now, cancel))
                return 0;
        }

        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        var keys = await analytics.StoredClocks.Where(row => row.DueAt < now).Select(row => row.TicketKey).Distinct().Take(TicketsAtOnce).ToListAsync(cancel);
        var names = new List<TicketName>(keys.Count);
        foreach (var chunk in keys.Chunk(500))
        {
            names.AddRange(await analytics.TicketOutcomes.Where(row => chunk.Contains(row.TicketKey))
                .Select(row => new TicketName(row.SourceId, row.TicketRef)).ToListAsync(cancel));
        }
        var (days, rules) = await ContextAsync(transaction, analytics, cancel);
        var done = await new TicketPass(transaction, analytics, writer, Deriver(rules, days), days, await RestaterAsync(transaction, analytics, writer, cancel)).SomeAsync(names, cancel);
        await transaction.CommitAsync(cancel);
        return done;
    }

    private async Task<long> RefreshDaysAsync(CancellationToken cancel)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        var touched = await TouchedMarks.TakeDaysAsync(transaction, writer, DaysAtOnce, cancel);
        if (touched is not { Days.Count: > 0 } work)
            return 0;

        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        var days = new ReportingDays(workspace.ReportingZone);
        var vendors = $"(SELECT id FROM {writer.Sql("vendors")} UNION ALL SELECT 0 UNION ALL SELECT {RollupVendor.All})";
        foreach (var (from, to) in Runs(work.Days))
        {
            if (work.Basis is { } basis)
            {
                await DeleteAsync(writer, "daily_disputes", $"basis = {(int)basis} AND ", DisputePass.Dimensions, vendors, from, to, cancel);
                if (basis == DisputeBasis.Opened)
                    await CellTable.RemoveAsync(writer, CellKind.Disputes, from, to, cancel);
                await new DisputePass(transaction.Facts, writer, days).RunAsync(basis, from, to, cancel);
            }
            else
            {
                await DeleteAsync(writer, "daily_payments", "", PaymentPass.Dimensions, vendors, from, to, cancel);
                await CellTable.RemoveAsync(writer, CellKind.Payments, from, to, cancel);
                await new PaymentPass(transaction.Facts, writer, days).RunAsync(from, to, cancel);
            }
        }
        var marks = new LedgerMarks(transaction, analytics, writer);
        var cases = new PaymentMarks(transaction, analytics, writer);
        if (work.Basis is null)
        {
            await marks.PaymentsAsync(work.Days, days, cancel);
            await cases.PaymentsAsync(work.Days, cancel);
        }
        else if (work.Basis == DisputeBasis.Opened)
        {
            await marks.DisputesAsync(work.Days, days, cancel);
            await cases.JoinsAsync(cancel);
        }
        await new NetworkMonths(transaction.Facts, writer, days).RefreshAsync(work.Basis, NetworkMonths.Of(work.Days), cancel);
        await DerivedDays.WriteAsync(writer, work.Basis, work.Days, cancel);
        await writer.AnalyzeAsync(null, cancel);
        await transaction.CommitAsync(cancel);
        return work.Days.Count;
    }

    private async Task<long> RefreshTicketsAsync(CancellationToken cancel)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        var waiting = await transaction.Reporting.TouchedTickets.CountAsync(cancel);
        if (waiting == 0)
            return 0;

        var (days, rules) = await ContextAsync(transaction, analytics, cancel);
        long done;
        if (waiting > TicketsWorthAll && waiting > await analytics.TicketOutcomes.CountAsync(cancel) / 4)
        {
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql("touched_tickets")}", cancel);
            done = await AllTicketsAsync(transaction, analytics, writer, days, rules, null, null, null, cancel);
            await new LedgerMarks(transaction, analytics, writer).AllAsync(cancel);
            await new PaymentMarks(transaction, analytics, writer).AllAsync(cancel);
        }
        else
        {
            var names = await TouchedMarks.TakeTicketsAsync(transaction, writer, TicketsAtOnce, cancel);
            await new PaymentMarks(transaction, analytics, writer).TicketsAsync(names, days, cancel);
            done = await new TicketPass(transaction, analytics, writer, Deriver(rules, days), days, await RestaterAsync(transaction, analytics, writer, cancel)).SomeAsync(names, cancel);
            await new LedgerMarks(transaction, analytics, writer).TicketsAsync(names, days, cancel);
        }
        await writer.AnalyzeAsync(null, cancel);
        await transaction.CommitAsync(cancel);
        return Math.Max(1, done);
    }

    /// <summary>The ledger rows that the days and tickets before have marked, also those left over from a refresh that was cut short.</summary>
    private async Task RefreshLedgerAsync(CancellationToken cancel)
    {
        await using (var peek = store.Open(DataScope.Staff))
        {
            if (!await peek.TouchedDisputes.AnyAsync(cancel))
                return;
        }

        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        await new LedgerPass(transaction, analytics, writer, new(workspace.ReportingZone)).MarkedAsync(cancel);
        await writer.AnalyzeAsync(null, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The payment cases that the days and tickets before have marked, also those left over from a refresh that was cut short.</summary>
    private async Task RefreshPaymentCasesAsync(CancellationToken cancel)
    {
        await using (var peek = store.Open(DataScope.Staff))
        {
            if (!await peek.TouchedPayments.AnyAsync(cancel))
                return;
        }

        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        await new PaymentCasePass(store.Reporting, transaction, analytics, writer, new(workspace.ReportingZone)).MarkedAsync(cancel);
        await writer.AnalyzeAsync(null, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<long> AllTicketsAsync(
        StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, ReportingDays days, TicketRules rules,
        RestatementCause? cause, IReadOnlySet<TicketName>? touched, Action<double>? progress, CancellationToken cancel)
    {
        foreach (var table in new[] { "daily_tickets", "daily_clocks", "ticket_clocks", "ticket_spans", "ticket_outcomes", "desk_clocks", "desk_tickets", "daily_quality", "daily_subjects", "customer_signals" })
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)}", cancel);
        await CellTable.RemoveAsync(writer, CellKind.Tickets, cancel);
        var restater = await RestaterAsync(transaction, analytics, writer, cancel, cause, touched);
        return await new TicketPass(transaction, analytics, writer, Deriver(rules, days), days, restater).AllAsync(store.Reporting, progress, cancel);
    }

    private async Task<Restater> RestaterAsync(
        StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, CancellationToken cancel, RestatementCause? cause = null, IReadOnlySet<TicketName>? touched = null) =>
        new(transaction, analytics, writer, await ClosedCalendar.LoadAsync(analytics, cancel), new(await SeenSoFar.LoadAsync(analytics, cancel), cause, touched), clock.GetUtcNow().UtcDateTime);

    private async Task<SeenSoFar> SeeingAsync(CancellationToken cancel)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        return await SeenSoFar.NowAsync(reporting, clock.GetUtcNow().UtcDateTime, cancel);
    }

    private TicketDeriver Deriver(TicketRules rules, ReportingDays days) => new(rules, days, Instant.FromDateTimeOffset(clock.GetUtcNow()));

    private async Task<(ReportingDays Days, TicketRules Rules)> ContextAsync(StoreTransaction transaction, AnalyticsDbContext analytics, CancellationToken cancel)
    {
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        return (new(workspace.ReportingZone), await TicketRules.LoadAsync(transaction.Reporting, analytics, cancel));
    }

    private async Task<(long Days, long Tickets)> LeftAsync(CancellationToken cancel)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        return (await reporting.TouchedDays.LongCountAsync(cancel), await reporting.TouchedTickets.LongCountAsync(cancel));
    }

    private static Task<int> DeleteAsync(
        DerivedWriter writer, string table, string condition, RollupDimension[] dimensions, string vendors, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        // Dimension and vendor lead the key, so naming them all turns a scan of the table into a few hundred look-ups.
        RollupDimension[] all = [RollupDimension.None, RollupDimension.Vendor, .. dimensions];
        return writer.ExecuteAsync(
            $"DELETE FROM {writer.Sql(table)} WHERE {condition}dimension IN ({string.Join(", ", all.Select(dimension => (int)dimension))}) AND vendor_id IN {vendors} AND day BETWEEN @from AND @to",
            cancel, ("@from", UnixTime.ToDays(from)), ("@to", UnixTime.ToDays(to)));
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Slices(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(DaysAtOnce))
            yield return (day, day.AddDays(DaysAtOnce - 1) < last ? day.AddDays(DaysAtOnce - 1) : last);
    }

    /// <summary>Neighbouring days as one stretch.</summary>
    internal static IEnumerable<(DateOnly From, DateOnly To)> Runs(IReadOnlyCollection<DateOnly> days)
    {
        DateOnly? from = null, to = null;
        foreach (var day in days.Order())
        {
            if (to is { } end && day == end.AddDays(1))
            {
                to = day;
                continue;
            }
            if (from is { } start)
                yield return (start, to!.Value);
            from = to = day;
        }
        if (from is { } lastStart)
            yield return (lastStart, to!.Value);
    }
}
