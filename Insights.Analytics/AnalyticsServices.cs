using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Queries.Rules;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.History;
using Insights.Analytics.Rollups.Patterns;
using Insights.Analytics.Rollups.Trends;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Analytics;

/// <summary>The only registration surface of stage 2.</summary>
public static class AnalyticsServices
{
    /// <summary>Registers the jobs, queries and report builders. Needs AddImport(), logging and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddAnalytics(this IServiceCollection services)
    {
        services.AddSingleton<AnalyticsStore>();
        services.AddSingleton<RollupPass>();
        services.AddSingleton<RuleComparison>();
        services.AddSingleton<ResultCache>();
        services.AddSingleton<RulesInUse>();

        services.AddSingleton<IInsightsJob, RefreshMetricsJob>();
        services.AddSingleton<IInsightsJob, RebuildMetricsJob>();
        services.AddSingleton<IInsightsJob, MarkBreachesJob>();
        services.AddSingleton<IInsightsJob, CloseMonthsJob>();
        services.AddSingleton<IMonthClosing, MonthClosing>();
        services.AddSingleton<IInsightsJob, CompareRulesJob>();
        services.AddSingleton<PatternPass>();
        services.AddSingleton<IInsightsJob, FindPatternsJob>();
        services.AddSingleton<WatchPass>();
        services.AddSingleton<IInsightsJob, WatchTrendsJob>();
        services.AddSingleton<JobProgressBoard>();
        services.AddSingleton<IJobRunner, JobRunner>();
        services.AddSingleton<ITouchedDays, DaysToTouch>();

        services.AddSingleton<IMetricQueries, MetricQueries>();
        services.AddSingleton<IServiceLevelQueries, ServiceLevelQueries>();
        services.AddSingleton<CoverageQueries>();
        services.AddSingleton<ICoverageQueries>(provider => provider.GetRequiredService<CoverageQueries>());
        services.AddSingleton<IArrivalQueries>(provider => provider.GetRequiredService<CoverageQueries>());
        services.AddSingleton<IBacklogQueries, BacklogQueries>();
        services.AddSingleton<ICaseFlowQueries, CaseFlowQueries>();
        services.AddSingleton<IIntakeQueries, IntakeQueries>();
        services.AddSingleton<IMonthHistoryQueries, MonthHistoryQueries>();
        services.AddSingleton<IRowQueries, RowQueries>();
        services.AddSingleton<IDeskQueries, DeskQueries>();
        services.AddSingleton<IDeadlineQueries, DeadlineQueries>();
        services.AddSingleton<IDisputeWatchQueries, DisputeWatchQueries>();
        services.AddSingleton<IHeldTimeQueries, HeldTimeQueries>();
        services.AddSingleton<IOptionQueries, OptionQueries>();
        services.AddSingleton<IDataHealthQueries, DataHealthQueries>();
        services.AddSingleton<IImportQualityQueries, ImportQualityQueries>();
        services.AddSingleton<IFileRowQueries, FileRowQueries>();
        services.AddSingleton<IJobQueries, JobQueries>();
        services.AddSingleton<IRowDetailQueries, RowDetailQueries>();
        services.AddSingleton<IClockQueries, ClockQueries>();
        services.AddSingleton<ITicketStampQueries, TicketStampQueries>();
        services.AddSingleton<IRuleChanges, RuleChanges>();
        services.AddSingleton<IRuleQueries, RuleQueries>();
        services.AddSingleton<ISimulator, Simulator>();
        services.AddSingleton<ITakenActions, TakenActions>();
        services.AddSingleton<IProgrammeQueries, ProgrammeQueries>();
        services.AddSingleton<IProgrammeTable, ProgrammeTableEditing>();
        services.AddSingleton<IMaturityQueries, MaturityQueries>();
        services.AddSingleton<IPatternQueries, PatternQueries>();
        services.AddSingleton<IAlertQueries, AlertQueries>();
        services.AddSingleton<IPaymentQueries, PaymentQueries>();
        services.AddSingleton<IBillingDesk, BillingDesk>();
        services.AddSingleton<ISupportQueries, SupportQueries>();
        services.AddSingleton<IAlertLimits, AlertLimits>();
        services.AddSingleton<IForecastQueries, ForecastQueries>();
        services.AddSingleton<IContactIssues, ContactIssues>();
        return services.AddReports();
    }
}
