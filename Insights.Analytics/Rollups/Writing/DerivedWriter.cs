using System.Data.Common;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Writing;

/// <summary>
/// Writes many rows into derived tables inside a store transaction. No fact cursor may be open meanwhile: PostgreSQL's COPY owns the connection.
/// One implementation a provider; EF's change tracker would cost fifty times as much a row.
/// </summary>
internal abstract class DerivedWriter(StoreTransaction transaction)
{
    protected StoreTransaction Transaction { get; } = transaction;

    public static DerivedWriter For(StoreTransaction transaction, StoreProvider provider) => provider switch
    {
        StoreProvider.Sqlite => new SqliteDerivedWriter(transaction),
        StoreProvider.Postgres => new PostgresDerivedWriter(transaction),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "No such store."),
    };

    public abstract Task InsertAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel);

    /// <summary>Adds the rows' sums (all columns after the key) to what is stored; rows whose sums are all zero afterwards disappear.</summary>
    public abstract Task AddAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel);

    /// <summary>Takes the tables' indexes away where that can be done without anybody waiting, and returns the statements that bring them back.</summary>
    public virtual Task<IReadOnlyList<string>> DropIndexesAsync(IReadOnlyList<string> tables, IReadOnlyList<string> but, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Brings back what <see cref="DropIndexesAsync"/> took away.</summary>
    public virtual Task CreateIndexesAsync(IReadOnlyList<string> indexes, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// Tells the planner how large tables are by now. Without it the planner takes an index that names the wrong column first: at ten million payments a page of refunds took six times as long.
    /// </summary>
    /// <param name="tables">Those whose rows are all new; null = those that have grown much since they were looked at last, which is cheap to find, so every step may end with it.</param>
    public abstract Task AnalyzeAsync(IEnumerable<string>? tables, CancellationToken cancel);

    /// <summary>Table name as SQL of this provider writes it.</summary>
    public abstract string Sql(string table);

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        await using var command = Transaction.Connection.CreateCommand();
        command.Transaction = Transaction.Transaction;
#pragma warning disable CA2100 // Names of our own tables and columns only; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            Add(command, name, value);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    /// <summary>"insert … on conflict do update set a = t.a + excluded.a": alike on both providers.</summary>
    protected static string AddUp<T>(DerivedTable<T> table) =>
        $" ON CONFLICT ({string.Join(", ", table.Key)}) DO UPDATE SET "
        + string.Join(", ", table.Columns.Skip(table.Key.Length).Select(column => $"{column} = t.{column} + excluded.{column}"));

    protected static string AllZero<T>(DerivedTable<T> table, string prefix) =>
        string.Join(" AND ", table.Columns.Skip(table.Key.Length).Select(column => $"{prefix}{column} = 0"));
}
