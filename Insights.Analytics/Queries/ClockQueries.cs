using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>Reads one ticket's events and lays its clocks open.</summary>
internal sealed class ClockQueries(IReportingStore store, RulesInUse rulesInUse, TimeProvider clock) : IClockQueries
{
    public async Task<IReadOnlyList<ClockStory>> ExplainAsync(int sourceId, string ticketRef, DataScope scope, CancellationToken cancel = default)
    {
        await using (var scoped = store.Open(scope))
        {
            if (!await scoped.Tickets.ByRef(sourceId, ticketRef).AnyAsync(cancel))
                return [];
        }

        // Policies and calendars are the house's; the ticket was shown to be the reader's above.
        var rules = await rulesInUse.GetAsync();
        var zone = (await store.WorkspaceAsync(cancel)).ReportingZone;
        using var facts = store.OpenFactReader();
        var tickets = new TicketReader(facts).Named([new TicketName(sourceId, ticketRef)]);
        if (tickets.Count == 0)
            return [];
        var deriver = new TicketDeriver(rules, new ReportingDays(zone), Instant.FromDateTimeOffset(clock.GetUtcNow()));
        return [.. deriver.Explain(tickets[0]).OrderBy(each => each.Clock.Metric).ThenBy(each => each.Clock.Instance).Select(each => ClockTelling.Tell(each, zone))];
    }
}
