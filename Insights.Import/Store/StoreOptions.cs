namespace Insights.Import.Store;

/// <summary>Where the reporting store lives.</summary>
public sealed record StoreOptions
{
    public StoreProvider Provider { get; init; } = StoreProvider.Sqlite;

    /// <summary>Folder of reporting.db on SQLite.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Npgsql connection string on PostgreSQL; tables live in the schema "reporting".</summary>
    public string? ConnectionString { get; init; }

    /// <summary>How many days an import can be undone: as long is kept what it replaced.</summary>
    public int UndoDays { get; init; } = 180;

    public string SqlitePath => Path.Combine(DataDirectory, "reporting.db");
}

public enum StoreProvider
{
    Sqlite,
    Postgres,
}
