using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Portal;

/// <summary>Subscriptions, their mail, and published reports.</summary>
internal abstract partial class PortalDbContext
{
    private const int EyesLength = 220;

    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<SubscriptionRecipient> Recipients => Set<SubscriptionRecipient>();

    public DbSet<DeliveryRun> DeliveryRuns => Set<DeliveryRun>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<KeptFile> KeptFiles => Set<KeptFile>();

    public DbSet<PublishedReport> PublishedReports => Set<PublishedReport>();

    public DbSet<PublishedFile> PublishedFiles => Set<PublishedFile>();

    public DbSet<AlertMailChoice> AlertMail => Set<AlertMailChoice>();

    public DbSet<AlertTold> AlertsTold => Set<AlertTold>();

    private static void ModelDelivery(ModelBuilder builder)
    {
        builder.Entity<Subscription>(subscription =>
        {
            subscription.ToTable("subscriptions");
            subscription.Property(s => s.Name).HasMaxLength(120);
            subscription.Property(s => s.ReportId).HasMaxLength(80);
            subscription.Property(s => s.Query).HasMaxLength(4000);
            subscription.Property(s => s.Formats).HasMaxLength(60);
            subscription.Property(s => s.Cadence).HasMaxLength(30);
            subscription.Property(s => s.Zone).HasMaxLength(60);
            subscription.Property(s => s.Calendar).HasMaxLength(200);
            subscription.Property(s => s.PausedBecause).HasMaxLength(300);
            subscription.Ignore(s => s.IsActive);
            // No foreign key: the view may go, and then this says which it was.
            subscription.HasIndex(s => s.ViewId);
            subscription.HasIndex(s => s.NextRunAt);
            subscription.HasOne<PortalUser>().WithMany().HasForeignKey(s => s.OwnerId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SubscriptionRecipient>(recipient =>
        {
            recipient.ToTable("subscription_recipients");
            recipient.Property(r => r.Address).HasMaxLength(254);
            recipient.Property(r => r.Name).HasMaxLength(100);
            recipient.Property(r => r.VendorCode).HasMaxLength(200);
            recipient.HasIndex(r => new { r.SubscriptionId, r.UserId, r.Address }).IsUnique();
            recipient.HasOne<Subscription>().WithMany().HasForeignKey(r => r.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
            recipient.HasOne<PortalUser>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DeliveryRun>(run =>
        {
            run.ToTable("delivery_runs");
            run.Property(r => r.Key).HasMaxLength(60);
            run.Property(r => r.StartedBy).HasMaxLength(256);
            run.Property(r => r.State).HasMaxLength(12);
            run.Property(r => r.Reason).HasMaxLength(1000);
            // Two nodes at one minute: the database lets one of them begin the run.
            run.HasIndex(r => new { r.SubscriptionId, r.Key }).IsUnique();
            run.HasIndex(r => r.State);
            run.HasOne<Subscription>().WithMany().HasForeignKey(r => r.SubscriptionId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<OutboxMessage>(message =>
        {
            // No foreign keys: the log outlives the subscriptions and people in it.
            message.ToTable("outbox");
            message.Property(m => m.Key).HasMaxLength(200);
            message.Property(m => m.Eyes).HasMaxLength(EyesLength);
            message.Property(m => m.ToAddress).HasMaxLength(254);
            message.Property(m => m.ToName).HasMaxLength(100);
            message.Property(m => m.Subject).HasMaxLength(300);
            message.Property(m => m.UnsubscribeUrl).HasMaxLength(1000);
            message.Property(m => m.MessageId).HasMaxLength(200);
            message.Property(m => m.Attached).HasMaxLength(60);
            message.Property(m => m.State).HasMaxLength(12);
            message.Property(m => m.LeasedBy).HasMaxLength(60);
            message.Property(m => m.Reply).HasMaxLength(1000);
            message.HasIndex(m => m.Key).IsUnique();
            message.HasIndex(m => new { m.State, m.NextAttemptAt });
            message.HasIndex(m => m.SubscriptionId);
            message.HasIndex(m => m.RunId);
            message.HasIndex(m => m.UserId);
        });
        builder.Entity<KeptFile>(file =>
        {
            file.ToTable("kept_files");
            file.Property(f => f.Eyes).HasMaxLength(EyesLength);
            file.Property(f => f.Format).HasMaxLength(20);
            file.Property(f => f.FileName).HasMaxLength(260);
            file.Property(f => f.MediaType).HasMaxLength(100);
            file.Property(f => f.Sha256).HasMaxLength(64);
            file.HasIndex(f => new { f.RunId, f.Eyes, f.Format }).IsUnique();
            file.HasIndex(f => f.MadeAt);
        });
        builder.Entity<PublishedReport>(report =>
        {
            report.ToTable("published_reports");
            report.Property(r => r.Number).HasMaxLength(300);
            report.Property(r => r.ReportId).HasMaxLength(80);
            report.Property(r => r.Title).HasMaxLength(200);
            report.Property(r => r.Headline).HasMaxLength(500);
            report.Property(r => r.Month).HasMaxLength(7);
            report.Property(r => r.Eyes).HasMaxLength(EyesLength);
            report.Property(r => r.Scope).HasMaxLength(200);
            report.Property(r => r.PublishedBy).HasMaxLength(256);
            report.Property(r => r.Restatement).HasMaxLength(64);
            report.HasIndex(r => r.Number).IsUnique();
            report.HasIndex(r => new { r.ReportId, r.Month, r.Eyes, r.Version }).IsUnique();
        });
        builder.Entity<PublishedFile>(file =>
        {
            file.ToTable("published_files");
            file.Property(f => f.Format).HasMaxLength(20);
            file.Property(f => f.FileName).HasMaxLength(260);
            file.Property(f => f.MediaType).HasMaxLength(100);
            file.Property(f => f.Sha256).HasMaxLength(64);
            file.HasIndex(f => new { f.ReportId, f.Format }).IsUnique();
            file.HasOne<PublishedReport>().WithMany().HasForeignKey(f => f.ReportId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<AlertMailChoice>(choice =>
        {
            choice.ToTable("alert_mail");
            choice.HasKey(c => c.UserId);
            choice.Property(c => c.UserId).ValueGeneratedNever();
            choice.HasOne<PortalUser>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<AlertTold>(told =>
        {
            told.ToTable("alerts_told");
            told.HasKey(t => new { t.UserId, t.What });
            told.Property(t => t.UserId).ValueGeneratedNever();
            told.Property(t => t.What).HasMaxLength(80);
            told.HasOne<PortalUser>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
