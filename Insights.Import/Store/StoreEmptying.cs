using System.Data.Common;

namespace Insights.Import.Store;

/// <summary>Takes the demo out again: every fact, dimension, ledger and derived row at once; the workspace's settings stay.</summary>
public static class StoreEmptying
{
    // The data version must keep growing, or a cache filled before would pass for current again.
    private const string SqliteTables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%migrations%' AND name NOT IN ('workspace_settings', 'store_counters') ORDER BY name";
    private const string PostgresTables = "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname = 'reporting' AND tablename NOT ILIKE '%migrations%' AND tablename NOT IN ('workspace_settings', 'store_counters') ORDER BY 1";

    public static async Task EmptyAsync(this IReportingStore store, CancellationToken cancel = default)
    {
        await using var transaction = await store.BeginWritingAsync(cancel);
        var postgres = store.Options.Provider == StoreProvider.Postgres;
        var tables = new List<string>();
        await using (var list = Command(transaction, postgres ? PostgresTables : SqliteTables))
        await using (var names = await list.ExecuteReaderAsync(cancel))
            while (await names.ReadAsync(cancel))
                tables.Add(postgres ? names.GetString(0) : $"\"{names.GetString(0)}\"");
        if (postgres)
        {
            await using var truncate = Command(transaction, "TRUNCATE " + string.Join(", ", tables));
            await truncate.ExecuteNonQueryAsync(cancel);
        }
        else
        {
            foreach (var table in tables)
            {
                await using var delete = Command(transaction, "DELETE FROM " + table);
                await delete.ExecuteNonQueryAsync(cancel);
            }
        }
        await transaction.CommitAsync(cancel);
    }

    private static DbCommand Command(StoreTransaction transaction, string text)
    {
        var command = transaction.Connection.CreateCommand();
        command.Transaction = transaction.Transaction;
#pragma warning disable CA2100 // table names of our own schema, read from its catalogue
        command.CommandText = text;
#pragma warning restore CA2100
        return command;
    }
}
