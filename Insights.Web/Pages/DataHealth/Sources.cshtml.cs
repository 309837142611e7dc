using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>What an installation has settled about one of its sources: whose its rows are, its zone, how it writes dates and amounts.</summary>
[Authorize(Policies.Operators)]
internal sealed class SourcesModel(IImportGuide guide, PageFrame frame, AuditLog audit) : PageModel
{
    private const int LongestName = 60;
    private const int LongestText = 20_000;

    [BindProperty(SupportsGet = true)]
    public string Source { get; set; } = "";

    /// <summary>Where the person came from: an import that waits for the answer.</summary>
    public string? Back { get; private set; }

    public SourceForm Form { get; private set; } = new();

    public string? Arrival { get; private set; }

    public string? Problem { get; private set; }

    public IReadOnlyList<string> ZoneIds => Zones.All;

    [TempData]
    public string? Done { get; set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? back)
    {
        if (!IsName(Source))
            return NotFound();
        try
        {
            Form = guide.Source(Source);
        }
        catch (NotSettledException broken)
        {
            Problem = broken.Message;
        }
        await ShowAsync(back);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? back, [FromForm] SourceInput input, CancellationToken cancel)
    {
        if (!IsName(Source))
            return NotFound();
        Form = input.ToForm(LongestText);
        try
        {
            await guide.SaveSourceAsync(Source, Form, cancel);
        }
        catch (NotSettledException wrong)
        {
            Problem = wrong.Message;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(back);
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, "settings of the source " + Source);
        Done = "Saved. Files that come from now on are read this way.";
        return IsWaitingImport(back) ? LocalRedirect(back!) : RedirectToPage();
    }

    private async Task ShowAsync(string? back)
    {
        ViewData["Title"] = "Source " + Source;
        Back = IsWaitingImport(back) ? back : null;
        if ((await frame.FreshnessAsync()).FirstOrDefault(known => known.Source == Source) is { } known)
            Arrival = "Data until " + FreshnessBadge.Of([known], (await frame.WorkspaceAsync()).Zone).Lines[0].Until + ", " + FreshnessBadge.Word(known.Late) + ".";
    }

    // Only to where such links are made: never out of the portal.
    private bool IsWaitingImport(string? back) => back is not null && Url.IsLocalUrl(back) && back.StartsWith("/data-health/uploads/", StringComparison.Ordinal);

    private static bool IsName(string source) => source.Length is > 0 and <= LongestName && source == Path.GetFileName(source) && !source.StartsWith('.');
}

/// <summary>The fields of the form as they are sent.</summary>
internal sealed record SourceInput
{
    public string? VendorWay { get; init; }
    public string? VendorValue { get; init; }
    public string? VendorTable { get; init; }
    public string? VendorPatterns { get; init; }
    public string? VendorFallback { get; init; }
    public string? Zone { get; init; }
    public string? Dates { get; init; }
    public string? Amounts { get; init; }
    public string? Currencies { get; init; }
    public string? Currency { get; init; }
    public string? TestRows { get; init; }
    public string? Encoding { get; init; }

    public SourceForm ToForm(int longest)
    {
        string Text(string? value) => value is null || value.Length > longest ? "" : value.Trim();
        return new()
        {
            VendorWay = Text(VendorWay),
            VendorValue = Text(VendorValue),
            VendorTable = Text(VendorTable),
            VendorPatterns = Text(VendorPatterns),
            VendorFallback = Text(VendorFallback),
            Zone = Text(Zone),
            Dates = Text(Dates),
            Amounts = Text(Amounts),
            Currencies = Text(Currencies),
            Currency = Text(Currency).ToUpperInvariant(),
            TestRows = Text(TestRows),
            Encoding = Text(Encoding),
        };
    }
}
