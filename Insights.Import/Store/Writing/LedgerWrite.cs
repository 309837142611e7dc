using System.Data;
using System.Data.Common;

namespace Insights.Import.Store.Writing;

/// <summary>What the ledger says of chunks, in the same transaction as their facts: problems chunk by chunk, and what is added to the file's counts with the commit.</summary>
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

    public static void Counts(WriteSession session, LedgerCounts counts)
    {
        using var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = AddCounts;
        Add(command, "@rows", counts.Rows);
        Add(command, "@inserted", counts.Outcome.Inserted);
        Add(command, "@updated", counts.Outcome.Updated);
        Add(command, "@unchanged", counts.Outcome.Unchanged);
        Add(command, "@duplicate", counts.Outcome.Duplicate);
        Add(command, "@rejected", counts.Rejected);
        Add(command, "@skipped", counts.Skipped);
        Add(command, "@warnings", counts.Warnings);
        Add(command, "@cards", counts.CardNumbers);
        Add(command, "@until", counts.DataUntil);
        Add(command, "@first", counts.First);
        Add(command, "@last", counts.Last);
        Add(command, "@file", counts.FileId);
        if (command.ExecuteNonQuery() != 1)
            throw new InvalidOperationException($"Imported file {counts.FileId} is not in the ledger; its row must exist before its first chunk is written.");
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
