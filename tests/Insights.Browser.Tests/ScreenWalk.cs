using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>
/// Every screen of one person in real Chromium. A screen is loaded once and looked at in every way: what the browser says while it loads, its width on a
/// desk, a tablet and a phone, and what the accessibility checker finds, light and dark.
/// </summary>
internal static class ScreenWalk
{
    public static async Task GoAsync(BrowserPortal portal, string name, Func<PageLook, IPage, string, Task> lookAsync)
    {
        var page = await portal.SignInAsync(name);
        var look = new PageLook();
        var here = "";
        page.Console += (_, message) =>
        {
            // A page that says that something is missing is meant to be answered with that state, and the browser repeats it.
            if (message.Type is "error" or "warning" && !here.StartsWith("/error/", StringComparison.Ordinal))
                look.Add("console: " + message.Text, here);
        };
        page.PageError += (_, error) => look.Add("script: " + error, here);
        page.RequestFailed += (_, request) =>
        {
            // Leaving a page cancels what it was still loading; that is no failure.
            if (request.Failure != "net::ERR_ABORTED")
                look.Add($"{request.Url} {request.Failure}", here);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(portal.Portal.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                look.Add($"asks another host for {request.Url}", here);
        };
        foreach (var screen in await ScreenList.OfAsync(page, portal.Portal))
        {
            here = screen;
            await page.GotoAsync(screen);
            await lookAsync(look, page, screen);
        }
        await page.Context.CloseAsync();
        Assert.True(look.NothingWrong, look.ToString());
    }
}
