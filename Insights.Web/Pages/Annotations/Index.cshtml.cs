using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Annotations;

/// <summary>What happened on which day, for the charts. Staff read; administrators and support leads write.</summary>
[Authorize(Policies.Staff)]
internal sealed class AnnotationsModel(AnnotationBook book, PageFrame frame) : PageModel
{
    private const int Shown = 200;
    private static readonly LocalDatePattern DayText = LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu");

    public bool MayWrite => Policies.Allows(Policies.Operators, User.Role());

    public IReadOnlyList<NoteLine> Notes { get; private set; } = [];

    public string Day { get; private set; } = "";

    public string Text { get; private set; } = "";

    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync([FromForm] string? day, [FromForm] string? text, [FromForm] bool forVendors, CancellationToken cancel)
    {
        if (!MayWrite)
            return Forbid();
        var parsed = LocalDatePattern.Iso.Parse(day ?? "");
        Text = text?.Trim() ?? "";
        Problem = !parsed.Success ? "Choose a day." : Text.Length is 0 or > 200 ? "Say what happened in up to 200 characters." : null;
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        await book.AddAsync(parsed.Value.ToDateOnly(), Text, forVendors, User.DisplayName(), cancel);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDeleteAsync([FromForm] int id, CancellationToken cancel)
    {
        if (!MayWrite)
            return Forbid();
        await book.DeleteAsync(id, cancel);
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Annotations";
        Day = LocalDatePattern.Iso.Format(await frame.TodayAsync());
        Notes = [.. (await book.LatestAsync(Shown, cancel)).Select(note => new NoteLine(note.Id, DayText.Format(LocalDate.FromDateOnly(note.Day)), note.Text, note.ForVendors ? "everybody" : "people of the house", note.CreatedBy))];
    }
}

internal sealed record NoteLine(int Id, string Day, string Text, string SeenBy, string By);
