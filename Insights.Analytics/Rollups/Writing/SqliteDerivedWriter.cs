using System.Data.Common;
using System.Globalization;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Writing;

internal sealed class SqliteDerivedWriter(StoreTransaction transaction) : DerivedWriter(transaction)
{
    public override string Sql(string table) => table;

    public override Task InsertAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        using var insert = new Statement(Transaction, Insert(table), table.Columns.Length);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            insert.Run(row, table.Write);
        }
        return Task.CompletedTask;
    }

    public override Task AddAsync<T>(DerivedTable<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        using var add = new Statement(Transaction, Insert(table, " AS t") + AddUp(table), table.Columns.Length);
        var key = string.Join(" AND ", table.Key.Select((column, i) => $"{column} = {Parameter(i)}"));
        using var remove = new Statement(Transaction, $"DELETE FROM {table.Name} WHERE {key} AND {AllZero(table, "")}", table.Columns.Length);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            add.Run(row, table.Write);
            remove.Run(row, table.Write);
        }
        return Task.CompletedTask;
    }

    private static string Insert<T>(DerivedTable<T> table, string alias = "") =>
        $"INSERT INTO {table.Name}{alias} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => Parameter(i)))})";

    private static string Parameter(int index) => "@p" + index.ToString(CultureInfo.InvariantCulture);

    private sealed class Statement : IRowSink, IDisposable
    {
        private readonly DbCommand _command;
        private readonly DbParameter[] _parameters;
        private int _next;

        public Statement(StoreTransaction transaction, string sql, int columns)
        {
            _command = transaction.Connection.CreateCommand();
            _command.Transaction = transaction.Transaction;
#pragma warning disable CA2100 // Names of our own tables and columns only.
            _command.CommandText = sql;
#pragma warning restore CA2100
            _parameters = new DbParameter[columns];
            for (var i = 0; i < columns; i++)
            {
                var parameter = _command.CreateParameter();
                parameter.ParameterName = Parameter(i);
                _parameters[i] = parameter;
                _command.Parameters.Add(parameter);
            }
        }

        public void Run<T>(T row, Action<T, IRowSink> write)
        {
            _next = 0;
            write(row, this);
            _command.ExecuteNonQuery();
        }

        public void Int32(int value) => _parameters[_next++].Value = value;

        public void Int64(long value) => _parameters[_next++].Value = value;

        public void Text(string? value) => _parameters[_next++].Value = (object?)value ?? DBNull.Value;

        public void Flag(bool value) => _parameters[_next++].Value = value;

        public void Null32() => _parameters[_next++].Value = DBNull.Value;

        public void Null64() => _parameters[_next++].Value = DBNull.Value;

        public void Dispose() => _command.Dispose();
    }
}
