using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Insights.Import;
using Insights.Import.Store;
using Insights.Import.Store.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Benchmarks.Import;

/// <summary>What an import cost. Memory is the largest working set the process ever had.</summary>
internal sealed record ImportCost(double Seconds, double Cpu, double StoreSeconds, double StoreCpu, double PeakMiB, double Pauses, long Rows, long Inserted, long Updated, long Unchanged);

/// <summary>One import in a process of its own, so that its memory and its processor time are its own too.</summary>
internal static class ImportProcess
{
    /// <summary>The child: imports the file and prints what it cost as one line of JSON.</summary>
    public static async Task<int> RunAsync(string data, string file)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddImport(Store(data))
            .AddSingleton<FactWriterFactory>()
            .AddSingleton<TimedWriters>(provider => new TimedWriters(provider.GetRequiredService<FactWriterFactory>()))
            .AddSingleton<IFactWriterFactory>(provider => provider.GetRequiredService<TimedWriters>())
            .BuildServiceProvider();
        await services.GetRequiredService<IReportingStore>().MigrateAsync();
        var runner = services.GetRequiredService<IImportRunner>();
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var result = (await runner.RunAsync(new ImportRequest { Paths = [file], Format = "canonical-transactions", Source = "shop" })).Files.Single();
        watch.Stop();
        var cpu = Environment.CpuUsage.TotalTime - before;
        if (result.State != "done")
            throw new InvalidOperationException($"Not imported: {result.Error}");
        var times = services.GetRequiredService<TimedWriters>();
        using var self = Process.GetCurrentProcess();
        var cost = new ImportCost(
            watch.Elapsed.TotalSeconds, cpu.TotalSeconds, times.Seconds, times.Cpu, self.PeakWorkingSet64 / (double)(1 << 20), GC.GetTotalPauseDuration().TotalSeconds,
            result.Rows, result.Inserted, result.Updated, result.Unchanged);
        Console.WriteLine(JsonSerializer.Serialize(cost));
        return 0;
    }

    /// <summary>Starts the child and waits for it.</summary>
    /// <param name="data">A folder for reporting.db, or the connection string of a PostgreSQL database.</param>
    public static ImportCost Start(string data, string file)
    {
        Machine.Settle();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(ImportProcess).Assembly.Location);
        foreach (var argument in (string[])["import-once", data, file])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The import ended with {process.ExitCode}: {output}"));
        return JsonSerializer.Deserialize<ImportCost>(output.TrimEnd().Split('\n')[^1])!;
    }

    public static StoreOptions Store(string data) => data.Contains('=', StringComparison.Ordinal)
        ? new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = data, DataDirectory = Path.GetTempPath() }
        : new StoreOptions { DataDirectory = data };
}
