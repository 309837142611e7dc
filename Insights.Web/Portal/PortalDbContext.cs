using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Insights.Web.Portal;

/// <summary>People and what they keep: users, memberships, saved views, annotations, subscriptions and their mail, the audit trail. One derived context per provider.</summary>
internal abstract partial class PortalDbContext(DbContextOptions options) : IdentityUserContext<PortalUser, int>(options)
{
    public DbSet<VendorMembership> Memberships => Set<VendorMembership>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<Annotation> Annotations => Set<Annotation>();

    public DbSet<AlertMute> AlertMutes => Set<AlertMute>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<SetUpToken> SetUpTokens => Set<SetUpToken>();

    public DbSet<ImportRecord> Imports => Set<ImportRecord>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<Brand> Brands => Set<Brand>();

    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcInstant>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<PortalUser>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.DisplayName).HasMaxLength(100);
            user.Property(u => u.Role).HasMaxLength(20);
        });
        builder.Entity<IdentityUserClaim<int>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<int>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<int>>().ToTable("user_tokens");

        builder.Entity<VendorMembership>(membership =>
        {
            membership.ToTable("memberships");
            membership.HasKey(m => m.UserId);
            membership.Property(m => m.UserId).ValueGeneratedNever();
            membership.Property(m => m.VendorCode).HasMaxLength(200);
            membership.HasOne<PortalUser>().WithOne().HasForeignKey<VendorMembership>(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SavedView>(view =>
        {
            view.ToTable("saved_views");
            view.Property(v => v.Name).HasMaxLength(80);
            view.Property(v => v.Page).HasMaxLength(100);
            view.Property(v => v.Query).HasMaxLength(4000);
            view.HasIndex(v => new { v.UserId, v.Name }).IsUnique();
            view.HasOne<PortalUser>().WithMany().HasForeignKey(v => v.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Annotation>(annotation =>
        {
            annotation.ToTable("annotations");
            annotation.Property(a => a.Text).HasMaxLength(200);
            annotation.Property(a => a.CreatedBy).HasMaxLength(256);
            annotation.HasIndex(a => a.Day);
        });
        builder.Entity<AlertMute>(mute =>
        {
            mute.ToTable("alert_mutes");
            mute.HasKey(m => new { m.UserId, m.Subject });
            mute.Property(m => m.UserId).ValueGeneratedNever();
            mute.Property(m => m.Subject).HasMaxLength(80);
            mute.HasOne<PortalUser>().WithMany().HasForeignKey(m => m.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<AuditEntry>(entry =>
        {
            // No foreign key: the trail outlives the people in it.
            entry.ToTable("audit");
            entry.Property(a => a.UserName).HasMaxLength(256);
            entry.Property(a => a.Action).HasMaxLength(40);
            entry.Property(a => a.Detail).HasMaxLength(1000);
            entry.Property(a => a.RemoteAddress).HasMaxLength(60);
            entry.HasIndex(a => a.At);
        });
        builder.Entity<SetUpToken>(token =>
        {
            token.ToTable("set_up_tokens");
            token.Property(t => t.TokenHash).HasMaxLength(64);
            token.HasIndex(t => t.TokenHash).IsUnique();
            token.HasOne<PortalUser>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ImportRecord>(import =>
        {
            import.ToTable("imports");
            import.Property(i => i.Id).HasMaxLength(40);
            import.Property(i => i.StartedBy).HasMaxLength(256);
            import.Property(i => i.Node).HasMaxLength(100);
            import.HasIndex(i => i.StartedAt);
            import.HasIndex(i => new { i.Ended, i.Node });
        });
        builder.Entity<ApiToken>(token =>
        {
            token.ToTable("api_tokens");
            token.Property(t => t.Name).HasMaxLength(80);
            token.Property(t => t.TokenHash).HasMaxLength(64);
            token.Property(t => t.Start).HasMaxLength(16);
            token.Property(t => t.Scopes).HasMaxLength(200);
            token.Property(t => t.Source).HasMaxLength(200);
            token.Property(t => t.VendorCode).HasMaxLength(200);
            token.Property(t => t.CreatedBy).HasMaxLength(256);
            token.HasIndex(t => t.TokenHash).IsUnique();
        });
        builder.Entity<Brand>(brand =>
        {
            brand.ToTable("brands");
            brand.HasKey(b => b.VendorCode);
            brand.Property(b => b.VendorCode).HasMaxLength(200);
            brand.Property(b => b.Accent).HasMaxLength(7);
            brand.Property(b => b.Footer).HasMaxLength(200);
            brand.Property(b => b.LogoType).HasMaxLength(20);
            brand.Property(b => b.LogoText).HasMaxLength(120);
        });
        builder.Entity<IdempotentAnswer>(answer =>
        {
            answer.ToTable("idempotent_answers");
            answer.Property(a => a.KeyHash).HasMaxLength(64);
            answer.Property(a => a.RequestHash).HasMaxLength(64);
            answer.Property(a => a.ImportId).HasMaxLength(40);
            // Two requests at once under one key: the database lets one of them begin.
            answer.HasIndex(a => new { a.TokenId, a.KeyHash }).IsUnique();
            answer.HasIndex(a => a.CreatedAt);
            answer.HasOne<ApiToken>().WithMany().HasForeignKey(a => a.TokenId).OnDelete(DeleteBehavior.Cascade);
        });
        ModelDelivery(builder);
    }

    // Providers give back DateTime without a kind; compared with a UTC clock that would be off by the machine's zone.
    private sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
