using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Insights.Analytics.Rollups;

/// <summary>Keys and indexes of the derived tables, each shaped by the one way it is read.</summary>
internal static class AnalyticsTables
{
    /// <param name="name">A table's name as SQL of the provider writes it.</param>
    public static void Configure(ModelBuilder model, Func<string, string> name)
    {
        // A page reads one dimension of one vendor (or of all together) over a range of days: one contiguous piece of the key.
        model.Entity<DailyPayments>(entity => entity.ToTable("daily_payments").ClusteredByKey()
            .HasKey(row => new { row.Dimension, row.VendorId, row.Day, row.Member, row.Currency }));
        model.Entity<DailyDisputes>(entity => entity.ToTable("daily_disputes").ClusteredByKey()
            .HasKey(row => new { row.Basis, row.Dimension, row.VendorId, row.Day, row.Member, row.Currency }));
        model.Entity<DailyTickets>(entity => entity.ToTable("daily_tickets").ClusteredByKey()
            .HasKey(row => new { row.Dimension, row.VendorId, row.Day, row.Member }));
        model.Entity<DailyClocks>(entity => entity.ToTable("daily_clocks").ClusteredByKey()
            .HasKey(row => new { row.Dimension, row.VendorId, row.Day, row.Member }));
        model.Entity<DailyLedger>(entity => entity.ToTable("daily_ledger").ClusteredByKey()
            .HasKey(row => new { row.Basis, row.VendorId, row.Day, row.Currency }));
        model.Entity<DailyCells>(entity => entity.ToTable("daily_cells").ClusteredByKey()
            .HasKey(row => new { row.Kind, row.VendorId, row.Day }));
        model.Entity<DerivedDay>(entity =>
        {
            entity.ToTable("derived_days").ClusteredByKey().HasKey(row => new { row.Kind, row.Day });
            entity.HasIndex(row => row.Revision);
        });

        Networks(model);
        Tickets(model, name);
        History(model);
        Desk(model);
        Disputes(model);

        model.Entity<RuleInForce>(entity => entity.ToTable("rules_in_force").HasKey(row => new { row.Kind, row.Code, row.Version, row.Revision }));
        model.Entity<RuleProposal>(entity => entity.ToTable("rule_proposals"));
        model.Entity<RuleEffect>(entity => entity.ToTable("rule_effects").ClusteredByKey().HasKey(row => new { row.ProposalId, row.Number }));
        model.Entity<TakenAction>(entity => entity.ToTable("taken_actions").HasIndex(row => new { row.VendorId, row.Day }));
        Patterns(model);
        Alerts(model);
        PaymentCases(model);
        Support(model);
        model.Entity<JobRun>(entity => entity.ToTable("job_runs").HasIndex(row => new { row.JobId, row.Id }));
        model.Entity<RollupState>(entity => entity.ToTable("rollup_states").HasKey(row => row.Name));
    }

    /// <summary>Months of vendors on card networks, and the edits of the table they are held against.</summary>
    private static void Networks(ModelBuilder model)
    {
        model.Entity<NetworkPayments>(entity => entity.ToTable("network_payments").ClusteredByKey().HasKey(row => new { row.VendorId, row.Month, row.Network, row.Currency }));
        model.Entity<NetworkDisputes>(entity => entity.ToTable("network_disputes").ClusteredByKey().HasKey(row => new { row.VendorId, row.Month, row.Network, row.Currency }));
        model.Entity<DisputeCohort>(entity => entity.ToTable("dispute_cohorts").ClusteredByKey().HasKey(row => new { row.VendorId, row.Month, row.Network, row.Lag }));
        model.Entity<ProgrammeEdit>(entity => entity.ToTable("programme_edits").HasIndex(row => new { row.Line, row.Version }).IsUnique());
    }

    private static void Tickets(ModelBuilder model, Func<string, string> name)
    {
        model.Entity<TicketOutcome>(entity =>
        {
            entity.ToTable("ticket_outcomes").HasKey(row => row.TicketKey);
            entity.Property(row => row.TicketKey).ValueGeneratedNever();
            entity.HasIndex(row => row.TicketHash);
            // A case is looked for by its number, or by how that begins.
            entity.HasIndex(row => row.TicketRef);
            entity.HasIndex(row => new { row.CreatedDay, row.VendorId });
            entity.HasIndex(row => new { row.SolvedDay, row.VendorId });
            // Which ticket goes on from this one? Few tickets go on from another.
            entity.HasIndex(row => row.FollowUpHash).HasFilter("follow_up_hash IS NOT NULL");
            entity.HasIndex(row => row.ClosedReplyDay).HasFilter("closed_reply_day IS NOT NULL");
            entity.HasIndex(row => new { row.SubjectKey, row.CreatedDay }).HasFilter("subject_key IS NOT NULL");
            entity.HasIndex(row => new { row.CustomerHash, row.CreatedDay }).HasFilter("customer_hash IS NOT NULL");
        });
        model.Entity<TicketSpan>(entity =>
        {
            entity.ToTable("ticket_spans").ClusteredByKey().HasKey(row => new { row.TicketKey, row.Number });
            entity.HasIndex(row => new { row.EndedAt, row.BeganAt, row.VendorId });
        });
        model.Entity<StoredClock>(entity =>
        {
            entity.ToTable("ticket_clocks").ClusteredByKey().HasKey(row => new { row.TicketKey, row.Metric, row.Instance });
            // Rates and percentiles: everything they need lies in the index.
            entity.HasIndex(row => new { row.Metric, row.DecidedDay, row.Verdict, row.VendorId }).HasFilter("decided_day IS NOT NULL");
            entity.HasIndex(row => new { row.Metric, row.ClosedDay, row.EntersPercentiles, row.VendorId, row.BusinessSeconds, row.WallSeconds })
                .HasFilter("closed_day IS NOT NULL");
            // What is beside a rate: few clocks run at a time, and few lack their history.
            entity.HasIndex(row => new { row.Verdict, row.StartedAt }).HasFilter(FormattableString.Invariant($"verdict = {(int)Verdict.Open}"));
            entity.HasIndex(row => row.StartedAt).HasFilter(FormattableString.Invariant($"verdict = {(int)Verdict.Unmeasured}"));
            // The minute's question: which clocks have fallen due? Few clocks run at a time.
            entity.HasIndex(row => row.DueAt).HasFilter("due_at IS NOT NULL");
        });
        model.Entity<TicketClock>(entity =>
        {
            entity.HasNoKey().ToTable((string?)null).ToSqlQuery(TicketClock.Select(name("ticket_clocks"), name("ticket_outcomes")));
            entity.Property(row => row.Metric).HasConversion(new ClockWords.Converter(ClockWords.Metrics));
            entity.Property(row => row.Verdict).HasConversion(new ClockWords.Converter(ClockWords.Verdicts));
            entity.Property(row => row.ClosedBy).HasConversion(new ClockWords.Converter(ClockWords.Closings));
            entity.Property(row => row.Cause).HasConversion((ValueConverter)new ClockWords.Converter(ClockWords.Owners));
        });
    }

    private static void History(ModelBuilder model)
    {
        model.Entity<ClosedMonth>(entity => entity.ToTable("closed_months").HasKey(row => row.Month));
        // In the order of tickets, as a rebuild derives them: it reads the stamps once from front to back.
        model.Entity<StampedClock>(entity => entity.ToTable("stamped_clocks").ClusteredByKey().HasKey(row => new { row.TicketKey, row.Metric, row.Instance, row.Month }));
        model.Entity<StampedTicket>(entity =>
        {
            entity.ToTable("stamped_tickets").HasKey(row => row.TicketKey);
            entity.Property(row => row.TicketKey).ValueGeneratedNever();
            entity.HasIndex(row => row.TicketHash);
        });
        model.Entity<StampedTerms>(entity => entity.ToTable("stamped_terms")
            .HasIndex(row => new { row.Policy, row.PolicyVersion, row.Calendar, row.CalendarVersion, row.TargetSeconds, row.JudgedByBusinessTime }).IsUnique());
        model.Entity<StampedFigure>(entity => entity.ToTable("stamped_figures").ClusteredByKey().HasKey(row => new { row.VendorId, row.Month, row.Figure }));
        model.Entity<Restatement>(entity =>
        {
            entity.ToTable("restatements").HasKey(row => new { row.TicketHash, row.Month, row.VendorId, row.Metric, row.Instance, row.Number, row.SourceId, row.TicketRef });
            entity.HasIndex(row => new { row.Month, row.VendorId }).HasFilter("latest");
        });
    }

    /// <summary>A few dozen rows each, replaced by every search; sightings and runs stay.</summary>
    private static void Patterns(ModelBuilder model)
    {
        model.Entity<PatternRow>(entity =>
        {
            entity.ToTable("patterns").HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
        });
        model.Entity<PatternAmount>(entity => entity.ToTable("pattern_amounts").ClusteredByKey().HasKey(row => new { row.PatternId, row.Currency }));
        model.Entity<PatternWeek>(entity => entity.ToTable("pattern_weeks").ClusteredByKey().HasKey(row => new { row.PatternId, row.From }));
        model.Entity<PatternExample>(entity => entity.ToTable("pattern_examples").ClusteredByKey().HasKey(row => new { row.PatternId, row.Number }));
        model.Entity<PatternCaseRow>(entity => entity.ToTable("pattern_cases").ClusteredByKey().HasKey(row => new { row.PatternId, row.DisputeKey }));
        model.Entity<PatternAlias>(entity => entity.ToTable("pattern_aliases").ClusteredByKey().HasKey(row => new { row.PatternId, row.Number }));
        model.Entity<PatternSighting>(entity => entity.ToTable("pattern_sightings"));
        model.Entity<PatternRun>(entity => entity.ToTable("pattern_runs"));
    }

    /// <summary>What contacts are about and how they end.</summary>
    private static void Support(ModelBuilder model)
    {
        model.Entity<DailyQuality>(entity => entity.ToTable("daily_quality").ClusteredByKey().HasKey(row => new { row.VendorId, row.Day, row.Team, row.Issue }));
        model.Entity<DailySubjects>(entity =>
        {
            entity.ToTable("daily_subjects").ClusteredByKey().HasKey(row => new { row.VendorId, row.SubjectKey, row.Day });
            // Changed days of every vendor are read anew: everything that is asked for lies in the index.
            entity.HasIndex(row => new { row.Day, row.VendorId, row.SubjectKey, row.Created, row.Known, row.FirstContact });
        });
        model.Entity<SubjectKeyRow>(entity =>
        {
            entity.ToTable("subject_keys").HasKey(row => row.SubjectKey);
            entity.Property(row => row.SubjectKey).ValueGeneratedNever();
            entity.HasIndex(row => new { row.Cluster, row.SubjectKey }).HasFilter("cluster IS NOT NULL");
        });
        model.Entity<CustomerSignal>(entity =>
        {
            entity.ToTable("customer_signals").ClusteredByKey().HasKey(row => new { row.VendorId, row.CustomerHash });
            entity.HasIndex(row => new { row.Signs, row.LastDay, row.VendorId });
        });
        model.Entity<IssueCorrection>(entity => entity.ToTable("issue_corrections").HasIndex(row => new { row.SourceId, row.TicketRef }));
        model.Entity<IssueWordsVersion>(entity => entity.ToTable("issue_words"));
        model.Entity<AlertThreshold>(entity => entity.ToTable("alert_thresholds"));
        model.Entity<ThresholdCrossing>(entity => entity.ToTable("threshold_crossings").HasIndex(row => new { row.ThresholdId, row.LastDay }));
    }

    /// <summary>A few hundred rows a year, read whole.</summary>
    private static void Alerts(ModelBuilder model)
    {
        model.Entity<AlertRow>(entity => entity.ToTable("alerts").HasIndex(row => row.LastDay));
        model.Entity<AlertDay>(entity => entity.ToTable("alert_days").ClusteredByKey().HasKey(row => new { row.AlertId, row.Day }));
        model.Entity<AlertShare>(entity => entity.ToTable("alert_shares").ClusteredByKey().HasKey(row => new { row.AlertId, row.Number }));
        model.Entity<WatchRun>(entity => entity.ToTable("watch_runs"));
    }

    /// <summary>What lies on the desk now: small beside the history, and asked every few seconds.</summary>
    private static void Desk(ModelBuilder model)
    {
        model.Entity<DeskTicket>(entity =>
        {
            entity.ToTable("desk_tickets").HasKey(row => row.TicketKey);
            entity.Property(row => row.TicketKey).ValueGeneratedNever();
            entity.HasIndex(row => row.TicketRef);
            entity.HasIndex(row => new { row.Queue, row.IsAnswered, row.ExpiresAt, row.VendorId });
            // On whom cases wait, and who has how many: both are answered from the index alone.
            entity.HasIndex(row => new { row.WaitsOn, row.VendorId, row.Agent, row.Tier }).HasFilter("waits_on IS NOT NULL");
            entity.HasIndex(row => row.UnheardSince).HasFilter("unheard_since IS NOT NULL");
        });
        model.Entity<DeskClock>(entity =>
        {
            entity.ToTable("desk_clocks").ClusteredByKey().HasKey(row => new { row.TicketKey, row.Metric, row.Instance });
            entity.HasIndex(row => new { row.BreachesAt, row.VendorId, row.Agent, row.Tier }).HasFilter("breaches_at IS NOT NULL");
            entity.HasIndex(row => new { row.RiskAt, row.BreachesAt, row.VendorId, row.Agent, row.Tier }).HasFilter("risk_at IS NOT NULL");
        });
    }

    private static void PaymentCases(ModelBuilder model)
    {
        // A page asks one facet of one vendor (or of all together) for some months and the days at both ends: three pieces of the key.
        model.Entity<PaymentFacetRow>(entity => entity.ToTable("payment_facets").ClusteredByKey()
            .HasKey(row => new { row.Facet, row.VendorId, row.Grain, row.Day, row.Member, row.Currency }));
        model.Entity<FailedOrder>(entity =>
        {
            entity.ToTable("failed_orders").HasKey(row => row.PaymentKey);
            entity.Property(row => row.PaymentKey).ValueGeneratedNever();
            entity.HasIndex(row => new { row.Day, row.VendorId });
            entity.HasIndex(row => new { row.VendorId, row.Day });
        });
        model.Entity<RefundCase>(entity =>
        {
            entity.ToTable("refund_cases").HasKey(row => row.RefundKey);
            entity.Property(row => row.RefundKey).ValueGeneratedNever();
            entity.HasIndex(row => new { row.Day, row.VendorId });
            entity.HasIndex(row => new { row.VendorId, row.Day });
            entity.HasIndex(row => row.PaymentHash).HasFilter("payment_hash IS NOT NULL");
            // A vendor's lists: without them its refunds of all days are looked through for the few that stand out.
            entity.HasIndex(row => new { row.VendorId, row.Day, row.Status }).HasFilter("status <> 'succeeded'");
            entity.HasIndex(row => new { row.VendorId, row.Day, row.FailedBeforeAt }).HasFilter("failed_before_at IS NOT NULL");
        });
        // Few, read whole once and afterwards by the days that changed.
        model.Entity<OddRefund>(entity => entity.ToTable("odd_refunds").ClusteredByKey().HasKey(row => new { row.Day, row.RefundKey }));
        model.Entity<OpenPayment>(entity =>
        {
            entity.ToTable("open_payments").HasKey(row => row.PaymentKey);
            entity.Property(row => row.PaymentKey).ValueGeneratedNever();
            entity.HasIndex(row => new { row.Day, row.VendorId });
        });
        model.Entity<BillingFinding>(entity =>
        {
            entity.ToTable("billing_findings").HasKey(row => new { row.Kind, row.SourceId, row.PaymentRef });
            entity.HasIndex(row => new { row.Day, row.VendorId });
        });
        model.Entity<FraudSignal>(entity =>
        {
            entity.ToTable("fraud_signals").HasKey(row => new { row.Kind, row.VendorId, row.StartedAt, row.Member });
            entity.HasIndex(row => new { row.Day, row.VendorId });
        });
        model.Entity<BlockCandidate>(entity =>
        {
            entity.ToTable("block_candidates").HasKey(row => new { row.VendorId, row.TokenKind, row.Token, row.Reason, row.Day });
            entity.HasIndex(row => new { row.Day, row.VendorId });
        });
        model.Entity<FindingDismissal>(entity => entity.ToTable("finding_dismissals").HasIndex(row => new { row.VendorId, row.PaymentRef }));
        model.Entity<TouchedPayments>(entity => entity.ToTable("touched_payments").ClusteredByKey().HasKey(row => new { row.Kind, row.Day }));
    }

    private static void Disputes(ModelBuilder model)
    {
        model.Entity<DisputeLedger>(entity =>
        {
            // In the order of opening: a period is one range, and a vendor's rows one range of an index.
            entity.ToTable("dispute_ledger").HasKey(row => row.DisputeKey);
            entity.Property(row => row.DisputeKey).ValueGeneratedNever();
            // With what is measured from one instant to another, so that percentiles are answered from the index alone.
            entity.HasIndex(row => new { row.VendorId, row.OpenedDay, row.IsDispute, row.DaysToDispute, row.OpenedAt, row.RespondedAt });
            entity.HasIndex(row => new { row.OpenedDay, row.VendorId });
            entity.HasIndex(row => new { row.ChargedDay, row.VendorId });
            entity.HasIndex(row => new { row.DecidedDay, row.VendorId }).HasFilter("decided_day IS NOT NULL");
            entity.HasIndex(row => row.DisputeHash);
            entity.HasIndex(row => row.PaymentHash).HasFilter("payment_hash IS NOT NULL");
            entity.HasIndex(row => row.CustomerHash).HasFilter("customer_hash IS NOT NULL");
            // The deadline queue: few cases await an answer at a time.
            entity.HasIndex(row => new { row.DueAt, row.VendorId }).HasFilter("outcome IS NULL");
            // How many of a vendor's wait and what they are worth, and which outcomes may still be turned round: from the index alone.
            entity.HasIndex(row => new { row.VendorId, row.State, row.DueAt, row.Currency, row.AmountMinor, row.Outcome }).HasFilter("outcome IS NULL");
            entity.HasIndex(row => new { row.VendorId, row.DecidedDay, row.FinalAt, row.DecidedAt, row.IsDispute, row.Outcome, row.Currency }).HasFilter("decided_day IS NOT NULL");
            // Fraud reports with how their payment was authenticated: few, beside all disputes.
            entity.HasIndex(row => new { row.VendorId, row.OpenedDay, row.ThreeDs }).HasFilter($"state = '{DisputeState.FraudNotice}'");
            // Won and lost by network and reason: what win chances are made of.
            entity.HasIndex(row => new { row.VendorId, row.Network, row.ReasonCategory, row.Outcome, row.IsDispute, row.Challenged }).HasFilter("challenged");
        });
        model.Entity<DisputeLink>(entity =>
        {
            entity.ToTable("dispute_links").ClusteredByKey().HasKey(row => new { row.DisputeKey, row.Kind, row.Number });
            entity.HasIndex(row => row.Day);
            entity.HasIndex(row => row.RefHash);
        });
        // By rowid, not clustered by key: a row is some hundred kilobytes.
        model.Entity<PayerDay>(entity => entity.ToTable("payer_days").HasKey(row => new { row.Kind, row.Day }));
        model.Entity<TouchedDispute>(entity => entity.ToTable("touched_disputes").ClusteredByKey().HasKey(row => new { row.DisputeHash, row.SourceId, row.DisputeRef }));
    }
}
