using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Postgres;

internal sealed class PostgresAnalyticsDbContext(DbContextOptions<PostgresAnalyticsDbContext> options, DataScope scope) : AnalyticsDbContext(options, scope);
