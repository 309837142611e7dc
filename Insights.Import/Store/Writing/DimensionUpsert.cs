using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Writing;

/// <summary>Vendors, agents, calendars, policies and exchange rates: few rows, so they go through EF in the chunk's own transaction.</summary>
internal sealed class DimensionUpsert(ChunkContext context, Tally tally)
{
    private readonly List<BeforeImage> replaced = [];

    public void Apply(StoreDatabase database)
    {
        var chunk = context.Chunk;
        foreach (var vendor in chunk.Vendors)
            tally.Add(context.Vendors.Apply(vendor, context.KeepsReplaced));
        if (chunk.Agents.Count + chunk.Calendars.Count + chunk.Policies.Count + chunk.FxRates.Count == 0)
            return;

        using var reporting = database.Open(DataScope.Staff, context.Session.Connection);
        reporting.Database.UseTransaction(context.Session.Transaction);
        Agents(reporting);
        foreach (var calendar in chunk.Calendars)
        {
            var stored = reporting.BusinessCalendars.Local.FirstOrDefault(row => row.Code == calendar.Code && row.Version == calendar.Version)
                ?? reporting.BusinessCalendars.FirstOrDefault(row => row.Code == calendar.Code && row.Version == calendar.Version);
            Put<BusinessCalendar, CalendarDimension>(reporting, calendar, stored, stored is not null && (stored.Name, stored.ValidFrom, stored.DefinitionJson) == (calendar.Name, calendar.ValidFrom, calendar.DefinitionJson));
        }

        foreach (var policy in chunk.Policies)
        {
            var stored = reporting.SlaPolicies.Local.FirstOrDefault(row => row.Code == policy.Code && row.Version == policy.Version)
                ?? reporting.SlaPolicies.FirstOrDefault(row => row.Code == policy.Code && row.Version == policy.Version);
            Put<SlaPolicy, PolicyDimension>(
                reporting, policy, stored, stored is not null && (stored.Name, stored.Position, stored.ValidFrom, stored.DefinitionJson) == (policy.Name, policy.Position, policy.ValidFrom, policy.DefinitionJson));
        }

        reporting.SaveChanges();
        Rates(reporting);
        BeforeImages.Write(context.Session, replaced, image => image);
    }

    private void Agents(ReportingDbContext reporting)
    {
        var chunk = context.Chunk;
        if (chunk.Agents.Count == 0)
            return;
        var known = reporting.Agents.Where(agent => agent.SourceId == chunk.SourceId).ToDictionary(agent => agent.Code, StringComparer.Ordinal);
        foreach (var agent in chunk.Agents)
        {
            agent.SourceId = chunk.SourceId;
            known.TryGetValue(agent.Code, out var stored);
            Put<Agent, AgentDimension>(reporting, agent, stored, stored is not null && (stored.Team, stored.Tier) == (agent.Team, agent.Tier));
            if (stored is null)
                known[agent.Code] = agent;
        }
    }

    private void Put<T, TShape>(ReportingDbContext reporting, T row, T? stored, bool unchanged) where T : class where TShape : struct, IDimensionShape<T>
    {
        if (unchanged)
        {
            tally.Add(FactAction.Unchanged);
            return;
        }

        TShape.SetFile(row, context.Chunk.FileId);
        if (stored is null)
        {
            reporting.Add(row);
            tally.Add(FactAction.Insert);
            return;
        }

        if (context.KeepsReplaced)
            replaced.Add(DimensionImages.Of<T, TShape>(stored, context.Chunk.FileId));
        TShape.Copy(row, stored);
        TShape.SetFile(stored, context.Chunk.FileId);
        tally.Add(FactAction.Replace);
    }

    /// <summary>A record of the file is a day with all its currencies, or a single rate.</summary>
    private void Rates(ReportingDbContext reporting)
    {
        var rates = new Dictionary<(DateOnly Day, string Currency), FxRate>();
        foreach (var rate in context.Chunk.FxRates)
            rates[(rate.Day, rate.Currency)] = rate;
        if (rates.Count == 0)
            return;

        var (first, last) = (rates.Keys.Min(rate => rate.Day), rates.Keys.Max(rate => rate.Day));
        var known = reporting.FxRates.AsNoTracking().Where(rate => rate.Day >= first && rate.Day <= last).ToDictionary(rate => (rate.Day, rate.Currency));
        foreach (var day in rates.Values.GroupBy(rate => (rate.Day, Currency: context.Chunk.RatesCountEach ? rate.Currency : "")))
        {
            if (day.All(Stands))
                tally.Add(FactAction.Unchanged);
            else
                tally.Add(day.Any(rate => known.ContainsKey((rate.Day, rate.Currency))) ? FactAction.Replace : FactAction.Insert);
        }

        var written = rates.Values.Where(rate => !Stands(rate)).OrderBy(rate => rate.Currency, StringComparer.Ordinal).ThenBy(rate => rate.Day).ToList();
        if (context.KeepsReplaced)
            replaced.AddRange(written.Where(rate => known.ContainsKey((rate.Day, rate.Currency)))
                .Select(rate => DimensionImages.Of<FxRate, RateDimension>(known[(rate.Day, rate.Currency)], context.Chunk.FileId)));
        context.Session.Upsert(
            "fx_rates",
            ["currency", "day", "per_euro_millionths", "file_id"],
            "(currency, day) DO UPDATE SET per_euro_millionths = excluded.per_euro_millionths, file_id = excluded.file_id",
            written,
            (rate, sink) =>
            {
                sink.Text(rate.Currency);
                sink.Int32(UnixTime.ToDays(rate.Day));
                sink.Int64(rate.PerEuroMillionths);
                sink.Int32(context.Chunk.FileId);
            });

        bool Stands(FxRate rate) => known.TryGetValue((rate.Day, rate.Currency), out var stored) && stored.PerEuroMillionths == rate.PerEuroMillionths;
    }
}
