using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>The own tables that were mapped: what each is read as, and deleting one.</summary>
[Authorize(Policies.Operators)]
internal sealed class MappingsModel(IImportGuide guide, AuditLog audit) : PageModel
{
    public IReadOnlyList<SavedMapping> Mappings { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    public void OnGet()
    {
        ViewData["Title"] = "Mapped tables";
        Mappings = guide.Mappings;
    }

    /// <summary>Kinds of rows by the titles that the mapping screen gives them.</summary>
    public string KindText(string kind) => guide.Kinds.FirstOrDefault(known => known.Id == kind)?.Title ?? kind;

    public async Task<IActionResult> OnPostDeleteAsync([FromForm] string? id, CancellationToken cancel)
    {
        if (guide.Mappings.FirstOrDefault(mapping => mapping.Id == id) is not { } mapping)
            return RedirectToPage();
        await guide.DeleteMappingAsync(mapping.Id, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, $"mapping {mapping.Name} ({mapping.Kind}) deleted");
        Done = $"“{mapping.Name}” is deleted. Tables like it are no longer recognised; the rows it brought stay.";
        return RedirectToPage();
    }
}
