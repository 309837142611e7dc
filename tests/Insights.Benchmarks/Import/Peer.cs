using System.Diagnostics;
using System.Globalization;

namespace Insights.Benchmarks.Import;

/// <summary>Runs another program and takes its time.</summary>
internal static class Peer
{
    /// <param name="input">Written to its standard input.</param>
    /// <returns>Seconds on the clock, seconds of the processor (its own and its children's), and what it printed.</returns>
    public static (double Seconds, double Cpu, string Output) Run(string? input, string? folder, params string[] command)
    {
        // The shell's last line is its children's user and system time: 0m1.230000s 0m0.120000s.
        var start = new ProcessStartInfo("sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var argument in (string[])["-c", "\"$@\" || exit 1; times", "sh", .. command])
            start.ArgumentList.Add(argument);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input ?? "");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        watch.Stop();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} failed: {output}{errors.GetAwaiter().GetResult()}");
        return (watch.Elapsed.TotalSeconds, Cpu(output), output);
    }

    private static double Cpu(string output) => output.TrimEnd().Split('\n')[^1].Split(' ')
        .Sum(part => (double.Parse(part.Split('m')[0], CultureInfo.InvariantCulture) * 60) + double.Parse(part.Split('m')[1].TrimEnd('s'), CultureInfo.InvariantCulture));
}
