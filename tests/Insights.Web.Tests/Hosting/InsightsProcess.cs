using System.Diagnostics;

namespace Insights.Web.Tests.Hosting;

/// <summary>The real program as a process of its own, as a script or a person starts it.</summary>
internal static class InsightsProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Insights.Web.dll");

    /// <summary>Runs to its end. A program that hangs is ended and fails the test.</summary>
    public static Outcome Run(string dataDirectory, params string[] words)
    {
        using var process = Start(dataDirectory, words);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{string.Join(' ', words)}' did not end.");
        }
        process.WaitForExit();
        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Ends the process the hard way (SIGKILL) after <paramref name="after"/>, unless it was done before.</summary>
    /// <returns>True when it was killed.</returns>
    public static bool Kill(TimeSpan after, string dataDirectory, params string[] words)
    {
        using var process = Start(dataDirectory, words);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(after))
            return false;
        process.Kill();
        process.WaitForExit();
        return true;
    }

    /// <summary>The portal itself, on a free port, with its jobs; whoever starts it ends it.</summary>
    public static Process StartPortal(string dataDirectory, IReadOnlyDictionary<string, string> settings)
    {
        var process = Start(dataDirectory, ["--urls", "http://127.0.0.1:0", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    private static Process Start(string dataDirectory, string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program);
        foreach (var word in words)
            start.ArgumentList.Add(word);
        start.Environment["Insights__DataDirectory"] = dataDirectory;
        start.Environment["Insights__Demo"] = "false";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    internal sealed record Outcome(int ExitCode, string Output, string Error);
}
