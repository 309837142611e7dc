namespace Insights.Benchmarks.Import;

/// <summary>DuckDB's COPY of the same file into a typed table whose only look-up is its primary key. Installed into a temporary folder; never a part of the product.</summary>
internal sealed class DuckDb
{
    private const string Package = "@duckdb/node-api";

    private const string Script = """
        import { DuckDBInstance } from '@duckdb/node-api';
        const [database, csv] = process.argv.slice(2);
        const connection = await (await DuckDBInstance.create(database)).connect();
        await connection.run(`CREATE TABLE transactions (
          transaction_id VARCHAR PRIMARY KEY, vendor VARCHAR, kind VARCHAR, status VARCHAR, occurred_at TIMESTAMP, updated_at TIMESTAMP, amount DECIMAL(18, 2), currency VARCHAR,
          fee DECIMAL(18, 2), customer VARCHAR, order_id VARCHAR, gateway VARCHAR, method VARCHAR, brand VARCHAR, country VARCHAR)`);
        await connection.run(`COPY transactions FROM '${csv}' (FORMAT CSV, HEADER)`);
        const reader = await connection.runAndReadAll('SELECT count(*), version() FROM transactions');
        console.log(reader.getRows()[0].join(' '));
        process.exit(0);
        """;

    private readonly string folder;

    private DuckDb(string folder) => this.folder = folder;

    public string Version { get; private set; } = "";

    /// <summary>Null where npm or the package is not to be had; then the reason is printed and the other sides are measured without it.</summary>
    public static DuckDb? Install(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            File.WriteAllText(Path.Combine(folder, "package.json"), """{ "private": true, "type": "module" }""");
            File.WriteAllText(Path.Combine(folder, "load.js"), Script);
            Peer.Run(null, folder, "npm", "install", "--no-audit", "--no-fund", "--silent", Package);
            return new DuckDb(folder);
        }
        catch (Exception problem) when (problem is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"Without DuckDB: {problem.Message}");
            return null;
        }
    }

    public (double Seconds, double Cpu) Import(string csv, int rows)
    {
        var database = Path.Combine(folder, "peer.duckdb");
        Machine.Settle();
        var (seconds, cpu, output) = Peer.Run(null, folder, "node", "load.js", database, csv);
        foreach (var file in Directory.GetFiles(folder, "peer.duckdb*"))
            File.Delete(file);
        var said = output.Split('\n')[0].Split(' ');
        if (said[0] != rows.ToString(System.Globalization.CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"DuckDB stored {said[0]} rows of {rows}.");
        Version = said[1];
        return (seconds, cpu);
    }
}
