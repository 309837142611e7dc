using System.Linq.Expressions;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Postgres;

/// <summary>The reporting store in the schema "reporting" of a PostgreSQL database: the same keys, with plain indexes for id and vendor.</summary>
public sealed class PostgresReportingDbContext(DbContextOptions<PostgresReportingDbContext> options, DataScope scope) : ReportingDbContext(options, scope)
{
    internal override void ConfigureProvider(ModelBuilder model)
    {
        Indexes<Transaction>(model);
        Indexes<Ticket>(model);
        Indexes<Chargeback>(model);
    }

    internal override void OpenProviderTables(ModelBuilder model)
    {
    }

    internal override IQueryable<T> DuringKeys<T>(long fromKey, long toKey) =>
        Set<T>().AsNoTracking().Where(fact => fact.Key >= fromKey && fact.Key < toKey);

    internal override IQueryable<long> FactsOf<T>(int vendorId) => Set<T>().Where(row => row.VendorId == vendorId).Select(row => row.Key);

    internal override IQueryable<T> ByExternalId<T>(int sourceId, string externalId) =>
        Set<T>().AsNoTracking().Where(fact => fact.SourceId == sourceId && fact.ExternalId == externalId);

    internal override Expression<Func<TicketEvent, bool>> OwnTicketEvents() => row =>
        Set<Ticket>().Any(ticket => ticket.VendorId == Scope.VendorId && ticket.SourceId == row.SourceId && ticket.ExternalId == row.TicketRef);

    internal override Expression<Func<ChargebackEvent, bool>> OwnChargebackEvents() => row =>
        Set<Chargeback>().Any(dispute => dispute.VendorId == Scope.VendorId && dispute.SourceId == row.SourceId && dispute.ExternalId == row.ChargebackRef);

    private static void Indexes<T>(ModelBuilder model) where T : class, IFact => model.Entity<T>(entity =>
    {
        entity.HasIndex(row => new { row.SourceId, row.ExternalId }).IsUnique();
        entity.HasIndex(row => new { row.VendorId, row.Key });
    });
}
