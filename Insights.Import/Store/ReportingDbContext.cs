using System.Linq.Expressions;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store;

/// <summary>The reporting store as its readers see it: every query is filtered by the <see cref="DataScope"/> the context was opened with.</summary>
/// <remarks>
/// Staff: the model has no filter. Vendor: facts and the vendor itself by vendor id, events through their ticket or dispute, exchange rates (public) in full,
/// every other set reads no rows. Nothing: every set reads no rows. A set nobody thought about is closed, not open.
/// </remarks>
public abstract class ReportingDbContext(DbContextOptions options, DataScope scope) : DbContext(options)
{
    /// <summary>Name of the table in which EF records this context's applied migrations.</summary>
    public const string MigrationsTable = "__reporting_migrations";

    /// <summary>What this context may read. The model is cached by its kind; the vendor is a parameter of every query.</summary>
    public DataScope Scope { get; } = scope;

    public DbSet<Ticket> Tickets => Set<Ticket>();
    public DbSet<TicketEvent> TicketEvents => Set<TicketEvent>();
    public DbSet<Transaction> Transactions => Set<Transaction>();
    public DbSet<Chargeback> Chargebacks => Set<Chargeback>();
    public DbSet<ChargebackEvent> ChargebackEvents => Set<ChargebackEvent>();

    public DbSet<Vendor> Vendors => Set<Vendor>();
    public DbSet<Source> Sources => Set<Source>();
    public DbSet<Agent> Agents => Set<Agent>();
    public DbSet<BusinessCalendar> BusinessCalendars => Set<BusinessCalendar>();
    public DbSet<SlaPolicy> SlaPolicies => Set<SlaPolicy>();
    public DbSet<TicketExemption> TicketExemptions => Set<TicketExemption>();
    public DbSet<FxRate> FxRates => Set<FxRate>();

    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();
    public DbSet<ImportedFile> ImportedFiles => Set<ImportedFile>();
    public DbSet<RejectedRow> RejectedRows => Set<RejectedRow>();
    public DbSet<MappedValue> MappedValues => Set<MappedValue>();
    public DbSet<UnmappedRow> UnmappedRows => Set<UnmappedRow>();
    public DbSet<TouchedDay> TouchedDays => Set<TouchedDay>();
    public DbSet<TouchedTicket> TouchedTickets => Set<TouchedTicket>();
    public DbSet<WorkspaceSetting> WorkspaceSettings => Set<WorkspaceSetting>();

    internal DbSet<StoreCounter> Counters => Set<StoreCounter>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseWritesOutsideStaffScope();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseWritesOutsideStaffScope();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Fact and dimension tables in time order or by id, as this provider finds them fastest.</summary>
    internal abstract IQueryable<T> DuringKeys<T>(long fromKey, long toKey) where T : class, IFact;

    /// <summary>Keys of a vendor's facts.</summary>
    internal abstract IQueryable<long> FactsOf<T>(int vendorId) where T : class, IFact;

    internal abstract IQueryable<T> ByExternalId<T>(int sourceId, string externalId) where T : class, IFact;

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        StoreConventions.Values(configurationBuilder);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ReportingTables.Configure(modelBuilder);
        ConfigureProvider(modelBuilder);
        StoreConventions.Names(modelBuilder, Database.ProviderName);
        if (!Scope.IsStaff)
            CloseWhatTheScopeMayNotRead(modelBuilder);
    }

    /// <summary>Tables and indexes only one provider needs.</summary>
    internal abstract void ConfigureProvider(ModelBuilder model);

    /// <summary>Events of the scope's own tickets; asked of the ticket each time, so that a vendor who becomes known later needs no second write.</summary>
    internal abstract Expression<Func<TicketEvent, bool>> OwnTicketEvents();

    internal abstract Expression<Func<ChargebackEvent, bool>> OwnChargebackEvents();

    private void CloseWhatTheScopeMayNotRead(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            // The id tables hold hashes and keys only, are internal, and the filters of events look through them.
            if (type.ClrType == typeof(IdPage) || (type.ClrType.IsGenericType && type.ClrType.GetGenericTypeDefinition() == typeof(FactId<>)))
                continue;
            model.Entity(type.ClrType).HasQueryFilter(Expression.Lambda(Expression.Constant(false), Expression.Parameter(type.ClrType)));
        }

        if (Scope.Kind != ScopeKind.Vendor)
            return;

        model.Entity<Ticket>().HasQueryFilter(ticket => ticket.VendorId == Scope.VendorId);
        model.Entity<Transaction>().HasQueryFilter(transaction => transaction.VendorId == Scope.VendorId);
        model.Entity<Chargeback>().HasQueryFilter(chargeback => chargeback.VendorId == Scope.VendorId);
        model.Entity<Vendor>().HasQueryFilter(vendor => vendor.Id == Scope.VendorId);
        model.Entity<FxRate>().HasQueryFilter(rate => Scope.VendorId > 0);
        model.Entity<TicketEvent>().HasQueryFilter(OwnTicketEvents());
        model.Entity<ChargebackEvent>().HasQueryFilter(OwnChargebackEvents());
        OpenProviderTables(model);
    }

    /// <summary>Opens the provider's own tables for a vendor scope as far as they hold the vendor's rows.</summary>
    internal abstract void OpenProviderTables(ModelBuilder model);

    private void RefuseWritesOutsideStaffScope()
    {
        if (!Scope.IsStaff)
            throw new InvalidOperationException("The reporting store is written in staff scope only; this context was opened as " + Scope.CacheKey + ".");
    }
}
