using System.Linq.Expressions;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups;

/// <summary>
/// The tables derived from facts, beside them in the same database. Every query is filtered by the <see cref="DataScope"/> the context was opened with,
/// as in the store: staff reads all, a vendor its own rows, everybody else none. Dropping the derived tables loses nothing: a rebuild writes the same rows.
/// The stamps of closed months, their restatements and the actions vendors have taken lie here too and are history: no rebuild writes or removes them.
/// </summary>
internal abstract class AnalyticsDbContext(DbContextOptions options, DataScope scope) : DbContext(options)
{
    public const string MigrationsTable = "__analytics_migrations";

    public DataScope Scope { get; } = scope;

    public DbSet<DailyPayments> DailyPayments => Set<DailyPayments>();
    public DbSet<DailyDisputes> DailyDisputes => Set<DailyDisputes>();
    public DbSet<DailyTickets> DailyTickets => Set<DailyTickets>();
    public DbSet<DailyClocks> DailyClocks => Set<DailyClocks>();
    public DbSet<DailyLedger> DailyLedger => Set<DailyLedger>();
    public DbSet<DailyCells> DailyCells => Set<DailyCells>();
    public DbSet<DerivedDay> DerivedDays => Set<DerivedDay>();
    public DbSet<NetworkPayments> NetworkPayments => Set<NetworkPayments>();
    public DbSet<NetworkDisputes> NetworkDisputes => Set<NetworkDisputes>();
    public DbSet<DisputeCohort> DisputeCohorts => Set<DisputeCohort>();
    public DbSet<ProgrammeEdit> ProgrammeEdits => Set<ProgrammeEdit>();
    public DbSet<TicketOutcome> TicketOutcomes => Set<TicketOutcome>();
    public DbSet<TicketSpan> TicketSpans => Set<TicketSpan>();
    public DbSet<TicketClock> TicketClocks => Set<TicketClock>();
    public DbSet<StoredClock> StoredClocks => Set<StoredClock>();
    public DbSet<ClosedMonth> ClosedMonths => Set<ClosedMonth>();
    public DbSet<StampedTicket> StampedTickets => Set<StampedTicket>();
    public DbSet<StampedTerms> StampedTerms => Set<StampedTerms>();
    public DbSet<StampedClock> StampedClocks => Set<StampedClock>();
    public DbSet<StampedFigure> StampedFigures => Set<StampedFigure>();
    public DbSet<Restatement> Restatements => Set<Restatement>();
    public DbSet<DeskTicket> DeskTickets => Set<DeskTicket>();
    public DbSet<DeskClock> DeskClocks => Set<DeskClock>();
    public DbSet<DisputeLedger> DisputeLedger => Set<DisputeLedger>();
    public DbSet<DisputeLink> DisputeLinks => Set<DisputeLink>();
    public DbSet<PayerDay> PayerDays => Set<PayerDay>();
    public DbSet<TouchedDispute> TouchedDisputes => Set<TouchedDispute>();
    public DbSet<RuleInForce> RulesInForce => Set<RuleInForce>();
    public DbSet<RuleProposal> RuleProposals => Set<RuleProposal>();
    public DbSet<RuleEffect> RuleEffects => Set<RuleEffect>();
    public DbSet<TakenAction> TakenActions => Set<TakenAction>();
    public DbSet<PatternRow> Patterns => Set<PatternRow>();
    public DbSet<PatternAmount> PatternAmounts => Set<PatternAmount>();
    public DbSet<PatternWeek> PatternWeeks => Set<PatternWeek>();
    public DbSet<PatternExample> PatternExamples => Set<PatternExample>();
    public DbSet<PatternCaseRow> PatternCases => Set<PatternCaseRow>();
    public DbSet<PatternAlias> PatternAliases => Set<PatternAlias>();
    public DbSet<PatternSighting> PatternSightings => Set<PatternSighting>();
    public DbSet<PatternRun> PatternRuns => Set<PatternRun>();
    public DbSet<AlertRow> Alerts => Set<AlertRow>();
    public DbSet<AlertDay> AlertDays => Set<AlertDay>();
    public DbSet<AlertShare> AlertShares => Set<AlertShare>();
    public DbSet<WatchRun> WatchRuns => Set<WatchRun>();
    public DbSet<PaymentFacetRow> PaymentFacets => Set<PaymentFacetRow>();
    public DbSet<FailedOrder> FailedOrders => Set<FailedOrder>();
    public DbSet<RefundCase> RefundCases => Set<RefundCase>();
    public DbSet<OddRefund> OddRefunds => Set<OddRefund>();
    public DbSet<OpenPayment> OpenPayments => Set<OpenPayment>();
    public DbSet<BillingFinding> BillingFindings => Set<BillingFinding>();
    public DbSet<FraudSignal> FraudSignals => Set<FraudSignal>();
    public DbSet<BlockCandidate> BlockCandidates => Set<BlockCandidate>();
    public DbSet<FindingDismissal> FindingDismissals => Set<FindingDismissal>();
    public DbSet<TouchedPayments> TouchedPayments => Set<TouchedPayments>();
    public DbSet<DailyQuality> DailyQuality => Set<DailyQuality>();
    public DbSet<DailySubjects> DailySubjects => Set<DailySubjects>();
    public DbSet<SubjectKeyRow> SubjectKeys => Set<SubjectKeyRow>();
    public DbSet<CustomerSignal> CustomerSignals => Set<CustomerSignal>();
    public DbSet<IssueCorrection> IssueCorrections => Set<IssueCorrection>();
    public DbSet<IssueWordsVersion> IssueWordsVersions => Set<IssueWordsVersion>();
    public DbSet<AlertThreshold> AlertThresholds => Set<AlertThreshold>();
    public DbSet<ThresholdCrossing> ThresholdCrossings => Set<ThresholdCrossing>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<RollupState> RollupStates => Set<RollupState>();

    protected sealed override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        StoreConventions.Values(configurationBuilder);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        AnalyticsTables.Configure(modelBuilder, table => Database.ProviderName?.Contains("PostgreSQL", StringComparison.Ordinal) == true ? StoreConventions.Schema + "." + table : table);
        StoreConventions.Names(modelBuilder, Database.ProviderName);
        if (!Scope.IsStaff)
            CloseWhatTheScopeMayNotRead(modelBuilder);
    }

    private void CloseWhatTheScopeMayNotRead(ModelBuilder model)
    {
        // Closed first, whatever the table: one that is added later and forgotten below reads nothing.
        foreach (var type in model.Model.GetEntityTypes())
            model.Entity(type.ClrType).HasQueryFilter(Expression.Lambda(Expression.Constant(false), Expression.Parameter(type.ClrType)));
        if (Scope.Kind != ScopeKind.Vendor)
            return;

        // A vendor's id is 1 or more (DataScope), so neither rows over all vendors (-1) nor rows without one (0) can match.
        model.Entity<DailyPayments>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DailyDisputes>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DailyTickets>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DailyClocks>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DailyLedger>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DailyCells>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<NetworkPayments>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<NetworkDisputes>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DisputeCohort>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<TicketOutcome>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<TicketSpan>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<StoredClock>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<TicketClock>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<StampedClock>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<StampedFigure>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<Restatement>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DeskTicket>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DeskClock>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<PatternRow>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<PatternAmount>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<PatternWeek>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<PatternExample>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<PatternCaseRow>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<PatternAlias>().HasQueryFilter(row => row.OwnerVendorId == Scope.VendorId);
        model.Entity<PatternSighting>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<AlertRow>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<AlertDay>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<AlertShare>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DailyQuality>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DailySubjects>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        // Which key belongs to which issue; words of subjects, of which a vendor's own queries show only those its own tickets have.
        model.Entity<SubjectKeyRow>().HasQueryFilter(row => Set<DailySubjects>().Any(own => own.VendorId == Scope.VendorId && own.SubjectKey == row.SubjectKey));
        model.Entity<CustomerSignal>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<IssueCorrection>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<AlertThreshold>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<ThresholdCrossing>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<TakenAction>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<PaymentFacetRow>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<FailedOrder>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<RefundCase>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<OddRefund>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<OpenPayment>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<BillingFinding>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<FraudSignal>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<BlockCandidate>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<FindingDismissal>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DisputeLedger>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
        model.Entity<DisputeLink>().HasQueryFilter(row => row.VendorId == Scope.VendorId);
    }
}
