using System.Net;
using Insights.Web.Exports;
using Insights.Web.Tests.Exports.Pdf;
using Insights.Web.Tests.Portal;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Pages;

public sealed class BrandingTests : IAsyncLifetime
{
    private PortalFixture _portal = null!;

    public async Task InitializeAsync() => _portal = await PortalFixture.StartAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Branding_IsKept_AndARefusedAccentIsSaid()
    {
        var admin = await _portal.SignInAsync("admin");
        var saved = await admin.SubmitAsync("/admin/branding", new() { ["accent"] = "#7a1f5c", ["footer"] = "The house" }, "/admin/branding?vendor=");
        var refused = await admin.SubmitAsync("/admin/branding", new() { ["accent"] = "#ffee00" }, "/admin/branding?vendor=");
        var unknown = await admin.GetAsync("/admin/branding?vendor=nobody");

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("4.5 : 1", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        var brand = await _portal.Services.GetRequiredService<Branding>().FindAsync("");
        Assert.Equal(("#7a1f5c", "The house", null), (brand!.Accent, brand.Footer, brand.Logo));
    }

    [Fact]
    public async Task Logo_IsCheckedStoredAndShown()
    {
        var admin = await _portal.SignInAsync("admin");
        var page = await admin.PageAsync("/admin/branding");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var png = new PagePicture(8, 4, [.. Enumerable.Repeat((byte)120, 32)]).Png();

        var saved = await PostAsync(png, "A grey bar");
        var text = await PostAsync("no picture at all"u8.ToArray(), "Words");
        var nameless = await PostAsync(png, "");

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, text.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        var shown = await admin.GetAsync("/admin/branding?handler=Logo&vendor=");
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal(png, await shown.Content.ReadAsByteArrayAsync());

        async Task<HttpResponseMessage> PostAsync(byte[] file, string words)
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(file), "logo", "logo.png" }, { new StringContent(words), "logoText" }, { new StringContent(token), "__RequestVerificationToken" } };
            return await admin.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/admin/branding?vendor=") { Content = form });
        }
    }
}
