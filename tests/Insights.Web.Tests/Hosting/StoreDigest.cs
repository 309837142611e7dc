using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Insights.Web.Tests.Hosting;

/// <summary>
/// What a store holds, one digest a table: equal digests are equal facts and equal metrics. Left out is what tells of the way and not of the result:
/// the ledger (batches, files, rejects, job runs), lineage, surrogate keys, versions and times of computation; and what a search or a watch found, which is of
/// the data of that hour until the next search.
/// </summary>
internal static class StoreDigest
{
    private static readonly string[] Ledger = ["import_batches", "imported_files", "rejected_rows", "before_images", "vendor_files", "retired_vendors", "job_runs", "store_counters", "rollup_states", "rollup_state", "mapped_values", "unmapped_rows"];
    private static readonly string[] Searches = ["pattern", "alert", "watch_runs"];
    private static readonly string[] Lineage = ["id", "key", "file_id", "line", "mark", "ticket_key", "computed_at"];

    public static SortedDictionary<string, string> Of(string dataDirectory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "reporting.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%migrations%'").Where(t => !Ledger.Contains(t) && !Searches.Any(search => t.StartsWith(search, StringComparison.Ordinal))))
        {
            var columns = Texts(connection, $"SELECT name FROM pragma_table_info('{table}')").Where(c => !Lineage.Contains(c)).Select(c => $"\"{c}\"").ToList();
            if (columns.Count == 0)
                continue;
            var list = string.Join(", ", columns);
            digests[table] = Digest(connection, $"SELECT {list} FROM \"{table}\" ORDER BY {list}");
        }
        return digests;
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static string Digest(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        using var reader = command.ExecuteReader();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long rows = 0;
        for (; reader.Read(); rows++)
            for (var column = 0; column < reader.FieldCount; column++)
                hash.AppendData(Encoding.UTF8.GetBytes((reader.IsDBNull(column) ? "∅" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)) + "\u001f"));
        return FormattableString.Invariant($"{rows} rows {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}");
    }
}
