using Insights.Analytics.Rollups.History;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups;

/// <summary>What rows are derived by, remembered beside them: when it changes, everything is derived anew.</summary>
internal sealed partial class RollupPass
{
    /// <summary>Grows when rows are derived by other rules than before: the first refresh of the new program then rebuilds.</summary>
    private const string RulesVersion = "19";

    /// <summary>Brings the book of rules up to what is stored, in such a way that nothing decided changes.</summary>
    private async Task AdoptAsync(CancellationToken cancel)
    {
        await using (var peek = store.Open(DataScope.Staff))
        {
            await using var reporting = store.Reporting.Open(DataScope.Staff);
            if (await NextBookAsync(reporting, peek, cancel) is null)
                return;
        }

        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        await OneWriter.WaitAsync(DerivedWriter.For(transaction, store.Provider), store.Provider, cancel);
        if (await NextBookAsync(transaction.Reporting, analytics, cancel) is not { } next)
            return;
        await RuleBook.WriteAsync(analytics, next, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Null when the book is up to date.</summary>
    private async Task<List<RuleInForce>?> NextBookAsync(ReportingDbContext reporting, AnalyticsDbContext analytics, CancellationToken cancel)
    {
        var book = await analytics.RulesInForce.AsNoTracking().ToListAsync(cancel);
        var stored = await RuleBook.StoredAsync(reporting, cancel);
        // Without any clock beside solved tickets a new program has thrown the clocks away to derive them anew: what they said was decided all the same.
        var decided = book.Count > 0 && (await analytics.StoredClocks.AnyAsync(row => row.DecidedDay != null, cancel)
            || (!await analytics.StoredClocks.AnyAsync(cancel) && await analytics.TicketOutcomes.AnyAsync(row => row.SolvedDay != null, cancel)));
        var now = clock.GetUtcNow().UtcDateTime;
        var next = RuleBook.Continued(book, stored, decided, new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc));
        return RuleBook.AreEqual(book, next) ? null : next;
    }

    /// <summary>The rows were derived by a program with other rules; false where none have been derived yet.</summary>
    public async Task<bool> IsOfAnotherProgramAsync(CancellationToken cancel)
    {
        await using var analytics = store.Open(DataScope.Staff);
        var rules = await analytics.RollupStates.AsNoTracking().Where(row => row.Name == RollupState.Rules).Select(row => row.Value).FirstOrDefaultAsync(cancel);
        return rules is not null && rules != RulesVersion;
    }

    /// <summary>The rules, the zone or the policies are not those the rows were derived by.</summary>
    private async Task<bool> MustRebuildAsync(CancellationToken cancel)
    {
        await using var analytics = store.Open(DataScope.Staff);
        var stored = await analytics.RollupStates.AsNoTracking().ToDictionaryAsync(row => row.Name, row => row.Value, cancel);
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        var rules = await TicketRules.LoadAsync(reporting, analytics, cancel);
        var workspace = await store.Reporting.WorkspaceAsync(cancel);
        return State(workspace, rules).Any(pair => stored.GetValueOrDefault(pair.Key) != pair.Value);
    }

    /// <summary>Why everything must be derived anew, from what is no longer as it was; null when nothing is known to have changed.</summary>
    private async Task<RestatementCause?> CauseAsync(StoreTransaction transaction, AnalyticsDbContext analytics, CancellationToken cancel)
    {
        var stored = await analytics.RollupStates.AsNoTracking().ToDictionaryAsync(row => row.Name, row => row.Value, cancel);
        var now = State(await store.Reporting.WorkspaceAsync(cancel), await TicketRules.LoadAsync(transaction.Reporting, analytics, cancel));
        bool Changed(string name) => stored.TryGetValue(name, out var before) && before != now[name];
        return Changed(RollupState.Policies) ? await PolicyChange.FindAsync(transaction.Reporting, analytics, now[RollupState.Policies], await SeenSoFar.LoadAsync(analytics, cancel), cancel)
            : Changed(RollupState.Zone) ? new(RestatementCause.Zone, Detail: $"{stored[RollupState.Zone]} → {now[RollupState.Zone]}")
            : Changed(RollupState.Rules) ? new(RestatementCause.Program)
            : null;
    }

    private static Dictionary<string, string> State(Workspace workspace, TicketRules rules) => new()
    {
        [RollupState.Rules] = RulesVersion,
        [RollupState.Zone] = workspace.ReportingZone.Id,
        [RollupState.Policies] = rules.Fingerprint,
        [RollupState.Words] = rules.Issues.Fingerprint,
    };

    private static async Task RememberAsync(AnalyticsDbContext analytics, Dictionary<string, string> state, SeenSoFar seen, CancellationToken cancel)
    {
        await analytics.RollupStates.ExecuteDeleteAsync(cancel);
        analytics.RollupStates.AddRange([.. state.Select(pair => new RollupState { Name = pair.Key, Value = pair.Value }), seen.ToState()]);
        await analytics.SaveChangesAsync(cancel);
    }

    private async Task RememberAsync(SeenSoFar seen, CancellationToken cancel)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var analytics = store.Join(transaction);
        await analytics.RollupStates.Where(row => row.Name == RollupState.Seen).ExecuteDeleteAsync(cancel);
        analytics.RollupStates.Add(seen.ToState());
        await analytics.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
