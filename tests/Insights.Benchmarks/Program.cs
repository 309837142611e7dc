using Insights.Benchmarks.Excel;
using Insights.Benchmarks.Pdf;
using Insights.Benchmarks.ServiceLevels;

return args switch
{
    ["service-levels"] => ServiceLevelBenchmark.Run(Console.Out),
    ["pdf"] => PdfBenchmarks.Run(),
    ["gallery", var folder] => Gallery.Write(folder),
    ["xlsx", var folder] => WorkbookBenchmark.Run(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        service-levels    business time against a day-by-day walk; clocks derived per second
        pdf               time and memory of printed documents
        gallery FOLDER    every sample chart and document, to be looked at
        xlsx FOLDER       workbook writer against deflate of the same XML and the SDK's row writer
        """);
    return 2;
}
