namespace Insights.Browser.Tests;

/// <summary>Every screen there is: an administrator may open them all.</summary>
[Collection(AdministratorScreenGroup.Name)]
public sealed class AdministratorScreenTests(BrowserPortal portal)
{
    [BrowserFact]
    public Task Administrator_EveryScreen() => ScreenWalk.GoAsync(portal, "admin", async (look, page, screen) =>
    {
        await look.AtWidthAsync(page, 1440, screen);
        await look.WithAxeAsync(page, dark: false, screen);
        await look.WithAxeAsync(page, dark: true, screen);
        await look.AtWidthAsync(page, 768, screen);
        await look.AtWidthAsync(page, 320, screen);
        await look.WithAxeAsync(page, dark: false, screen + " at 320");
    });
}
