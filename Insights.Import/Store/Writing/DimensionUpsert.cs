using Insights.Import.Store.Dimensions;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Writing;

/// <summary>Vendors, agents, calendars, policies and exchange rates: few rows, so they go through EF in the chunk's own transaction.</summary>
internal static class DimensionUpsert
{
    public static void Apply(ChunkContext context, StoreDatabase database, Tally tally)
    {
        var chunk = context.Chunk;
        foreach (var vendor in chunk.Vendors)
            tally.Add(context.Vendors.Apply(vendor));
        if (chunk.Agents.Count + chunk.Calendars.Count + chunk.Policies.Count + chunk.FxRates.Count == 0)
            return;

        using var reporting = database.Open(DataScope.Staff, context.Session.Connection);
        reporting.Database.UseTransaction(context.Session.Transaction);
        Agents(reporting, chunk, tally);
        Calendars(reporting, chunk, tally);
        Policies(reporting, chunk, tally);
        reporting.SaveChanges();
        Rates(context, reporting, tally);
    }

    private static void Agents(ReportingDbContext reporting, FactChunk chunk, Tally tally)
    {
        if (chunk.Agents.Count == 0)
            return;
        var known = reporting.Agents.Where(agent => agent.SourceId == chunk.SourceId).ToDictionary(agent => agent.Code, StringComparer.Ordinal);
        foreach (var agent in chunk.Agents)
        {
            agent.SourceId = chunk.SourceId;
            if (!known.TryGetValue(agent.Code, out var stored))
            {
                reporting.Agents.Add(agent);
                known[agent.Code] = agent;
                tally.Add(FactAction.Insert);
                continue;
            }

            tally.Add(stored.Team == agent.Team && stored.Tier == agent.Tier ? FactAction.Unchanged : FactAction.Replace);
            (stored.Team, stored.Tier) = (agent.Team, agent.Tier);
        }
    }

    private static void Calendars(ReportingDbContext reporting, FactChunk chunk, Tally tally)
    {
        foreach (var calendar in chunk.Calendars)
        {
            var stored = reporting.BusinessCalendars.Local.FirstOrDefault(Same) ?? reporting.BusinessCalendars.FirstOrDefault(row => row.Code == calendar.Code && row.Version == calendar.Version);
            if (stored is null)
            {
                reporting.BusinessCalendars.Add(calendar);
                tally.Add(FactAction.Insert);
                continue;
            }

            tally.Add((stored.Name, stored.ValidFrom, stored.DefinitionJson) == (calendar.Name, calendar.ValidFrom, calendar.DefinitionJson) ? FactAction.Unchanged : FactAction.Replace);
            (stored.Name, stored.ValidFrom, stored.DefinitionJson) = (calendar.Name, calendar.ValidFrom, calendar.DefinitionJson);

            bool Same(BusinessCalendar row) => row.Code == calendar.Code && row.Version == calendar.Version;
        }
    }

    private static void Policies(ReportingDbContext reporting, FactChunk chunk, Tally tally)
    {
        foreach (var policy in chunk.Policies)
        {
            var stored = reporting.SlaPolicies.Local.FirstOrDefault(Same) ?? reporting.SlaPolicies.FirstOrDefault(row => row.Code == policy.Code && row.Version == policy.Version);
            if (stored is null)
            {
                reporting.SlaPolicies.Add(policy);
                tally.Add(FactAction.Insert);
                continue;
            }

            tally.Add((stored.Name, stored.Position, stored.ValidFrom, stored.DefinitionJson) == (policy.Name, policy.Position, policy.ValidFrom, policy.DefinitionJson)
                ? FactAction.Unchanged : FactAction.Replace);
            (stored.Name, stored.Position, stored.ValidFrom, stored.DefinitionJson) = (policy.Name, policy.Position, policy.ValidFrom, policy.DefinitionJson);

            bool Same(SlaPolicy row) => row.Code == policy.Code && row.Version == policy.Version;
        }
    }

    /// <summary>A record of the file is a day with all its currencies.</summary>
    private static void Rates(ChunkContext context, ReportingDbContext reporting, Tally tally)
    {
        var rates = new Dictionary<(DateOnly Day, string Currency), long>();
        foreach (var rate in context.Chunk.FxRates)
            rates[(rate.Day, rate.Currency)] = rate.PerEuroMillionths;
        if (rates.Count == 0)
            return;

        var (first, last) = (rates.Keys.Min(rate => rate.Day), rates.Keys.Max(rate => rate.Day));
        var known = reporting.FxRates.AsNoTracking().Where(rate => rate.Day >= first && rate.Day <= last)
            .ToDictionary(rate => (rate.Day, rate.Currency), rate => rate.PerEuroMillionths);
        foreach (var day in rates.GroupBy(rate => rate.Key.Day))
        {
            if (day.All(rate => known.TryGetValue(rate.Key, out var stored) && stored == rate.Value))
                tally.Add(FactAction.Unchanged);
            else
                tally.Add(day.Any(rate => known.ContainsKey(rate.Key)) ? FactAction.Replace : FactAction.Insert);
        }

        context.Session.Upsert(
            "fx_rates",
            ["currency", "day", "per_euro_millionths"],
            "(currency, day) DO UPDATE SET per_euro_millionths = excluded.per_euro_millionths",
            rates.Where(rate => !known.TryGetValue(rate.Key, out var stored) || stored != rate.Value)
                .OrderBy(rate => rate.Key.Currency, StringComparer.Ordinal).ThenBy(rate => rate.Key.Day).ToList(),
            (rate, sink) =>
            {
                sink.Text(rate.Key.Currency);
                sink.Int32(UnixTime.ToDays(rate.Key.Day));
                sink.Int64(rate.Value);
            });
    }
}
