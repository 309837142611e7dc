using System.Text;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Npgsql;

namespace Insights.Import.Store.Postgres;

/// <summary>Reads facts through one connection, either its own or a caller's with its transaction.</summary>
internal sealed class PostgresFactReader(NpgsqlConnection connection, NpgsqlTransaction? transaction, bool owned) : FactReads
{
    protected override FactCursor ReadNamed<T>(string table, string ids, IReadOnlyCollection<TicketName> names, string[] columns)
    {
        var command = new NpgsqlCommand(
            Select<T>(columns, "t.") + " FROM unnest($1, $2) AS n(source_id, external_id) JOIN " + table + " t ON t.source_id = n.source_id AND t.external_id = n.external_id",
            connection,
            transaction);
        command.Parameters.Add(new NpgsqlParameter { Value = names.Select(ticket => ticket.SourceId).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = names.Select(ticket => ticket.TicketRef).ToArray() });
        return new Cursor(command, Codes);
    }

    public override void Dispose()
    {
        if (owned)
            connection.Dispose();
    }

    protected override FactCursor Open(string sql) => new Cursor(new NpgsqlCommand(sql, connection, transaction), Codes);

    protected override FactCursor OpenForEach(string sql, IReadOnlyList<long> hashes)
    {
        var command = new NpgsqlCommand(sql.Replace("= $1", "= ANY($1)", StringComparison.Ordinal), connection, transaction);
        command.Parameters.Add(new NpgsqlParameter { Value = hashes.ToArray() });
        return new Cursor(command, Codes);
    }

    private sealed class Cursor : FactCursor
    {
        private readonly NpgsqlCommand command;
        private readonly TextCodes codes;
        private readonly NpgsqlDataReader reader;
        private readonly byte[] buffer = new byte[4096];

        public Cursor(NpgsqlCommand command, TextCodes codes)
        {
            this.command = command;
            this.codes = codes;
            reader = command.ExecuteReader();
        }

        public override bool Read() => reader.Read();

        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override long Int64(int column)
        {
            if (reader.IsDBNull(column))
                return 0;
            var type = reader.GetFieldType(column);
            return type == typeof(long) ? reader.GetInt64(column) : type == typeof(bool) ? (reader.GetBoolean(column) ? 1 : 0) : reader.GetInt32(column);
        }

        public override string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        public override int Code(int column)
        {
            if (reader.IsDBNull(column))
                return 0;
            var text = reader.GetString(column);
            return text.Length * 3 <= buffer.Length
                ? codes.Of(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)))
                : codes.Of(Encoding.UTF8.GetBytes(text));
        }

        public override string? TextOf(int code) => codes[code];

        public override void Dispose()
        {
            reader.Dispose();
            command.Dispose();
        }
    }
}
