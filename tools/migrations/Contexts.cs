using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Migrations;

/// <summary>Every context of ours and where its migrations lie. A new context is one more line.</summary>
internal static class Contexts
{
    private static readonly StoreOptions Sqlite = new() { Provider = StoreProvider.Sqlite, DataDirectory = Path.GetTempPath() };

    // Nobody listens there: scaffolding compares models and never connects.
    private static readonly StoreOptions Postgres = new() { Provider = StoreProvider.Postgres, ConnectionString = "Host=127.0.0.1;Database=none" };

    public static IReadOnlyList<MigrationTarget> All { get; } =
    [
        new("reporting-sqlite", () => ReportingStoreFactory.Create(Sqlite).Open(DataScope.Staff), "Insights.Import", "Insights.Import/Store/Sqlite/Migrations"),
        new("reporting-postgres", () => ReportingStoreFactory.Create(Postgres).Open(DataScope.Staff), "Insights.Import", "Insights.Import/Store/Postgres/Migrations"),
        new("portal-sqlite", () => new PortalStore(new PortalStoreOptions { DataDirectory = Path.GetTempPath() }).Open(), "Insights.Web", "Insights.Web/Portal/Sqlite/Migrations"),
        new("portal-postgres", () => new PortalStore(new PortalStoreOptions { PostgresConnectionString = Postgres.ConnectionString }).Open(), "Insights.Web", "Insights.Web/Portal/Postgres/Migrations"),
        new("analytics-sqlite", () => new AnalyticsStore(ReportingStoreFactory.Create(Sqlite)).Open(DataScope.Staff), "Insights.Analytics", "Insights.Analytics/Rollups/Sqlite/Migrations"),
        new("analytics-postgres", () => new AnalyticsStore(ReportingStoreFactory.Create(Postgres)).Open(DataScope.Staff), "Insights.Analytics", "Insights.Analytics/Rollups/Postgres/Migrations"),
    ];
}

/// <param name="Name">What the command line calls it.</param>
/// <param name="Open">Creates the context with its real options; the model decides, no database is opened.</param>
/// <param name="RootNamespace">Root namespace of the project that holds the context.</param>
/// <param name="Folder">Where the migrations lie, from the root of the repository; the namespace follows it.</param>
internal sealed record MigrationTarget(string Name, Func<DbContext> Open, string RootNamespace, string Folder);
