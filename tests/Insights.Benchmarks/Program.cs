using Insights.Benchmarks.Pdf;
using Insights.Benchmarks.ServiceLevels;

return args switch
{
    ["service-levels"] => ServiceLevelBenchmark.Run(Console.Out),
    ["gallery", var folder] => Gallery.Write(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        service-levels    business time against a day-by-day walk; clocks derived per second
        gallery FOLDER    every sample chart and document, to be looked at
        """);
    return 2;
}
