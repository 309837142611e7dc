namespace Insights.Web.Portal;

/// <summary>Where the portal's own data lies: portal.db and the data protection keys in the data directory, or the schema "portal" on PostgreSQL.</summary>
internal sealed record PortalStoreOptions
{
    public string DataDirectory { get; init; } = "data";

    /// <summary>Npgsql connection string; null means SQLite.</summary>
    public string? PostgresConnectionString { get; init; }

    public string SqlitePath => Path.Combine(DataDirectory, "portal.db");

    /// <summary>The file whose lock whoever migrates portal.db holds.</summary>
    public string MigrationTurnPath => SqlitePath + ".migrating";

    /// <summary>The keys that sign cookies and forms. Whoever reads them can sign in as anybody, so the folder is the owner's alone.</summary>
    public string KeysPath => Path.Combine(DataDirectory, "keys");
}
