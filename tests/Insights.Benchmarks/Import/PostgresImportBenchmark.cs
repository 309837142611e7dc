using System.Globalization;
using System.Text;
using Npgsql;

namespace Insights.Benchmarks.Import;

/// <summary>The whole import path into PostgreSQL against psql's \copy of the same file into a typed table with the same look-ups. Turn by turn; medians of three.</summary>
internal static class PostgresImportBenchmark
{
    private const int Runs = 3;

    public static async Task<int> RunAsync(int rows, string results)
    {
        if (Environment.GetEnvironmentVariable("INSIGHTS_TEST_POSTGRES") is not { Length: > 0 } server)
        {
            Console.Error.WriteLine("Start a server first: eval \"$(tests/postgres.sh start)\"");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("insights-import-benchmark-").FullName;
        try
        {
            var csv = Path.Combine(folder, "payments.csv");
            PaymentsFile.Write(csv, rows, seed: 7);
            var (ours, again, copy) = (new List<(double Seconds, double Cpu)>(), new List<double>(), new List<double>());
            var reversed = Path.Combine(folder, "payments-again.csv");
            PaymentsFile.Write(reversed, rows, seed: 7, reversed: true);
            for (var run = 0; run < Runs; run++)
            {
                var database = await CreateAsync(server, "insights_import_benchmark");
                var import = ImportProcess.Start(database, csv);
                ours.Add((import.Seconds, import.Cpu));
                again.Add(ImportProcess.Start(database, reversed).Seconds);
                copy.Add(Copy(await CreateAsync(server, "insights_copy_benchmark"), csv));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1}: ours {ours[^1].Seconds:0.0} s, again {again[^1]:0.0} s, \\copy {copy[^1]:0.0} s"));
            }

            var text = Report(rows, Median(ours.Select(time => time.Seconds)), Median(ours.Select(time => time.Cpu)), Median(again), Median(copy));
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, "import-postgres.md"), text);
            Console.Write(text);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> CreateAsync(string server, string name)
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        foreach (var sql in (string[])[$"DROP DATABASE IF EXISTS {name} WITH (FORCE)", $"CREATE DATABASE {name}"])
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    private static double Copy(string database, string csv)
    {
        var parts = new NpgsqlConnectionStringBuilder(database);
        Machine.Settle();
        return Peer.Run(
            $"""
            CREATE TABLE transactions (
              transaction_id text PRIMARY KEY, vendor text, kind text, status text, occurred_at timestamptz, updated_at timestamptz, amount numeric, currency text, fee numeric,
              customer text, order_id text, gateway text, method text, brand text, country text);
            CREATE INDEX by_time ON transactions (occurred_at);
            CREATE INDEX by_vendor_and_time ON transactions (vendor, occurred_at);
            \copy transactions from '{csv}' with (format csv, header)
            """,
            null, "psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", parts.Host!, "-p", parts.Port.ToString(CultureInfo.InvariantCulture), "-U", parts.Username!, parts.Database!).Seconds;
    }

    private static string Report(int rows, double ours, double cpu, double again, double copy)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Import into PostgreSQL: {rows:N0} payments");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- import-postgres {rows}` with `tests/postgres.sh` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Server and client on one machine; medians of {Runs}, the sides taking turns in one run. Both end with look-ups by id, by time, and by vendor and time.");
        text.AppendLine();
        text.AppendLine("| Work | Seconds | µs a row | Speed against `\\copy` |");
        text.AppendLine("|---|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| whole import path, empty store | {ours:0.00} | {ours * 1e6 / rows:0.00} | {copy / ours:0.00}× (goal 0.8×) |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| the same rows again in another file: all unchanged | {again:0.00} | {again * 1e6 / rows:0.00} | {copy / again:0.00}× |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| psql `\\copy`, text key and two indexes | {copy:0.00} | {copy * 1e6 / rows:0.00} | 1.00× |");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Ours takes {cpu:0.00} seconds of the processor beside the server's.");
        return text.ToString();
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
