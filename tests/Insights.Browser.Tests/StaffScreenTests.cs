namespace Insights.Browser.Tests;

/// <summary>Every screen of support leads and executives, and the way in.</summary>
[Collection(StaffScreenGroup.Name)]
public sealed class StaffScreenTests(BrowserPortal portal)
{
    // Support leads and executives see what administrators see, in fewer words: the narrowest width tells.
    [BrowserFact]
    public Task SupportLead_EveryScreen() => ScreenWalk.GoAsync(portal, "lead", (look, page, screen) => look.AtWidthAsync(page, 320, screen));

    [BrowserFact]
    public Task Executive_EveryScreen() => ScreenWalk.GoAsync(portal, "board", (look, page, screen) => look.AtWidthAsync(page, 320, screen));

    [BrowserFact]
    public async Task WayIn_HasNoAxeViolations()
    {
        var page = await portal.OpenAsync();
        var look = new PageLook();
        await page.GotoAsync("/account/sign-in");
        foreach (var width in (int[])[1440, 768, 320])
            await look.AtWidthAsync(page, width, "sign-in");
        await look.WithAxeAsync(page, dark: false, "sign-in");
        await look.WithAxeAsync(page, dark: true, "sign-in");
        await page.Context.CloseAsync();
        Assert.True(look.NothingWrong, look.ToString());
    }
}
