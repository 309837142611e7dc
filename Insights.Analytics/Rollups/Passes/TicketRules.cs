using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>What tickets are judged by besides their own history, read from the store once a pass.</summary>
internal sealed class TicketRules
{
    /// <summary>Grows when the same history, policies and calendars give other rows than before: stored clocks are then derived anew.</summary>
    private const string Derivation = "2\n";

    private TicketRules(ServiceLevelRules serviceLevels, IReadOnlyDictionary<int, string> vendorCodes, string fingerprint)
    {
        ServiceLevels = serviceLevels;
        VendorCodes = vendorCodes;
        Fingerprint = fingerprint;
    }

    public ServiceLevelRules ServiceLevels { get; }

    /// <summary>Policies name vendors by code, tickets by id.</summary>
    public IReadOnlyDictionary<int, string> VendorCodes { get; }

    /// <summary>Equal fingerprints give equal clocks; another one means that every ticket is derived anew.</summary>
    public string Fingerprint { get; }

    /// <exception cref="CalendarException">A stored policy or calendar makes no sense; the message names it.</exception>
    public static async Task<TicketRules> LoadAsync(ReportingDbContext reporting, CancellationToken cancel)
    {
        var calendars = await reporting.BusinessCalendars.AsNoTracking().OrderBy(row => row.Code).ThenBy(row => row.Version).ToListAsync(cancel);
        var policies = await reporting.SlaPolicies.AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Code).ThenBy(row => row.Version).ToListAsync(cancel);
        var vendors = await reporting.Vendors.AsNoTracking().ToDictionaryAsync(row => row.Id, row => row.Code, cancel);

        var rules = new ServiceLevelRules(
            policies.Select(Policy),
            calendars.GroupBy(row => row.Code, StringComparer.Ordinal).Select(versions => new BusinessTime([.. versions.Select(Calendar)])));
        return new(rules, vendors, Print(calendars, policies));
    }

    private static SlaPolicyDefinition Policy(SlaPolicy row)
    {
        var parsed = SlaPolicyDefinition.ParseAll(Named(row.DefinitionJson, row.Code))[0];
        return parsed with { Code = row.Code, Version = row.Version, Name = row.Name, ValidFrom = At(row.ValidFrom) ?? parsed.ValidFrom };
    }

    private static CalendarDefinition Calendar(BusinessCalendar row)
    {
        var parsed = CalendarDefinition.Parse(Named(row.DefinitionJson, row.Code));
        return parsed with { Code = row.Code, Version = row.Version, Name = row.Name, ValidFrom = At(row.ValidFrom) ?? parsed.ValidFrom };
    }

    private static Instant? At(DateTime? instant) => instant is { } value ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(value, DateTimeKind.Utc)) : null;

    /// <summary>The definition may be the whole item of the file or only what the row's own columns do not say.</summary>
    private static string Named(string json, string code)
    {
        if (JsonNode.Parse(json) is not JsonObject item || item["code"] is not null)
            return json;
        item["code"] = code;
        return item.ToJsonString();
    }

    private static string Print(List<BusinessCalendar> calendars, List<SlaPolicy> policies)
    {
        var text = new StringBuilder(Derivation);
        foreach (var row in calendars)
            text.Append(row.Code).Append('\n').Append(row.Version).Append('\n').Append(row.ValidFrom?.Ticks).Append('\n').Append(row.DefinitionJson).Append('\n');
        foreach (var row in policies)
            text.Append(row.Position).Append('\n').Append(row.Code).Append('\n').Append(row.Version).Append('\n').Append(row.ValidFrom?.Ticks).Append('\n').Append(row.DefinitionJson).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
