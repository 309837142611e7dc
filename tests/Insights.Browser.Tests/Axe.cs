using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>
/// The accessibility checker inside a page. Brought in once per page load and asked only for what is wrong: the package's own call brings it anew every
/// time, opens a second page to put the parts together, and carries every passed check over the wire, which costs more than the checking.
/// </summary>
internal static class Axe
{
    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Every violation of any of the checker's rules, with the place it is at. Evaluated from outside, which no policy of the page forbids.</summary>
    public static async Task<IReadOnlyList<string>> LookAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(s_script);
        return await page.EvaluateAsync<string[]>("""
            async () => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'] });
              return violations.flatMap(v => v.nodes.slice(0, 3).map(n => `${v.id} (${v.impact}) ${v.help}: ${n.html.slice(0, 200)}`));
            }
            """);
    }
}
