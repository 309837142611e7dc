using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

public sealed class IntakeQueriesTests
{
    private static readonly DateTime s_start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>36 requests with the exact error text are solved after 1 to 36 minutes, 36 without it after 61 to 96; one of another source cannot be looked into.</summary>
    [StoreFact]
    public async Task Completeness_ComparesMediansWithAndWithout(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i <= 72; i++)
            {
                var id = "t" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var ticket = Case(id, s_start, "solved");
                ticket.Intake = i == 72 ? null : i < 36 ? 2 | (i == 0 ? 29 : 0) : 1;
                chunk.Tickets.Add(new(ticket, "acme"));
                chunk.TicketEvents.Add(Event(id, "1", s_start, "created", "new", "customer"));
                chunk.TicketEvents.Add(Event(id, "2", s_start.AddMinutes(i < 36 ? i + 1 : i + 25), "status", "solved"));
            }
        });
        await world.RefreshAsync();
        var filter = world.Filter("from=2026-03-01&to=2026-03-31");

        var lines = (await world.Intake.CompletenessAsync(filter, DataScope.Staff)).ToDictionary(line => line.Key);

        var error = lines["error"];
        Assert.Equal((36L, 72L, 36L, 36L), (error.Given, error.Known, error.SolvedWith, error.SolvedWithout));
        // Medians of 1 … 36 and 61 … 96 minutes: 18.5 and 78.5.
        Assert.Equal((1_110L, 4_710L), (error.With!.Value, error.Without!.Value));
        Assert.Equal(3_600, error.Difference!.Value.Seconds);
        Assert.False(error.Difference.Value.IsWithinChance);
        Assert.Equal((1L, 37L), (lines["complete"].Given, lines["account"].Given));
        Assert.Null(lines["complete"].Difference);
        var complete = await world.ValueAsync("intake_completeness", "from=2026-03-01&to=2026-03-31");
        Assert.Equal((1L, 72L), (complete.Numerator, complete.Denominator));
        Assert.Equal(36, await world.Rows.CountAsync(RowSets.TicketsIntakeKnown, filter.With("given", "error"), DataScope.Staff));
        foreach (var line in await world.Intake.CompletenessAsync(filter, DataScope.Staff))
        {
            Assert.Equal(
                (line.Key, line.SolvedWith, line.SolvedWithout),
                (line.Key, await world.Rows.CountAsync(RowSets.TicketsIntakeSolved, filter.With("given", line.Key), DataScope.Staff), await world.Rows.CountAsync(RowSets.TicketsIntakeSolved, filter.With("lacks", line.Key), DataScope.Staff)));
        }
    }
}
