using System.Globalization;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>Looks at a page as it stands in the window, at one width and theme after the other, and gathers what is wrong, each finding once.</summary>
internal sealed class PageLook
{
    private readonly Dictionary<string, List<string>> _found = [];

    public bool NothingWrong => _found.Count == 0;

    /// <summary>Nothing is wider than the window.</summary>
    public async Task AtWidthAsync(IPage page, int width, string where)
    {
        await page.SetViewportSizeAsync(width, 900);
        await StandsAsync(page);
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (wide > width)
            Add($"{wide} wide at {width}: {await WidestAsync(page, width)}", where);
    }

    /// <summary>The checker finds nothing in the page as it stands.</summary>
    public async Task WithAxeAsync(IPage page, bool dark, string where)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        await StandsAsync(page);
        foreach (var finding in await Axe.LookAsync(page))
            Add(finding, where + (dark ? " (dark)" : ""));
    }

    public void Add(string finding, string where)
    {
        if (!_found.TryGetValue(finding, out var places))
            _found[finding] = places = [];
        places.Add(where);
    }

    public override string ToString() => string.Join('\n', _found.Select(f => $"{f.Key}\n    on {f.Value.Count} screens: {string.Join(", ", f.Value.Take(5))}"));

    /// <summary>Fonts are there, and with them the charts; two frames later everything has answered to a new width or theme.</summary>
    private static Task StandsAsync(IPage page) =>
        page.EvaluateAsync("async () => { await document.fonts.ready; await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }");

    /// <summary>Which element sticks out, for whoever has to mend it.</summary>
    private static Task<string> WidestAsync(IPage page, int width) => page.EvaluateAsync<string>($$"""
        () => {
          const inScroller = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true; return false; };
          const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > {{width.ToString(CultureInfo.InvariantCulture)}} + 1 && !inScroller(e));
          return out.slice(0, 3).map(e => e.tagName.toLowerCase() + '.' + [...e.classList].join('.')).join(', ');
        }
        """);
}
