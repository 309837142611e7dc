using Insights.Benchmarks.ServiceLevels;

return args switch
{
    ["service-levels"] => ServiceLevelBenchmark.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        service-levels    business time against a day-by-day walk; clocks derived per second
        """);
    return 2;
}
