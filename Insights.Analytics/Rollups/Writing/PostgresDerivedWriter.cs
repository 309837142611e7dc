using Insights.Import.Store;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Analytics.Rollups.Writing;

internal sealed class PostgresDerivedWriter(StoreTransaction transaction) : DerivedWriter(transaction)
{
    private int _staged;

    public override string Sql(string table) => StoreConventions.Schema + "." + table;

    public override Task InsertAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel) => CopyAsync(table, Sql(table.Name), rows, cancel);

    public override async Task AddAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        // A name of its own: one transaction may add to the same table several times.
        var stage = FormattableString.Invariant($"stage_{table.Name}_{++_staged}");
        await ExecuteAsync($"CREATE TEMP TABLE {stage} (LIKE {Sql(table.Name)}) ON COMMIT DROP", cancel);
        await CopyAsync(table, stage, rows, cancel);
        var columns = string.Join(", ", table.Columns);
        await ExecuteAsync($"INSERT INTO {Sql(table.Name)} AS t ({columns}) SELECT {columns} FROM {stage}" + AddUp(table), cancel);
        var key = string.Join(" AND ", table.Key.Select(column => $"t.{column} = s.{column}"));
        await ExecuteAsync($"DELETE FROM {Sql(table.Name)} AS t USING {stage} AS s WHERE {key} AND {AllZero(table, "t.")}", cancel);
        await ExecuteAsync($"DROP TABLE {stage}", cancel);
    }

    /// <summary>Growth is left to autovacuum's own analysis, which samples as well.</summary>
    public override async Task AnalyzeAsync(IEnumerable<string>? tables, CancellationToken cancel)
    {
        foreach (var table in tables ?? [])
            await ExecuteAsync($"ANALYZE {Sql(table)}", cancel);
    }

    private async Task CopyAsync<T>(DerivedTable<T> table, string target, IEnumerable<T> rows, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)Transaction.Connection;
        await using var import = await connection.BeginBinaryImportAsync($"COPY {target} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)", cancel);
        var sink = new CopySink(import);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            import.StartRow();
            table.Write(row, sink);
        }
        await import.CompleteAsync(cancel);
    }

    private sealed class CopySink(NpgsqlBinaryImporter import) : IRowSink
    {
        public void Int32(int value) => import.Write(value, NpgsqlDbType.Integer);

        public void Int64(long value) => import.Write(value, NpgsqlDbType.Bigint);

        public void Text(string? value)
        {
            if (value is null)
                import.WriteNull();
            else
                import.Write(value, NpgsqlDbType.Text);
        }

        public void Bytes(byte[] value) => import.Write(value, NpgsqlDbType.Bytea);

        public void Flag(bool value) => import.Write(value, NpgsqlDbType.Boolean);

        public void Null32() => import.WriteNull();

        public void Null64() => import.WriteNull();
    }
}
