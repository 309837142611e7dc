using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Payments;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups;

/// <summary>The words contacts are told apart by: when only they change, payments and disputes need not be derived anew.</summary>
internal sealed partial class RollupPass
{
    /// <summary>The words have changed and nothing else: tickets are told apart anew, payments and disputes stay as they are.</summary>
    private async Task<RollupOutcome> ReclassifyAsync(IProgress<(double Fraction, string Text)>? progress, CancellationToken cancel)
    {
        // The turn to write is given back before the rest is refreshed, which takes it again.
        var tickets = await TellApartAsync(progress, cancel);
        return await RefreshAsync(progress, cancel) + new RollupOutcome(0, tickets);
    }

    private async Task<long> TellApartAsync(IProgress<(double Fraction, string Text)>? progress, CancellationToken cancel)
    {
        var seeing = await SeeingAsync(cancel);
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await OneWriter.WaitAsync(writer, store.Provider, cancel);
        var (days, rules) = await ContextAsync(transaction, analytics, cancel);
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("touched_tickets")}", cancel);
        var tickets = await AllTicketsAsync(transaction, analytics, writer, days, rules, null, null, fraction => progress?.Report((fraction, "tickets")), cancel);
        await new LedgerMarks(transaction, analytics, writer).AllAsync(cancel);
        await new PaymentMarks(transaction, analytics, writer).AllAsync(cancel);
        await RememberAsync(analytics, State(await store.Reporting.WorkspaceAsync(cancel), rules), seeing, cancel);
        await transaction.CommitAsync(cancel);
        return tickets;
    }

    /// <summary>Only the words differ from those the rows were derived by.</summary>
    private async Task<bool> MayReclassifyAsync(CancellationToken cancel)
    {
        await using var analytics = store.Open(DataScope.Staff);
        var stored = await analytics.RollupStates.AsNoTracking().ToDictionaryAsync(row => row.Name, row => row.Value, cancel);
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        var rules = await TicketRules.LoadAsync(reporting, analytics, cancel);
        return State(await store.Reporting.WorkspaceAsync(cancel), rules).All(pair => pair.Key == RollupState.Words || stored.GetValueOrDefault(pair.Key) == pair.Value);
    }
}
