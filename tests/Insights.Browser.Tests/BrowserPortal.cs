using System.Collections.Concurrent;
using Insights.Web.Access;
using Insights.Web.Tests.Running;
using Microsoft.Playwright;

namespace Insights.Browser.Tests;

/// <summary>
/// One running portal with a small marketplace and one Chromium, for all browser tests. Groups that run side by side share them: whoever comes first
/// starts them, whoever leaves last ends them.
/// </summary>
public sealed class BrowserPortal : IAsyncLifetime
{
    public const string Vendor = "lumora";

    private static readonly SemaphoreSlim s_door = new(1, 1);
    private static Shared? s_shared;
    private static int s_users;

    internal RunningPortal Portal => s_shared!.Portal;

    public async Task InitializeAsync()
    {
        if (!Chromium.IsThere)
            return;
        await s_door.WaitAsync();
        try
        {
            s_shared ??= await Shared.StartAsync();
            s_users++;
        }
        finally
        {
            s_door.Release();
        }
    }

    public async Task DisposeAsync()
    {
        if (!Chromium.IsThere)
            return;
        await s_door.WaitAsync();
        try
        {
            if (--s_users == 0)
            {
                await s_shared!.DisposeAsync();
                s_shared = null;
            }
        }
        finally
        {
            s_door.Release();
        }
    }

    /// <summary>A fresh browser window on which nobody has signed in.</summary>
    internal Task<IPage> OpenAsync(int width = 1440, bool dark = false, bool script = true) => OpenAsync(width, dark, script, null);

    /// <summary>A fresh browser window of somebody who signed in through the sign-in page, once for all tests.</summary>
    internal async Task<IPage> SignInAsync(string name, int width = 1440, bool dark = false, bool script = true)
    {
        var session = await s_shared!.Sessions.GetOrAdd(name, who => new(() => SessionAsync(who))).Value;
        return await OpenAsync(width, dark, script, session);
    }

    /// <summary>Through the sign-in page, as a person does.</summary>
    internal static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/account/sign-in");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", RunningPortal.Password);
        await page.ClickAsync("main button:has-text('Sign in'), form button:has-text('Sign in')");
        await page.WaitForURLAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
    }

    private async Task<string> SessionAsync(string name)
    {
        var page = await OpenAsync();
        await SignInAsync(page, name);
        var session = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return session;
    }

    private static async Task<IPage> OpenAsync(int width, bool dark, bool script, string? session)
    {
        var context = await s_shared!.Browser.NewContextAsync(new()
        {
            BaseURL = s_shared.Portal.Address,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            StorageState = session,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    private sealed class Shared(RunningPortal portal, IPlaywright playwright, IBrowser browser) : IAsyncDisposable
    {
        public RunningPortal Portal => portal;

        public IBrowser Browser => browser;

        /// <summary>Cookies by person.</summary>
        public ConcurrentDictionary<string, Lazy<Task<string>>> Sessions { get; } = [];

        public static async Task<Shared> StartAsync()
        {
            var starting = RunningPortal.StartAsync();
            var playwright = await Playwright.CreateAsync();
            var browser = await Chromium.LaunchAsync(playwright);
            var portal = await starting;
            await portal.AddPersonAsync("vendor", Roles.Vendor, Vendor);
            return new(portal, playwright, browser);
        }

        public async ValueTask DisposeAsync()
        {
            await browser.DisposeAsync();
            playwright.Dispose();
            await portal.DisposeAsync();
        }
    }
}

/// <summary>What people do: one after the other, since they bring files in and compare numbers.</summary>
[CollectionDefinition(Name)]
public sealed class JourneyGroup : ICollectionFixture<BrowserPortal>
{
    public const string Name = "browser, journeys";
}

/// <summary>Looking at every screen: beside the journeys, since what a screen is checked for does not depend on its numbers.</summary>
[CollectionDefinition(Name)]
public sealed class AdministratorScreenGroup : ICollectionFixture<BrowserPortal>
{
    public const string Name = "browser, screens of an administrator";
}

/// <summary>The same for the screens of support leads and executives.</summary>
[CollectionDefinition(Name)]
public sealed class StaffScreenGroup : ICollectionFixture<BrowserPortal>
{
    public const string Name = "browser, screens of staff";
}

/// <summary>The same for a vendor's screens.</summary>
[CollectionDefinition(Name)]
public sealed class VendorScreenGroup : ICollectionFixture<BrowserPortal>
{
    public const string Name = "browser, screens of a vendor";
}
