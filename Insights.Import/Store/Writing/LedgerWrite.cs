using System.Data;
using System.Data.Common;

namespace Insights.Import.Store.Writing;

/// <summary>The chunk's line in the ledger: problems, and counts added to the file's row in the same transaction as the facts.</summary>
internal static class LedgerWrite
{
    private const string AddCounts = """
        UPDATE imported_files SET
            "rows" = "rows" + @rows, inserted = inserted + @inserted, updated = updated + @updated, unchanged = unchanged + @unchanged,
            duplicate = duplicate + @duplicate, rejected = rejected + @rejected, skipped = skipped + @skipped, warnings = warnings + @warnings,
            card_numbers_truncated = card_numbers_truncated + @cards,
            data_until = CASE WHEN @until IS NULL OR data_until > @until THEN data_until ELSE @until END,
            rows_from = CASE WHEN @first IS NULL OR rows_from < @first THEN rows_from ELSE @first END,
            rows_until = CASE WHEN @last IS NULL OR rows_until > @last THEN rows_until ELSE @last END
        WHERE id = @file
        """;

    public static void Counts(WriteSession session, FactChunk chunk, ChunkOutcome outcome)
    {
        using var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = AddCounts;
        Add(command, "@rows", chunk.RowsRead);
        Add(command, "@inserted", outcome.Inserted);
        Add(command, "@updated", outcome.Updated);
        Add(command, "@unchanged", outcome.Unchanged);
        Add(command, "@duplicate", outcome.Duplicate);
        Add(command, "@rejected", chunk.Rejected);
        Add(command, "@skipped", chunk.Skipped + outcome.Skipped);
        Add(command, "@warnings", chunk.Warnings);
        Add(command, "@cards", chunk.CardNumbersTruncated);
        Add(command, "@until", chunk.DataUntil is { } until ? UnixTime.ToSeconds(until) : null);
        Add(command, "@first", chunk.RowsFrom is { } first ? UnixTime.ToSeconds(first) : null);
        Add(command, "@last", chunk.RowsUntil is { } last ? UnixTime.ToSeconds(last) : null);
        Add(command, "@file", chunk.FileId);
        if (command.ExecuteNonQuery() != 1)
            throw new InvalidOperationException($"Imported file {chunk.FileId} is not in the ledger; its row must exist before its first chunk is written.");
    }

    public static void Problems(ChunkContext context)
    {
        context.Session.Delete("rejected_rows", ["id"], context.Chunk.SettledProblems, (id, sink) => sink.Int64(id));
        Add(context);
    }

    private static void Add(ChunkContext context) => context.Session.Upsert(
        "rejected_rows",
        ["file_id", "line", "severity", "column", "value", "rule", "reason", "record"],
        "",
        [.. context.Chunk.Problems, .. context.Problems],
        (row, sink) =>
        {
            sink.Int32(context.Chunk.FileId);
            sink.Int32(row.Line);
            sink.Text(row.Severity);
            sink.Text(row.Column);
            sink.Text(row.Value);
            sink.Text(row.Rule);
            sink.Text(row.Reason);
            sink.Text(row.Record);
        });

    private static void Add(DbCommand command, string name, long? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = DbType.Int64;
        parameter.Value = (object?)value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}
