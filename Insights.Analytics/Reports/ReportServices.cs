using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Builders;
using Insights.Analytics.Reports.Builders.Payments;
using Insights.Analytics.Reports.Builders.ServiceLevels;
using Insights.Analytics.Reports.Builders.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Analytics.Reports;

/// <summary>The shelf, in the order people see it. Called by AddAnalytics().</summary>
internal static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ReportSources>()
        .AddSingleton<ActionOutcomes>()
        .AddSingleton<PatternAdvice>()
        .AddSingleton<VendorAdvice>()
        .AddSingleton<ScorecardSources>()
        .AddSingleton<IReportBuilder, TodayBuilder>()
        .AddSingleton<IReportBuilder, OverviewBuilder>()
        .AddSingleton<IReportBuilder, ServiceLevelsBuilder>()
        .AddSingleton<IReportBuilder, AttainmentBuilder>()
        .AddSingleton<IReportBuilder, TimesBuilder>()
        .AddSingleton<IReportBuilder, CausesBuilder>()
        .AddSingleton<IReportBuilder, BacklogBuilder>()
        .AddSingleton<IReportBuilder, FlowBuilder>()
        .AddSingleton<IReportBuilder, IntakeBuilder>()
        .AddSingleton<IReportBuilder, CoverageBuilder>()
        .AddSingleton<IReportBuilder, SupportBuilder>()
        .AddSingleton<IReportBuilder, RecurringBuilder>()
        .AddSingleton<IReportBuilder, IssueBuilder>()
        .AddSingleton<IReportBuilder, SelfHelpBuilder>()
        .AddSingleton<IReportBuilder, AtRiskBuilder>()
        .AddSingleton<IReportBuilder, TrainingBuilder>()
        .AddSingleton<IReportBuilder, ForecastBuilder>()
        .AddSingleton<IReportBuilder, WordsBuilder>()
        .AddSingleton<IReportBuilder, ChargebacksBuilder>()
        .AddSingleton<IReportBuilder, MaturityBuilder>()
        .AddSingleton<IReportBuilder, ProgrammesBuilder>()
        .AddSingleton<IReportBuilder, ProgrammeDetailBuilder>()
        .AddSingleton<IReportBuilder, VendorsBuilder>()
        .AddSingleton<IReportBuilder, ScorecardBuilder>()
        .AddSingleton<IReportBuilder, DeadlinesBuilder>()
        .AddSingleton<IReportBuilder, PatternsBuilder>()
        .AddSingleton<IPatternDocuments, PatternDocuments>()
        .AddSingleton<IReportBuilder, AlertsBuilder>()
        .AddSingleton<IAlertDocuments, AlertDocuments>()
        .AddSingleton<IReportBuilder, FailuresBuilder>()
        .AddSingleton<IReportBuilder, DelaysBuilder>()
        .AddSingleton<IReportBuilder, RefundsBuilder>()
        .AddSingleton<IReportBuilder, BillingErrorsBuilder>()
        .AddSingleton<IReportBuilder, FraudBuilder>()
        .AddSingleton<IReportBuilder, MethodsBuilder>()
        .AddSingleton<IReportBuilder, PaymentsHealthBuilder>()
        .AddSingleton<IReportBuilder, ExecutiveMonthlyBuilder>()
        .AddSingleton<IReportBuilder, SlaMonthlyBuilder>()
        .AddSingleton<IReportBuilder, VendorChargebacksBuilder>()
        .AddSingleton<IReportBuilder, PortfolioChargebacksBuilder>()
        .AddSingleton<IReportBuilder, VendorServiceBuilder>()
        .AddSingleton<IReportBuilder, DataQualityBuilder>()
        .AddSingleton<ReportLibrary>();
}
