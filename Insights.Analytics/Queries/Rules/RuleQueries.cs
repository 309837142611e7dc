using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Rules;

/// <inheritdoc cref="IRuleQueries"/>
internal sealed class RuleQueries(AnalyticsStore store, TimeProvider clock) : IRuleQueries
{
    public IReadOnlyList<PromisedMetric> Metrics { get; } =
    [
        .. ClockMetrics.WithTarget.Select(metric => new PromisedMetric(
            metric.Id(),
            MetricCatalog.Has(metric.Id()) ? MetricCatalog.Find(metric.Id()).Name : Words.Label(metric.Id()),
            metric.MayPause(),
            [.. RuleStatuses.All.Where(status => metric.MayPause() && !metric.CountsIn().Has(status.Status)).Select(status => status.Key)])),
    ];

    public async Task<IReadOnlyList<CalendarCard>> CalendarsAsync(CancellationToken cancel = default)
    {
        var book = await LoadAsync(cancel);
        var users = Cards(book, RuleInForce.Policy).Select(card => (card.Code, Version: card.Versions.FirstOrDefault(version => version.State == RuleVersionState.InForce)))
            .Where(policy => policy.Version is not null).ToLookup(policy => SlaPolicyDefinition.ParseAll(policy.Version!.Json)[0].CalendarCode ?? "", policy => policy.Code);
        return [.. Cards(book, RuleInForce.Calendar).Select(card => new CalendarCard(card.Code, card.Versions, [.. users[card.Code]]))];
    }

    public async Task<IReadOnlyList<PolicyCard>> PoliciesAsync(CancellationToken cancel = default)
    {
        var book = await LoadAsync(cancel);
        var order = TicketRules.Rules(book.InForce).Order(Now()).ToList();
        return [.. Cards(book, RuleInForce.Policy).Select(card => new PolicyCard(card.Code, order.IndexOf(card.Code) + 1, card.Versions))
            .OrderBy(card => card.Place == 0 ? int.MaxValue : card.Place).ThenBy(card => card.Code, StringComparer.Ordinal)];
    }

    public async Task<CalendarYear?> YearAsync(string code, int year, CancellationToken cancel = default)
    {
        var versions = (await LoadAsync(cancel)).InForce.Where(row => row.Kind == RuleInForce.Calendar && row.Code == code).ToList();
        return versions.Count == 0 ? null : YearOf.Calendar(new BusinessTime([.. versions.OrderBy(row => row.Version).ThenBy(row => row.Revision).Select(TicketRules.Calendar)]), year);
    }

    public CalendarYear Year(string calendarJson, int year) => YearOf.Calendar(new BusinessTime(CalendarDefinition.Parse(calendarJson)), year);

    public async Task<string?> RefusalOfCalendarAsync(string json, bool isNew, CancellationToken cancel = default)
    {
        var stored = (await LoadAsync(cancel)).Stored.Where(row => row.Kind == RuleInForce.Calendar).ToList();
        try
        {
            var calendar = CalendarDefinition.Parse(json);
            var from = calendar.ValidFrom is { } begins ? Instant.Max(begins, Now()) : Now();
            return OfVersions(stored, calendar.Code, calendar.ValidFrom, isNew, "calendar")
                ?? (new BusinessTime(calendar with { ValidFrom = null }).Due(from, 1).Exists ? null
                    : $"The calendar has no open second within the next {BusinessTime.HorizonYears} years, so no deadline would ever be reached. Take a holiday or an end out, or add hours.");
        }
        catch (CalendarException refused)
        {
            return refused.Message;
        }
    }

    public async Task<string?> RefusalOfPolicyAsync(string json, bool isNew, CancellationToken cancel = default)
    {
        var stored = (await LoadAsync(cancel)).Stored;
        try
        {
            var policy = SlaPolicyDefinition.ParseAll(json)[0];
            return OfVersions([.. stored.Where(row => row.Kind == RuleInForce.Policy)], policy.Code, policy.ValidFrom, isNew, "policy")
                ?? (policy.CalendarCode is { } code && !stored.Exists(row => row.Kind == RuleInForce.Calendar && row.Code == code)
                    ? $"There is no calendar “{code}”. Choose one that exists, or make it first." : null)
                ?? (policy is { InBusinessHours: true, CalendarCode: null } ? "Business hours need a calendar. Choose one, or count round the clock." : null)
                ?? OfNextVersion(stored, policy);
        }
        catch (CalendarException refused)
        {
            return refused.Message;
        }
    }

    private static string? OfVersions(IReadOnlyCollection<RuleInForce> stored, string code, Instant? validFrom, bool isNew, string kind)
    {
        var same = stored.Where(row => string.Equals(row.Code, code, StringComparison.OrdinalIgnoreCase)).ToList();
        if (isNew && same.Count > 0)
            return $"There is a {kind} “{same[0].Code}” already. Choose another code, or make a new version of that one.";
        return same.FirstOrDefault(row => At(row.ValidFrom) == validFrom) is { } twin
            ? FormattableString.Invariant($"Version {twin.Version} begins at the same instant, so the two would overlap. Let this one begin at another time.")
            : null;
    }

    /// <summary>An end that reaches into the next version would say that both hold.</summary>
    private static string? OfNextVersion(IEnumerable<RuleInForce> stored, SlaPolicyDefinition policy)
    {
        var next = stored.Where(row => row.Kind == RuleInForce.Policy && row.Code == policy.Code && At(row.ValidFrom) is { } begins && begins > (policy.ValidFrom ?? Instant.MinValue))
            .MinBy(row => row.ValidFrom);
        return next is not null && policy.ValidTo > At(next.ValidFrom)
            ? FormattableString.Invariant($"It would end after version {next.Version} has begun, so the two would overlap. Let it end by then, or leave the end open: the next version ends it.")
            : null;
    }

    private IEnumerable<(string Code, IReadOnlyList<RuleVersion> Versions)> Cards(Book book, string kind) =>
        book.Stored.Where(row => row.Kind == kind).GroupBy(row => row.Code, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<RuleVersion>)Versions(book, [.. group])));

    private List<RuleVersion> Versions(Book book, List<RuleInForce> stored)
    {
        var now = Now();
        var holding = stored.Select(row => (Row: row, From: At(HoldsFrom(book, row)))).OrderBy(row => row.From ?? Instant.MinValue).ThenBy(row => row.Row.Version).ToList();
        var versions = new List<RuleVersion>();
        for (var i = 0; i < holding.Count; i++)
        {
            var (row, from) = holding[i];
            var next = i + 1 < holding.Count ? holding[i + 1].From : null;
            var ownEnd = row.Kind == RuleInForce.Policy ? SlaPolicyDefinition.ParseAll(row.DefinitionJson)[0].ValidTo : null;
            var to = next is null ? ownEnd : ownEnd is null ? next : Instant.Min(next.Value, ownEnd.Value);
            var state = i + 1 < holding.Count && next == from ? RuleVersionState.Replaced
                : from > now ? RuleVersionState.Future : to <= now ? RuleVersionState.Past : RuleVersionState.InForce;
            var origin = book.Origins.GetValueOrDefault((row.Kind, row.Code, row.Version));
            versions.Add(new(row.Version, row.Name, state, At(row.ValidFrom), from, to, origin.By ?? "", origin.Batch, row.DefinitionJson, from > (At(row.ValidFrom) ?? Instant.MinValue) && from != At(row.ValidFrom)));
        }

        versions.Reverse();
        return versions;
    }

    private static DateTime? HoldsFrom(Book book, RuleInForce stored) =>
        book.InForce.Where(row => row.Kind == stored.Kind && row.Code == stored.Code && row.Version == stored.Version).MaxBy(row => row.Revision) is { } known ? known.HoldsFrom : stored.ValidFrom;

    private async Task<Book> LoadAsync(CancellationToken cancel)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        await using var analytics = store.Open(DataScope.Staff);
        var calendars = await reporting.BusinessCalendars.AsNoTracking().Select(row => new { row.Code, row.Version, row.FileId }).ToListAsync(cancel);
        var policies = await reporting.SlaPolicies.AsNoTracking().Select(row => new { row.Code, row.Version, row.FileId }).ToListAsync(cancel);
        int[] files = [.. calendars.Select(row => row.FileId).Concat(policies.Select(row => row.FileId)).Distinct()];
        var batches = await (from file in reporting.ImportedFiles.AsNoTracking()
                             join batch in reporting.ImportBatches on file.BatchId equals batch.Id
                             where files.Contains(file.Id)
                             select new { file.Id, Batch = batch.Id, batch.StartedBy }).ToDictionaryAsync(row => row.Id, row => (By: (string?)row.StartedBy, Batch: (int?)row.Batch), cancel);
        var origins = calendars.Select(row => (Kind: RuleInForce.Calendar, row.Code, row.Version, row.FileId))
            .Concat(policies.Select(row => (Kind: RuleInForce.Policy, row.Code, row.Version, row.FileId)))
            .ToDictionary(row => (row.Kind, row.Code, row.Version), row => batches.GetValueOrDefault(row.FileId));
        return new(await RuleBook.StoredAsync(reporting, cancel), await RuleBook.InForceAsync(reporting, analytics, cancel), origins);
    }

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());

    private static Instant? At(DateTime? utc) => utc is { } at ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;

    private sealed record Book(List<RuleInForce> Stored, List<RuleInForce> InForce, IReadOnlyDictionary<(string Kind, string Code, int Version), (string? By, int? Batch)> Origins);
}
