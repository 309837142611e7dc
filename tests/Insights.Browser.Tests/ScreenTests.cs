using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>Every screen, for every role, in real Chromium.</summary>
[Collection(BrowserGroup.Name)]
public sealed class ScreenTests(BrowserPortal portal)
{
    [BrowserFact]
    public async Task Screens_AtThreeWidths_NeverScrollSideways()
    {
        var wrong = new List<string>();
        foreach (var name in BrowserPortal.Everyone)
        {
            var page = await portal.SignInAsync(name);
            foreach (var screen in await portal.ScreensAsync(page, name))
            {
                // Support leads and executives see what administrators see, in fewer words: the narrowest width tells.
                int[] widths = name is "lead" or "board" ? [320] : [1440, 768, 320];
                await page.SetViewportSizeAsync(widths[0], 900);
                await page.GotoAsync(screen);
                foreach (var width in widths)
                {
                    await page.SetViewportSizeAsync(width, 900);
                    // Two frames: the charts answer to a new width in the next one.
                    await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                    var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                    if (wide > width)
                        wrong.Add($"{name} {screen} at {width}: {wide} wide, {await WidestAsync(page, width)}");
                }
            }
            await page.Context.CloseAsync();
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [BrowserFact]
    public async Task Screens_LightAndDark_HaveNoAxeViolations()
    {
        var wrong = new Violations();
        foreach (var dark in (bool[])[false, true])
        {
            foreach (var name in (string[])["admin", "vendor"])
            {
                var page = await portal.SignInAsync(name, dark: dark, forAxe: true);
                foreach (var screen in await portal.ScreensAsync(page, name))
                    await wrong.LookAsync(page, screen, dark);
                await page.Context.CloseAsync();
            }
        }
        Assert.True(wrong.None, wrong.ToString());
    }

    [BrowserFact]
    public async Task Screens_OnAPhone_HaveNoAxeViolations()
    {
        const string name = "admin";
        var page = await portal.SignInAsync(name, width: 320, forAxe: true);
        var wrong = new Violations();
        foreach (var screen in await portal.ScreensAsync(page, name))
            await wrong.LookAsync(page, screen, dark: false);
        Assert.True(wrong.None, wrong.ToString());
    }

    [BrowserFact]
    public async Task Screens_WayIn_HasNoAxeViolations()
    {
        var wrong = new Violations();
        foreach (var dark in (bool[])[false, true])
        {
            var page = await portal.OpenAsync(dark: dark, forAxe: true);
            await wrong.LookAsync(page, "/account/sign-in", dark);
            await page.Context.CloseAsync();
        }
        Assert.True(wrong.None, wrong.ToString());
    }

    [BrowserFact]
    public async Task Screens_SayNothingOnTheConsole_AndLoadAllTheyAskFor()
    {
        var wrong = new List<string>();
        foreach (var name in (string[])["admin", "vendor"])
        {
            var page = await portal.SignInAsync(name);
            var here = "";
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    wrong.Add($"{name} {here}: {message.Text}");
            };
            page.PageError += (_, error) => wrong.Add($"{name} {here}: {error}");
            page.RequestFailed += (_, request) =>
            {
                // Leaving a page cancels what it was still loading; that is no failure.
                if (request.Failure != "net::ERR_ABORTED")
                    wrong.Add($"{name} {here}: {request.Url} {request.Failure}");
            };
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(portal.Portal.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                    wrong.Add($"{name} {here}: asks another host for {request.Url}");
            };
            foreach (var screen in await portal.ScreensAsync(page, name))
            {
                if (screen.StartsWith("/error/", StringComparison.Ordinal))
                    continue;
                here = screen;
                await page.GotoAsync(screen, new() { WaitUntil = WaitUntilState.NetworkIdle });
            }
            await page.Context.CloseAsync();
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    [BrowserFact]
    public async Task Screens_EveryRole_LandsOnItsFrontDoor()
    {
        foreach (var (name, door) in ((string, string)[])[("admin", "/overview"), ("lead", "/service-levels"), ("board", "/overview"), ("vendor", "/chargebacks")])
        {
            var page = await portal.SignInAsync(name);
            Assert.StartsWith(door, new Uri(page.Url).AbsolutePath);
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            await page.Context.CloseAsync();
        }
    }

    /// <summary>What axe found, each finding once with the screens it is on.</summary>
    private sealed class Violations
    {
        private readonly Dictionary<string, List<string>> _found = [];

        public bool None => _found.Count == 0;

        public async Task LookAsync(IPage page, string screen, bool dark)
        {
            await page.GotoAsync(screen, new() { WaitUntil = WaitUntilState.NetworkIdle });
            foreach (var violation in (await page.RunAxe()).Violations)
            {
                foreach (var node in violation.Nodes.Take(3))
                {
                    var finding = $"{violation.Id} ({violation.Impact}) {violation.Help}: {(node.Html is { Length: > 200 } html ? html[..200] : node.Html)}";
                    if (!_found.TryGetValue(finding, out var screens))
                        _found[finding] = screens = [];
                    screens.Add(screen + (dark ? " (dark)" : ""));
                }
            }
        }

        public override string ToString() => string.Join('\n', _found.Select(f => $"{f.Key}\n    on {f.Value.Count} screens: {string.Join(", ", f.Value.Take(5))}"));
    }

    /// <summary>Which element sticks out, for whoever has to mend it.</summary>
    private static Task<string> WidestAsync(IPage page, int width) => page.EvaluateAsync<string>($$"""
        () => {
          const inScroller = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true; return false; };
          const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > {{width.ToString(CultureInfo.InvariantCulture)}} + 1 && !inScroller(e));
          return out.slice(0, 3).map(e => e.tagName.toLowerCase() + '.' + [...e.classList].join('.')).join(', ');
        }
        """);
}
