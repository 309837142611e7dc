using Insights.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Insights.Web.Pages.DataHealth;

/// <summary>
/// Receives files in one go, for browsers without script. The body is streamed part by part and never read as a form: the framework would keep large parts in
/// plain temporary files, and what people upload may hold card numbers. The form's token is therefore its first part, checked here before any file is read.
/// </summary>
[Authorize(Policies.Operators)]
[IgnoreAntiforgeryToken]
[DisableRequestSizeLimit]
[StreamedBody]
internal sealed class UploadModel(IImports imports, IAntiforgery antiforgery, AuditLog audit) : PageModel
{
    private const int LongestToken = 4096;

    public string Problem { get; private set; } = "";

    public IActionResult OnGet() => LocalRedirect("/data-health");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
            return BadRequest();
        var reader = new MultipartReader(boundary, Request.Body);
        if (await reader.ReadNextSectionAsync(cancel) is not { } first || !await TokenHoldsAsync(first, cancel))
            return BadRequest();

        string? id = null;
        try
        {
            while (await reader.ReadNextSectionAsync(cancel) is { } part)
            {
                if (part.AsFileSection() is not { FileName.Length: > 0, FileStream: { } content } file)
                    continue;
                id ??= (await imports.BeginAsync(new NewImport { StartedBy = User.Identity!.Name! }, cancel)).Id;
                await imports.AddFileAsync(id, file.FileName, content, cancel);
            }
        }
        catch (ImportNotTakenException refused)
        {
            if (id is not null)
                await imports.CancelAsync(id, cancel);
            ViewData["Title"] = "Upload";
            Problem = refused.Message;
            Response.StatusCode = refused.ForSize ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status507InsufficientStorage;
            return Page();
        }
        catch when (id is not null)
        {
            // Half a form is no upload: nothing of it stays.
            await imports.CancelAsync(id, CancellationToken.None);
            throw;
        }
        if (id is null)
            return LocalRedirect("/data-health");
        await imports.CheckAsync(id, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.Uploaded, string.Join(", ", (await imports.FindAsync(id, cancel))!.Files.Select(file => file.Name)));
        return LocalRedirect("/data-health/uploads/" + id);
    }

    private async Task<bool> TokenHoldsAsync(MultipartSection first, CancellationToken cancel)
    {
        if (first.AsFormDataSection() is not { Name: "__RequestVerificationToken" } field)
            return false;
        var buffer = new char[LongestToken];
        using var text = new StreamReader(field.Section.Body);
        var length = await text.ReadBlockAsync(buffer, cancel);
        // A header is where the check looks before it would read the form.
        Request.Headers["X-Form-Token"] = new string(buffer, 0, length).Trim();
        return await antiforgery.IsRequestValidAsync(HttpContext);
    }
}
