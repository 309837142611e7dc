using System.Diagnostics;
using System.Globalization;

namespace Insights.Benchmarks.Patterns;

/// <summary>Seconds by the clock and of all processors. Other work on the machine lengthens the first and hardly the second.</summary>
internal readonly record struct Took(double Wall, double Cpu)
{
    public static async Task<Took> OfAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, used) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        await work();
        process.Refresh();
        return new(clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - used).TotalSeconds);
    }

    public static Took Median(IReadOnlyList<Took> times) =>
        new(times.Select(took => took.Wall).Order().ElementAt(times.Count / 2), times.Select(took => took.Cpu).Order().ElementAt(times.Count / 2));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall:0.00} s, {Cpu:0.00} s of processor");
}
