namespace Insights.Browser.Tests;

/// <summary>Every screen of a vendor.</summary>
[Collection(VendorScreenGroup.Name)]
public sealed class VendorScreenTests(BrowserPortal portal)
{
    [BrowserFact]
    public Task Vendor_EveryScreen_NamesNoOtherVendor() => ScreenWalk.GoAsync(portal, "vendor", async (look, page, screen) =>
    {
        var text = await page.InnerTextAsync("body");
        foreach (var other in (string[])["Alder & Finch", "Brightkettle"])
        {
            if (text.Contains(other, StringComparison.OrdinalIgnoreCase))
                look.Add("names " + other, screen);
        }
        await look.AtWidthAsync(page, 1440, screen);
        await look.WithAxeAsync(page, dark: false, screen);
        await look.WithAxeAsync(page, dark: true, screen);
        await look.AtWidthAsync(page, 768, screen);
        await look.AtWidthAsync(page, 320, screen);
    });
}
