using System.Linq.Expressions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Sqlite;

/// <summary>The reporting store in one SQLite file: facts in time order, ids and vendors in narrow tables beside them.</summary>
public sealed class SqliteReportingDbContext(DbContextOptions<SqliteReportingDbContext> options, DataScope scope) : ReportingDbContext(options, scope)
{
    internal override void ConfigureProvider(ModelBuilder model)
    {
        NarrowTables<Transaction>(model, "transaction");
        NarrowTables<Ticket>(model, "ticket");
        NarrowTables<Chargeback>(model, "chargeback");
        model.Entity<IdPage>(entity =>
        {
            entity.ToTable("transaction_id_pages").HasKey(row => row.Number);
            entity.Property(row => row.Number).ValueGeneratedNever();
        });
        model.HasDbFunction(() => IdPageFunction.KeyOf(default!, default)).HasName(IdPageFunction.Name);
    }

    internal override void OpenProviderTables(ModelBuilder model)
    {
        model.Entity<FactVendor<Transaction>>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<FactVendor<Ticket>>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<FactVendor<Chargeback>>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
    }

    internal override IQueryable<T> DuringKeys<T>(long fromKey, long toKey)
    {
        if (Scope.Kind != ScopeKind.Vendor)
            return Set<T>().AsNoTracking().Where(fact => fact.Key >= fromKey && fact.Key < toKey);

        // The narrow table first: the facts are then read by their key, one look-up a row of this vendor.
        return Set<FactVendor<T>>().Where(row => row.Key >= fromKey && row.Key < toKey)
            .Join(Set<T>().AsNoTracking(), row => row.Key, fact => fact.Key, (_, fact) => fact);
    }

    internal override IQueryable<long> FactsOf<T>(int vendorId) => Set<FactVendor<T>>().Where(row => row.VendorId == vendorId).Select(row => row.Key);

    internal override IQueryable<T> ByExternalId<T>(int sourceId, string externalId)
    {
        var hash = FactKey.IdHash(sourceId, externalId);
        var found = Under<T>(Set<FactId<T>>().Where(id => id.IdHash >= hash && id.IdHash < hash + FactKey.ProbeLength).Select(id => id.Key), sourceId, externalId);
        if (typeof(T) != typeof(Transaction))
            return found;
        var pages = IdPages.Numbers(hash);
        return found.Concat(Under<T>(Set<IdPage>().Where(page => pages.Contains(page.Number)).Select(page => IdPageFunction.KeyOf(page.Ids, hash)), sourceId, externalId));
    }

    private IQueryable<T> Under<T>(IQueryable<long> keys, int sourceId, string externalId) where T : class, IFact =>
        keys.Join(Set<T>().AsNoTracking(), key => key, fact => fact.Key, (_, fact) => fact).Where(fact => fact.SourceId == sourceId && fact.ExternalId == externalId);

    internal override Expression<Func<TicketEvent, bool>> OwnTicketEvents() => row =>
        Set<FactId<Ticket>>().Where(id => id.IdHash >= row.TicketHash && id.IdHash < row.TicketHash + FactKey.ProbeLength)
            .Join(Set<Ticket>(), id => id.Key, ticket => ticket.Key, (_, ticket) => ticket)
            .Any(ticket => ticket.VendorId == Scope.VendorId && ticket.SourceId == row.SourceId && ticket.ExternalId == row.TicketRef);

    internal override Expression<Func<ChargebackEvent, bool>> OwnChargebackEvents() => row =>
        Set<FactId<Chargeback>>().Where(id => id.IdHash >= row.ChargebackHash && id.IdHash < row.ChargebackHash + FactKey.ProbeLength)
            .Join(Set<Chargeback>(), id => id.Key, dispute => dispute.Key, (_, dispute) => dispute)
            .Any(dispute => dispute.VendorId == Scope.VendorId && dispute.SourceId == row.SourceId && dispute.ExternalId == row.ChargebackRef);

    private static void NarrowTables<T>(ModelBuilder model, string fact) where T : class, IFact
    {
        model.Entity<FactId<T>>(entity =>
        {
            entity.ToTable(fact + "_ids").HasKey(row => row.IdHash);
            entity.Property(row => row.IdHash).ValueGeneratedNever();
        });
        model.Entity<FactVendor<T>>(entity => entity.ToTable(fact + "_vendors").ClusteredByKey().HasKey(row => new { row.VendorId, row.Key }));
    }
}
