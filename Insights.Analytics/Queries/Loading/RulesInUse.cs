using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Policies and calendars as they hold now, read and laid out once for each state of the data: a page that explains or counts a clock needs them all.</summary>
internal sealed class RulesInUse(AnalyticsStore store, ResultCache cache)
{
    public Task<TicketRules> GetAsync() => cache.GetAsync("rules-in-use", async () =>
    {
        // They are the house's, whoever asks; what is judged by them is cut by the asker's own scope.
        await using var house = store.Reporting.Open(DataScope.Staff);
        await using var analytics = store.Open(DataScope.Staff);
        return await TicketRules.LoadAsync(house, analytics, CancellationToken.None);
    });
}
