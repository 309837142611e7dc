using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Sqlite;

internal sealed class SqliteAnalyticsDbContext(DbContextOptions<SqliteAnalyticsDbContext> options, DataScope scope) : AnalyticsDbContext(options, scope);
