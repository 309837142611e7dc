using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store;

/// <summary>Keys and indexes both providers share. Facts have few indexes on purpose: each costs as much as the row itself when ten million arrive.</summary>
internal static class ReportingTables
{
    /// <summary>Upper-case form of a vendor's code: codes are compared without case, and both providers fold alike because we do it.</summary>
    public const string FoldedCode = "CodeFolded";

    public static void Configure(ModelBuilder model)
    {
        Facts(model);
        Dimensions(model);
        Ledger(model);
    }

    private static void Facts(ModelBuilder model)
    {
        model.Entity<Transaction>(entity =>
        {
            entity.ToTable("transactions").HasKey(row => row.Key);
            entity.Property(row => row.Key).ValueGeneratedNever();
        });
        model.Entity<Ticket>(entity =>
        {
            entity.ToTable("tickets").HasKey(row => row.Key);
            entity.Property(row => row.Key).ValueGeneratedNever();
        });
        model.Entity<Chargeback>(entity =>
        {
            entity.ToTable("chargebacks").HasKey(row => row.Key);
            entity.Property(row => row.Key).ValueGeneratedNever();

            // A touched day is recomputed by each of the three dates disputes count by; the dispute date is the key itself.
            entity.HasIndex(row => row.ChargedAt);
            entity.HasIndex(row => row.DecidedAt);
        });
        model.Entity<TicketEvent>(entity =>
        {
            entity.ToTable("ticket_events").HasKey(row => new { row.TicketHash, row.OccurredAt, row.EventId, row.TicketRef, row.SourceId });
            entity.ClusteredByKey();
        });
        model.Entity<ChargebackEvent>(entity =>
        {
            entity.ToTable("chargeback_events").HasKey(row => new { row.ChargebackHash, row.OccurredAt, row.EventId, row.ChargebackRef, row.SourceId });
            entity.ClusteredByKey();
        });
        model.Entity<ChargeFollower>(entity =>
        {
            entity.ToTable("charge_followers").HasKey(row => new { row.ChargeHash, row.FactKind, row.FactKey });
            entity.ClusteredByKey();
        });
    }

    private static void Dimensions(ModelBuilder model)
    {
        model.Entity<Vendor>(entity =>
        {
            entity.ToTable("vendors").Property<string>(FoldedCode);
            entity.HasIndex(FoldedCode).IsUnique();
        });
        model.Entity<Source>(entity => entity.ToTable("sources").HasIndex(row => row.Name).IsUnique());
        model.Entity<Agent>(entity => entity.ToTable("agents").HasIndex(row => new { row.SourceId, row.Code }).IsUnique());
        model.Entity<BusinessCalendar>(entity => entity.ToTable("business_calendars").HasIndex(row => new { row.Code, row.Version }).IsUnique());
        model.Entity<SlaPolicy>(entity => entity.ToTable("sla_policies").HasIndex(row => new { row.Code, row.Version }).IsUnique());
        model.Entity<TicketExemption>(entity => entity.ToTable("ticket_exemptions").HasIndex(row => new { row.SourceId, row.TicketRef }));
        model.Entity<FxRate>(entity => entity.ToTable("fx_rates").ClusteredByKey().HasKey(row => new { row.Currency, row.Day }));
    }

    private static void Ledger(ModelBuilder model)
    {
        model.Entity<ImportBatch>(entity => entity.ToTable("import_batches"));
        model.Entity<ImportedFile>(entity =>
        {
            entity.ToTable("imported_files").HasIndex(row => row.Sha256);
            entity.HasIndex(row => row.BatchId);
        });
        model.Entity<RejectedRow>(entity => entity.ToTable("rejected_rows").HasIndex(row => new { row.FileId, row.Line }));
        model.Entity<BeforeImage>(entity =>
        {
            entity.ToTable("before_images");
            entity.HasIndex(row => new { row.Kind, row.RowHash });
            entity.HasIndex(row => row.FileId);
            entity.HasIndex(row => row.WasFileId);
        });
        model.Entity<VendorFile>(entity => entity.ToTable("vendor_files").ClusteredByKey().HasKey(row => new { row.VendorId, row.FileId }));
        model.Entity<RetiredVendor>(entity => entity.ToTable("retired_vendors").HasKey(row => row.CodeFolded));
        model.Entity<MappedValue>(entity => entity.ToTable("mapped_values").ClusteredByKey().HasKey(row => new { row.SourceId, row.Kind, row.Value }));
        model.Entity<UnmappedRow>(entity =>
            entity.ToTable("unmapped_rows").ClusteredByKey().HasKey(row => new { row.SourceId, row.Kind, row.Value, row.Fact, row.ExternalId, row.FileId, row.Line }));
        model.Entity<TouchedDay>(entity => entity.ToTable("touched_days").ClusteredByKey().HasKey(row => new { row.Fact, row.Day }));
        model.Entity<TouchedTicket>(entity => entity.ToTable("touched_tickets").ClusteredByKey().HasKey(row => new { row.TicketHash, row.SourceId, row.TicketRef }));
        model.Entity<WorkspaceSetting>(entity => entity.ToTable("workspace_settings").HasKey(row => row.Name));
        model.Entity<StoreCounter>(entity => entity.ToTable("store_counters").HasKey(row => row.Name));
    }
}
