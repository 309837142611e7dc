using System.Text.RegularExpressions;
using Insights.Web.Tests.Running;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>What people do with the portal, step by step.</summary>
[Collection(JourneyGroup.Name)]
public sealed partial class JourneyTests(BrowserPortal portal)
{
    [BrowserFact]
    public async Task SignIn_EveryRole_LandsOnItsFrontDoor()
    {
        foreach (var (name, door) in ((string, string)[])[("admin", "/overview"), ("lead", "/today"), ("board", "/overview"), ("vendor", "/chargebacks")])
        {
            var page = await portal.OpenAsync();
            await BrowserPortal.SignInAsync(page, name);
            Assert.StartsWith(door, new Uri(page.Url).AbsolutePath);
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task Keyboard_FromSignInToTheRowsBehindANumber()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/account/sign-in");
        await TabToAsync(page, "#name");
        await page.Keyboard.TypeAsync("board");
        await TabToAsync(page, "#password");
        await page.Keyboard.TypeAsync(RunningPortal.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/overview**");

        // The first stop jumps over the navigation.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#content", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Enter");

        // Every stop on the way shows where it is; the first tile that leads to rows is opened with Enter.
        var number = "";
        for (var stop = 0; stop < 120 && number.Length == 0; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await FocusShowsAsync(page), "No visible focus on " + await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)"));
            number = await page.EvaluateAsync<string>("() => { const a = document.activeElement; return a.matches('a[href^=\"/rows/\"]') && /\\d/.test(a.innerText) ? a.innerText : ''; }");
        }
        Assert.NotEqual("", number);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/rows/**");
        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }

    [BrowserFact]
    public async Task Tiles_OfCounts_LeadToExactlyThatManyRows()
    {
        var page = await portal.SignInAsync("admin");
        await page.GotoAsync("/overview");
        // Counts only: a ratio or a duration rests on rows too, but is not their number.
        var tiles = await page.EvaluateAsync<string[][]>("() => [...document.querySelectorAll('main a.tile[href^=\"/rows/\"]')].map(a => [a.getAttribute('href'), a.querySelector('.tile-value').innerText.trim()]).filter(t => /^[\\d,]+$/.test(t[1]))");
        Assert.NotEmpty(tiles);
        foreach (var tile in tiles.Take(6))
        {
            var said = tile[1];
            await page.GotoAsync(tile[0]);
            var text = await page.Locator("main").InnerTextAsync();
            var shown = RowCount().Matches(text).Select(m => m.Groups[1].Value).ToList();
            Assert.True(shown.Contains(said) || (said == "0" && shown.Count == 0), $"{tile[0]}: the tile says {said}, the rows say {string.Join(", ", shown)}");
        }
    }

    [BrowserFact]
    public async Task WithoutScript_TheSameNumbersAndChartsAreThere()
    {
        foreach (var (name, screen) in ((string, string)[])[("board", "/overview"), ("lead", "/service-levels"), ("lead", "/today"), ("vendor", "/chargebacks")])
        {
            var with = await portal.SignInAsync(name);
            var without = await portal.SignInAsync(name, script: false);
            await with.GotoAsync(screen);
            await without.GotoAsync(screen);
            var numbers = await TilesAsync(without);

            Assert.NotEmpty(numbers);
            Assert.Equal(await TilesAsync(with), numbers);
            Assert.True(await without.Locator("main svg").CountAsync() > 0, $"{screen} has no chart without script");
            Assert.True(await without.Locator("main table td").CountAsync() > 0, $"{screen} has no table without script");
            await with.Context.CloseAsync();
            await without.Context.CloseAsync();
        }
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var stop = 0; stop < 12; stop++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
                return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach {selector}.");
    }

    // An outline, a ring, an underline or another colour: something must differ from the same element without focus.
    private static Task<bool> FocusShowsAsync(IPage page) => page.EvaluateAsync<bool>("""
        () => {
          const e = document.activeElement;
          const look = () => { const s = getComputedStyle(e), h = getComputedStyle(e.parentElement); return [s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecorationLine, s.opacity, h.boxShadow, h.outlineStyle === 'none' ? '' : h.outlineWidth].join('|'); };
          const focused = look();
          e.blur();
          const plain = look();
          e.focus({ preventScroll: true, focusVisible: true });
          return focused !== plain;
        }
        """);

    private static async Task<string[]> TilesAsync(IPage page) =>
        await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('main .tile-value')].map(t => t.textContent.replace(/\\s+/g, ' ').trim())");

    [GeneratedRegex(@"([\d,]+) rows?\b", RegexOptions.CultureInvariant)]
    private static partial Regex RowCount();
}
