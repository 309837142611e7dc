using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store;

/// <summary>The reporting store as its readers see it: every query is filtered by the <see cref="DataScope"/> the context was opened with.</summary>
public abstract class ReportingDbContext(DbContextOptions options, DataScope scope) : DbContext(options)
{
    /// <summary>What this context may read. The model is cached by it.</summary>
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
    public DbSet<FxRate> FxRates => Set<FxRate>();

    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();
    public DbSet<ImportedFile> ImportedFiles => Set<ImportedFile>();
    public DbSet<RejectedRow> RejectedRows => Set<RejectedRow>();
    public DbSet<TouchedDay> TouchedDays => Set<TouchedDay>();
    public DbSet<TouchedTicket> TouchedTickets => Set<TouchedTicket>();
    public DbSet<WorkspaceSetting> WorkspaceSettings => Set<WorkspaceSetting>();
}
