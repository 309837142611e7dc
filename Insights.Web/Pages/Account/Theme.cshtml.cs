using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Account;

/// <summary>Stores light or dark in a cookie, so that the first byte of every page already has it and works without script.</summary>
[AllowAnonymous]
internal sealed class ThemeModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost([FromForm] string? theme, [FromForm(Name = "return")] string? returnTo)
    {
        if (theme is "light" or "dark")
        {
            Response.Cookies.Append(PageFrame.ThemeCookie, theme, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
        }
        return LocalRedirect(Url.IsLocalUrl(returnTo) ? returnTo! : "/");
    }
}
