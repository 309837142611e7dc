using Insights.Web.Access;
using Insights.Web.Tests.Running;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>One running portal with a small marketplace, one Chromium, for all browser tests.</summary>
public sealed class BrowserPortal : IAsyncLifetime
{
    public const string Vendor = "lumora";

    /// <summary>Who signs in, one of each role.</summary>
    public static readonly IReadOnlyList<string> Everyone = ["admin", "lead", "board", "vendor"];

    private readonly Dictionary<string, IReadOnlyList<string>> _screens = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal RunningPortal Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!Chromium.IsThere)
            return;
        Portal = await RunningPortal.StartAsync();
        await Portal.AddPersonAsync("vendor", Roles.Vendor, Vendor);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Portal is not null)
            await Portal.DisposeAsync();
    }

    /// <summary>A fresh browser window on which nobody has signed in.</summary>
    internal async Task<IPage> OpenAsync(int width = 1440, bool dark = false, bool script = true, bool forAxe = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Portal.Address,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            // The checker is put into the page as a script of its own, which the portal's policy rightly forbids.
            BypassCSP = forAxe,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>The same, signed in through the sign-in page.</summary>
    internal async Task<IPage> SignInAsync(string name, int width = 1440, bool dark = false, bool script = true, bool forAxe = false)
    {
        var page = await OpenAsync(width, dark, script, forAxe);
        await page.GotoAsync("/account/sign-in");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", RunningPortal.Password);
        await page.ClickAsync("main button:has-text('Sign in'), form button:has-text('Sign in')");
        await page.WaitForURLAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>Every screen of the application's own table that the person may open, with a detail page of each kind of row.</summary>
    internal async Task<IReadOnlyList<string>> ScreensAsync(IPage page, string name)
    {
        if (_screens.TryGetValue(name, out var known))
            return known;
        // One address a screen, two where a route takes values: pages of one screen differ in numbers, not in build.
        var doors = Doors.Of(Portal.Endpoints).Where(e => !Doors.NotCalled.ContainsKey(Doors.Pattern(e)))
            .SelectMany(e => (Doors.Addresses(e, Portal.Services, s_stored) ?? throw new InvalidOperationException($"Doors does not know how to call {Doors.Pattern(e)}.")).Take(2))
            .Concat(["/rows/tickets.created", "/rows/clocks.decided", "/rows/payments.failed", "/rows/disputes.opened"]).Distinct()
            // Files are no screens, and a PDF costs more than all screens together.
            .Where(d => !d.StartsWith("/exports/", StringComparison.Ordinal) && !d.EndsWith(".csv", StringComparison.Ordinal));
        var screens = new List<string>();
        foreach (var door in doors)
        {
            var answer = await page.APIRequest.GetAsync(Portal.Address + door, new() { MaxRedirects = 0 });
            if (answer.Status == 200 && answer.Headers.TryGetValue("content-type", out var type) && type.StartsWith("text/html", StringComparison.Ordinal))
                screens.Add(door);
        }
        foreach (var list in screens.Where(s => s.StartsWith("/rows/", StringComparison.Ordinal)).ToList())
        {
            await page.GotoAsync(list);
            if (await page.Locator("tbody a[href*='/rows/']").CountAsync() > 0)
                screens.Add((await page.Locator("tbody a[href*='/rows/']").First.GetAttributeAsync("href"))!);
        }
        return _screens[name] = [.. screens.Distinct()];
    }

    private static readonly Dictionary<string, IReadOnlyList<string>> s_stored = new()
    {
        ["fileid"] = ["6"],
        ["batchid"] = ["1"],
        ["personid"] = ["1"],
        ["userid"] = ["1"],
        ["uploadid"] = ["unknown"],
        ["importid"] = ["unknown"],
        ["source"] = ["stripe"],
        ["file"] = ["0"],
        ["jobid"] = ["refresh-metrics"],
        ["runid"] = ["1"],
        ["viewid"] = ["1"],
        ["id"] = ["1"],
    };
}

[CollectionDefinition(Name)]
public sealed class BrowserGroup : ICollectionFixture<BrowserPortal>
{
    public const string Name = "browser";
}
