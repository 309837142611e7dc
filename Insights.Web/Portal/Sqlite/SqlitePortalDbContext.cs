using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Portal.Sqlite;

internal sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options);
