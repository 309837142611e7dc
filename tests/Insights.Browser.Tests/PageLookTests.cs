namespace Insights.Browser.Tests;

/// <summary>That the looks find something at all: a checker that was never brought in would find every screen faultless.</summary>
[Collection(VendorScreenGroup.Name)]
public sealed class PageLookTests(BrowserPortal portal)
{
    [BrowserFact]
    public async Task FaultyPage_IsFoundOut()
    {
        var page = await portal.OpenAsync();
        // Too wide for a phone, readable on white only, and a picture without words.
        await page.SetContentAsync("""
            <!DOCTYPE html><html lang="en"><title>Faulty</title><style>:root { color-scheme: light dark } body { background: light-dark(#fff, #222); color: light-dark(#111, #333) }</style>
            <main><h1>Faulty</h1><p style="width: 500px">Words</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main></html>
            """);
        var desk = new PageLook();
        await desk.AtWidthAsync(page, 1440, "desk");
        Assert.True(desk.NothingWrong, desk.ToString());
        var phone = new PageLook();
        await phone.AtWidthAsync(page, 320, "phone");
        Assert.Contains("wide at 320: p.", phone.ToString(), StringComparison.Ordinal);

        var light = new PageLook();
        await light.WithAxeAsync(page, dark: false, "page");
        Assert.Contains("image-alt", light.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("color-contrast", light.ToString(), StringComparison.Ordinal);
        var dark = new PageLook();
        await dark.WithAxeAsync(page, dark: true, "page");
        Assert.Contains("color-contrast", dark.ToString(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
