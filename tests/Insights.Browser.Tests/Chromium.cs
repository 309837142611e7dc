using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>The machine's own Chromium; Playwright brings the driver and never downloads a browser.</summary>
internal static class Chromium
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("INSIGHTS_CHROMIUM") is { Length: > 0 } chosen ? chosen : "/usr/bin/chromium";

    public static bool IsThere => File.Exists(Path);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Path,
        // Chromium refuses its sandbox to root, as which builds often run.
        Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
    });
}

/// <summary>A test in the browser; shown as skipped by name where there is no Chromium.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!Chromium.IsThere)
            Skip = $"There is no Chromium at {Chromium.Path}: install the Debian package chromium, or name another one in INSIGHTS_CHROMIUM.";
    }
}
