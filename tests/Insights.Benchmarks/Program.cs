using System.Globalization;
using Insights.Benchmarks.Excel;
using Insights.Benchmarks.Import;
using Insights.Benchmarks.Patterns;
using Insights.Benchmarks.Payments;
using Insights.Benchmarks.Pdf;
using Insights.Benchmarks.Rollups;
using Insights.Benchmarks.ServiceLevels;

return args switch
{
    ["service-levels"] => ServiceLevelBenchmark.Run(Console.Out),
    ["clocks"] => await ClockBenchmark.RunAsync(1_000_000, Path.Combine(Path.GetTempPath(), "insights-clocks-benchmark"), ClockBenchmark.Usual, "tests/Insights.Benchmarks/results"),
    ["clocks", var tickets, var store] => await ClockBenchmark.RunAsync(int.Parse(tickets, CultureInfo.InvariantCulture), store, ClockBenchmark.Usual, "tests/Insights.Benchmarks/results"),
    ["clocks", var tickets, var store, var runs] => await ClockBenchmark.RunAsync(int.Parse(tickets, CultureInfo.InvariantCulture), store, int.Parse(runs, CultureInfo.InvariantCulture), "tests/Insights.Benchmarks/results"),
    ["pdf"] => PdfBenchmarks.Run(),
    ["gallery", var folder] => Gallery.Write(folder),
    ["xlsx", var folder] => WorkbookBenchmark.Run(folder),
    ["import"] => await ImportBenchmark.RunAsync(1_000_000, "tests/Insights.Benchmarks/results"),
    ["import", var rows] => await ImportBenchmark.RunAsync(int.Parse(rows, CultureInfo.InvariantCulture), "tests/Insights.Benchmarks/results"),
    ["payments", var file, var rows] => PaymentsFile.Write(file, int.Parse(rows, CultureInfo.InvariantCulture)),
    ["import-once", var data, var file] => await ImportProcess.RunAsync(data, file),
    ["import-postgres"] => await PostgresImportBenchmark.RunAsync(1_000_000, "tests/Insights.Benchmarks/results"),
    ["import-postgres", var rows] => await PostgresImportBenchmark.RunAsync(int.Parse(rows, CultureInfo.InvariantCulture), "tests/Insights.Benchmarks/results"),
    ["late-file"] => await LateFileBenchmark.RunAsync(1_000_000, "tests/Insights.Benchmarks/results"),
    ["late-file", var rows] => await LateFileBenchmark.RunAsync(int.Parse(rows, CultureInfo.InvariantCulture), "tests/Insights.Benchmarks/results"),
    ["patterns"] => await PatternBenchmark.RunAsync(1_000_000, null, "tests/Insights.Benchmarks/results"),
    ["patterns", var payments, var store] => await PatternBenchmark.RunAsync(int.Parse(payments, CultureInfo.InvariantCulture), store, "tests/Insights.Benchmarks/results"),
    ["patterns-store", var payments, var store] => await PatternBenchmark.FillAsync(int.Parse(payments, CultureInfo.InvariantCulture), store),
    ["screens", var payments, var store] => await PatternBenchmark.ScreensAsync(int.Parse(payments, CultureInfo.InvariantCulture), store, "tests/Insights.Benchmarks/results"),
    ["payment-cases", var payments, var store] => await PaymentBenchmark.RunAsync(int.Parse(payments, CultureInfo.InvariantCulture), store, "tests/Insights.Benchmarks/results"),
    ["payment-screens", var payments, var store] => await PaymentBenchmark.ScreensAsync(int.Parse(payments, CultureInfo.InvariantCulture), store, "tests/Insights.Benchmarks/results"),
    ["rollups"] => await RollupBenchmark.RunAsync(1_000_000, "tests/Insights.Benchmarks/results"),
    ["rollups", var payments] => await RollupBenchmark.RunAsync(int.Parse(payments, CultureInfo.InvariantCulture), "tests/Insights.Benchmarks/results"),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        service-levels    business time against a day-by-day walk; clocks derived per second
        clocks [TICKETS FOLDER [RUNS]]  a desk of a million tickets: all clocks anew, changed tickets, the Today screen; FOLDER is kept for the next run
        pdf               time and memory of printed documents
        gallery FOLDER    every sample chart and document, to be looked at
        patterns [PAYMENTS FOLDER]  the nightly search for patterns, the ledger of disputes after small imports, a vendor's screens; FOLDER is kept for the next run
        patterns-store PAYMENTS FOLDER  one step of filling that store, for a machine that others share
        screens PAYMENTS FOLDER  only the screens, over that store
        payment-cases PAYMENTS FOLDER  payment cases from nothing and after small changes, and the screens of payments, support and alerts, over that store
        payment-screens PAYMENTS FOLDER  only these screens
        rollups [PAYMENTS] metrics after a late file against a rebuild; a page from rollups against one from facts
        xlsx FOLDER       workbook writer against deflate of the same XML and the SDK's row writer
        import [ROWS]     the import path against sqlite3's .import and DuckDB's COPY of the same file; 1,000,000 rows, or 10000000 once beside a million
        import-postgres [ROWS]  the import path against psql's \copy into the same look-ups; needs tests/postgres.sh
        late-file [ROWS]  ten thousand late payments with refreshed metrics against deriving everything
        import-once DATA FILE   one import in this process and what it cost, as JSON
        """);
    return 2;
}
