using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Error;

/// <summary>What went wrong, in words, and a reference to find it in the log; never a stack trace.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    public string? Reference { get; private set; }

    public string Layout => User.Identity?.IsAuthenticated == true && Response.StatusCode < 500 ? "/Pages/Shared/_Layout.cshtml" : "/Pages/Shared/_Bare.cshtml";

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        // Whoever types /error/404 gets a page that says so; only a real failure keeps its own status.
        if (Response.StatusCode == StatusCodes.Status200OK && code is >= 400 and <= 599)
            Response.StatusCode = code;
        (Heading, Explanation) = code switch
        {
            400 => ("This request could not be read", "The form may be older than your session. Go back, load the page again and repeat."),
            403 => ("This page is not open to you", "Your role does not include it. An administrator can change that."),
            404 => ("There is nothing here", "The address is wrong, or what it names does not exist in the data you may see."),
            405 => ("This address takes no such request", "Follow a link inside the portal instead."),
            413 => ("The upload is too large", "Files of up to 2 GiB can be brought in through the browser; larger ones with the command “import”."),
            >= 500 => ("Something failed on our side", "The details are in the portal's log under this reference. Repeating the request does no harm."),
            _ => ("This did not work", "Go back and try again."),
        };
        if (code >= 500)
            Reference = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
    }
}
