using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>What tickets are judged by besides their own history, read from the store once a pass.</summary>
internal sealed class TicketRules
{
    /// <summary>Grows when the same history, policies and calendars give other rows than before: stored clocks are then derived anew.</summary>
    private const string Derivation = "3\n";

    private readonly ILookup<TicketName, Exemption> _exemptions;

    private TicketRules(ServiceLevelRules serviceLevels, IReadOnlyDictionary<int, string> vendorCodes, ILookup<TicketName, Exemption> exemptions, string fingerprint, TicketIssues issues)
    {
        ServiceLevels = serviceLevels;
        VendorCodes = vendorCodes;
        _exemptions = exemptions;
        Fingerprint = fingerprint;
        Issues = issues;
    }

    /// <summary>What tickets are about. No clock depends on it.</summary>
    public TicketIssues Issues { get; }

    public ServiceLevelRules ServiceLevels { get; }

    /// <summary>Policies name vendors by code, tickets by id.</summary>
    public IReadOnlyDictionary<int, string> VendorCodes { get; }

    /// <summary>Equal fingerprints give equal clocks; another one means that every ticket is derived anew.</summary>
    public string Fingerprint { get; }

    /// <summary>The rules in force.</summary>
    /// <exception cref="CalendarException">A policy or calendar makes no sense; the message names it.</exception>
    public static async Task<TicketRules> LoadAsync(ReportingDbContext reporting, AnalyticsDbContext analytics, CancellationToken cancel) =>
        await OfAsync(await RuleBook.InForceAsync(reporting, analytics, cancel), reporting, cancel, await TicketIssues.LoadAsync(analytics, cancel));

    /// <summary>The rules of some book: what would be if it were in force.</summary>
    /// <param name="issues">Null where only clocks are asked for.</param>
    public static async Task<TicketRules> OfAsync(IReadOnlyCollection<RuleInForce> book, ReportingDbContext reporting, CancellationToken cancel, TicketIssues? issues = null)
    {
        var vendors = await reporting.Vendors.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Code, cancel);
        var exempt = await reporting.TicketExemptions.AsNoTracking().Where(row => row.WithdrawnAt == null).OrderBy(row => row.Id).ToListAsync(cancel);
        // The one for everything first: it is the reason of every clock.
        var exemptions = exempt.OrderBy(row => row.Metric is not null).ToLookup(
            row => new TicketName(row.SourceId, row.TicketRef), row => new Exemption(row.Reason, row.By, row.Metric is { } metric ? ClockMetrics.Find(metric) : null));
        return new(Rules(book), vendors, exemptions, Print(book), issues ?? TicketIssues.Delivered);
    }

    /// <summary>The book as rules, without a store.</summary>
    public static ServiceLevelRules Rules(IReadOnlyCollection<RuleInForce> book)
    {
        var calendars = book.Where(row => row.Kind == RuleInForce.Calendar);
        // A code's place is that of its first version in the files; versions saved on screen say theirs themselves.
        var policies = book.Where(row => row.Kind == RuleInForce.Policy).Select(row => (Row: row, Definition: Policy(row)))
            .GroupBy(policy => policy.Row.Code, StringComparer.Ordinal)
            .Select(versions => (Place: versions.Min(version => (version.Definition.Position is null ? 0 : 1, version.Row.Position)), versions.Key, Versions: versions))
            .OrderBy(code => code.Place).ThenBy(code => code.Key, StringComparer.Ordinal)
            .SelectMany(code => code.Versions.Select(version => version.Definition));
        return new ServiceLevelRules(
            policies,
            calendars.GroupBy(row => row.Code, StringComparer.Ordinal)
                .Select(versions => new BusinessTime([.. versions.OrderBy(row => row.Version).ThenBy(row => row.Revision).Select(Calendar)])));
    }

    public IReadOnlyList<Exemption> ExemptionsOf(int sourceId, string ticketRef) =>
        _exemptions.Count == 0 ? [] : [.. _exemptions[new TicketName(sourceId, ticketRef)]];

    public static SlaPolicyDefinition Policy(RuleInForce row) =>
        SlaPolicyDefinition.ParseAll(Named(row))[0] with { Code = row.Code, Version = row.Version, Name = row.Name, ValidFrom = At(row.HoldsFrom) };

    public static CalendarDefinition Calendar(RuleInForce row) =>
        CalendarDefinition.Parse(Named(row)) with { Code = row.Code, Version = row.Version, Name = row.Name, ValidFrom = At(row.HoldsFrom) };

    private static Instant? At(DateTime? instant) => instant is { } value ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;

    /// <summary>The definition may be the whole item of the file or only what the row's own columns do not say. When it begins is the row's.</summary>
    private static string Named(RuleInForce row)
    {
        if (JsonNode.Parse(row.DefinitionJson) is not JsonObject item)
            return row.DefinitionJson;
        item["code"] = row.Code;
        if (row.ValidFrom is not null)
            item.Remove("valid_from");
        return item.ToJsonString();
    }

    /// <summary>What clocks depend on, as one short text.</summary>
    public static string Print(IReadOnlyCollection<RuleInForce> book)
    {
        var text = new StringBuilder(Derivation);
        foreach (var row in book.OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Code, StringComparer.Ordinal).ThenBy(row => row.Version).ThenBy(row => row.Revision))
        {
            text.Append(row.Kind).Append('\n').Append(row.Position).Append('\n').Append(row.Code).Append('\n').Append(row.Version).Append('\n')
                .Append(row.HoldsFrom?.Ticks).Append('\n').Append(row.DefinitionJson).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
