using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Insights.Web.Access;

/// <summary>The cookie a signed-in person carries, and the check at every request that it still tells the truth.</summary>
internal static class SignInCookie
{
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "insights";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/account/sign-in";
        cookie.LogoutPath = "/account/sign-out";
        cookie.ReturnUrlParameter = "return";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToAccessDenied = DenyAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var people = context.HttpContext.RequestServices.GetRequiredService<People>();
        var state = context.Principal?.UserId() is { } id ? await people.FindAsync(id, context.HttpContext.RequestAborted) : null;
        var holds = state is { Disabled: false }
            && state.SecurityStamp == context.Principal!.FindFirstValue(StampClaim)
            && state.Role == context.Principal!.Role();
        if (holds)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    // The page says it in place, with the address unchanged, and the trail keeps it.
    private static async Task DenyAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.HttpContext.RequestServices.GetRequiredService<AuditLog>()
            .RecordAsync(context.HttpContext, AuditActions.Denied, context.Request.Method + " " + context.Request.Path);
    }
}
