using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Pages.Rows;
using Insights.Web.Pages.Rules;
using NodaTime;

namespace Insights.Web.Tests.Portal;

/// <summary>One calendar, one policy, one version that waits for a decision; whatever is saved is refused.</summary>
internal sealed class SampleRules : IRuleQueries, IRuleChanges, ISimulator, IRuleDesk, IExemptionDesk
{
    private const string CalendarJson = """{"code":"desk","version":1,"name":"Desk","timezone":"Europe/Berlin","hours":{"mon":[["09:00","17:00"]]},"holidays":[{"date":"2026-12-25","name":"Christmas","country":"DE"}],"exceptions":{"2026-12-24":[["09:00","12:00"]]}}""";
    private const string PolicyJson = """{"code":"urgent","version":1,"match":{"priority":["urgent"]},"calendar":"desk","targets":{"first_reply_time":3600},"pauses":{"first_reply_time":["pending"]}}""";

    public IReadOnlyList<PromisedMetric> Metrics { get; } = [new("first_reply_time", "First reply time", true, []), new("third_party_time", "Third-party time", false, [])];

    public Task<IReadOnlyList<CalendarCard>> CalendarsAsync(CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<CalendarCard>>([new("desk", [Version("Desk", CalendarJson)], ["urgent"])]);

    public Task<IReadOnlyList<PolicyCard>> PoliciesAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<PolicyCard>>([new("urgent", 1, [Version("Urgent", PolicyJson)])]);

    public Task<CalendarYear?> YearAsync(string code, int year, CancellationToken cancel = default) => Task.FromResult<CalendarYear?>(Year(CalendarJson, year));

    public CalendarYear Year(string calendarJson, int year) => new("Europe/Berlin", year, [.. Enumerable.Range(0, 365).Select(day => new LocalDate(year, 1, 1).PlusDays(day))
        .Select(date => new CalendarDay(date, date.Day == 24 ? [] : [new(32_400, 61_200)], date.Day == 24 ? 0 : 28_800, date.Day == 24 ? "closed 00:00–24:00" : null, false, 1))]);

    public Task<string?> RefusalOfCalendarAsync(string json, bool isNew, CancellationToken cancel = default) => Task.FromResult<string?>("Not in a sample.");

    public Task<string?> RefusalOfPolicyAsync(string json, bool isNew, CancellationToken cancel = default) => Task.FromResult<string?>("Not in a sample.");

    public Task<RuleChangesView> ViewAsync(CancellationToken cancel = default) => Task.FromResult(new RuleChangesView(
        [new("policy", "urgent", 2, "Urgent", null, Sample.Now)], new(1, "ready", "admin", Sample.Now, Sample.Now, "policy urgent version 2", 1, 1, false, null, null, Empty("months"))));

    public Task<bool> AskAsync(string by, CancellationToken cancel = default) => Task.FromResult(false);

    public Task<RuleEffectPage> EffectsAsync(int proposalId, int after, int take, CancellationToken cancel = default) => Task.FromResult(new RuleEffectPage(Empty("effects"), null));

    public Task<string?> ApproveAsync(int proposalId, string by, CancellationToken cancel = default) => Task.FromResult<string?>("Not in a sample.");

    public Task<bool> DiscardAsync(string by, CancellationToken cancel = default) => Task.FromResult(false);

    public Task<SimulatorChoices> ChoicesAsync(CancellationToken cancel = default) => Task.FromResult(new SimulatorChoices(["urgent"], ["aurora"], ["email"], [], [], [], []));

    public Task<Simulation> RunAsync(SimulatedTicket ticket, CancellationToken cancel = default) => Task.FromResult(new Simulation([], []));

    public Task<RuleSaved> SaveCalendarAsync(string json, string by, CancellationToken cancel) => Task.FromResult(new RuleSaved("Not in a sample.", null));

    public Task<RuleSaved> SavePoliciesAsync(string json, string by, CancellationToken cancel) => Task.FromResult(new RuleSaved("Not in a sample.", null));

    public Task CompareAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task RefreshAsync(CancellationToken cancel) => Task.CompletedTask;

    public HolidayFileView ReadHolidays(string text, string zoneId, int fromYear, int toYear) => new([], ["Not in a sample."]);

    public Task<IReadOnlyList<ExemptionLine>> OfAsync(int source, string ticket, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ExemptionLine>>([new(1, null, "outage", "lead", Sample.Now.ToDateTimeUtc(), null, null)]);

    public Task<bool> ExemptAsync(int source, string ticket, string? metric, string reason, string by, CancellationToken cancel) => Task.FromResult(false);

    public Task<bool> WithdrawAsync(int source, string ticket, int id, string by, CancellationToken cancel) => Task.FromResult(false);

    private static RuleVersion Version(string name, string json) => new(1, name, RuleVersionState.InForce, null, null, null, "admin", 3, json, false);

    private static Table Empty(string id) => new() { Id = id, Title = id, Columns = [new("what", "What", ColumnKind.Text)], Rows = [] };
}
