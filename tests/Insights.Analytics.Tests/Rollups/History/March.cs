using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using NodaTime;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Rollups.History;

/// <summary>
/// March 2026 by hand. One policy: four hours round the clock for the requester's wait, which pauses while the ticket is pending. It is 6 April, five days after
/// the month's end.
/// </summary>
internal static class March
{
    public static readonly YearMonth Month = new(2026, 3);

    public static DateTime At(int day, int hour, int minute = 0) => new DateTime(2026, 3, 1, hour, minute, 0, DateTimeKind.Utc).AddDays(day - 1);

    /// <summary>Asked 09:00, pending from 10:00, solved 17:30: one hour waited, met.</summary>
    public static async Task<AnalyticsWorld> OpenAsync(StoreProvider provider, string zone = "UTC")
    {
        var world = await CreateAsync(provider, zone);
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy(1, 4 * 3600)));
        await world.ImportAsync("march.csv", "Ana", chunk =>
        {
            chunk.Tickets.Add(new(Case("t", At(10, 9), "solved"), "acme"));
            chunk.TicketEvents.AddRange(
            [
                Event("t", "1", At(10, 9), "created", "new", "customer"),
                Event("t", "2", At(10, 10), "status", "pending"),
                Event("t", "4", At(10, 17, 30), "status", "solved"),
            ]);
        });
        await world.RefreshAsync();
        world.Clock.Advance(TimeSpan.FromDays(5));
        return world;
    }

    public static SlaPolicy Policy(int version, int seconds) => new()
    {
        Code = "all",
        Version = version,
        Name = "All",
        Position = 1,
        DefinitionJson = FormattableString.Invariant($$$"""{"code":"all","hours":"calendar","targets":{"requester_wait_time":{{{seconds}}}}}"""),
    };

    /// <summary>The customer had answered at 10:30: seven hours more of waiting, until 17:30.</summary>
    public static Task<int> LateAnswerAsync(AnalyticsWorld world) =>
        world.ImportAsync("late.csv", "Ben", chunk => chunk.TicketEvents.Add(Event("t", "3", At(10, 10, 30), "status", "open", "customer")));
}
