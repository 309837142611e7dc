using System.Data.Common;
using System.Globalization;

namespace Insights.Import.Store;

/// <summary>The store's version counter, in SQL both providers read alike.</summary>
internal static class VersionSql
{
    public const string Next =
        "INSERT INTO store_counters (name, value) VALUES ('data_version', 1) ON CONFLICT (name) DO UPDATE SET value = store_counters.value + 1 RETURNING value AS \"Value\"";

    /// <summary>Takes the next version inside a transaction. Late in it: on PostgreSQL the row stays locked until the commit.</summary>
    public static async Task<long> NextAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Next;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }
}
