using Insights.Web.Access;
using Insights.Web.Exports;
using Insights.Web.Exports.Pdf;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Admin;

/// <summary>Accent, footer and logo of printed reports: of the workspace, and of one vendor for its own.</summary>
[Authorize(Policies.Administrators)]
[RequestSizeLimit(2 * 1024 * 1024)]
internal sealed class BrandingModel(Branding branding, IVendorDirectory vendors, AuditLog audit) : PageModel
{
    private const int LongestFooter = 200;
    private const int LongestText = 120;

    /// <summary>Empty: the workspace.</summary>
    public string Vendor { get; private set; } = "";

    public string Owner { get; private set; } = "";

    public IReadOnlyList<VendorEntry> Vendors { get; private set; } = [];

    public IReadOnlyList<string> WithOne { get; private set; } = [];

    public string Accent { get; private set; } = "";

    public string Footer { get; private set; } = "";

    public string LogoText { get; private set; } = "";

    /// <summary>The stored logo as an address the page may show; null: none.</summary>
    public string? Logo { get; private set; }

    public string StandardAccent { get; } = new PdfOptions().Accent;

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? vendor, CancellationToken cancel)
    {
        if (!await ShowAsync(vendor, cancel))
            return NotFound();
        var brand = await branding.FindAsync(Vendor, cancel);
        (Accent, Footer, LogoText) = (brand?.Accent ?? "", brand?.Footer ?? "", brand?.LogoText ?? "");
        return Page();
    }

    /// <summary>The stored picture, for the page itself.</summary>
    public async Task<IActionResult> OnGetLogoAsync([FromQuery] string? vendor, CancellationToken cancel) =>
        await branding.FindAsync(vendor ?? "", cancel) is { Logo: { } logo, LogoType: { } type } ? File(logo, type) : NotFound();

    public async Task<IActionResult> OnPostAsync([FromQuery] string? vendor, [FromForm] string? accent, [FromForm] string? footer, [FromForm] string? logoText, [FromForm] bool removeLogo, [FromForm] IFormFile? logo, CancellationToken cancel)
    {
        if (!await ShowAsync(vendor, cancel))
            return NotFound();
        var before = await branding.FindAsync(Vendor, cancel);
        (Accent, Footer, LogoText) = (accent?.Trim().ToLowerInvariant() ?? "", footer?.Trim() ?? "", logoText?.Trim() ?? "");
        var (file, type) = removeLogo ? (null, null) : (before?.Logo, before?.LogoType);
        if (logo is { Length: > 0 and <= PdfLogo.MostBytes })
        {
            using var content = new MemoryStream();
            await logo.CopyToAsync(content, cancel);
            file = content.ToArray();
            type = file is [0x89, ..] ? "image/png" : "image/jpeg";
        }
        Problem = Accent.Length > 0 && AccentColour.Problem(Accent) is { } wrong ? wrong
            : Footer.Length > LongestFooter ? $"The footer is one line of up to {LongestFooter} characters."
            : LogoText.Length > LongestText ? $"Say in up to {LongestText} characters what the logo shows."
            : logo is { Length: > PdfLogo.MostBytes } ? $"The logo has {logo.Length / 1024:N0} KiB; at most {PdfLogo.MostBytes / 1024} KiB can be used. Save it smaller: 600 pixels wide are plenty in print."
            : file is not null ? PdfLogo.Read(file, LogoText).Problem : null;
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await branding.SetAsync(new Brand
        {
            VendorCode = Vendor,
            Accent = Accent.Length == 0 ? null : Accent,
            Footer = Footer.Length == 0 ? null : Footer,
            Logo = file,
            LogoType = file is null ? null : type,
            LogoText = file is null ? null : LogoText,
        }, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, $"branding of {(Vendor.Length == 0 ? "the workspace" : "vendor " + Vendor)}: accent {(Accent.Length == 0 ? "standard" : Accent)}, footer {(Footer.Length == 0 ? "none" : "“" + Footer + "”")}, logo {(file is null ? "none" : type)}");
        Done = "Saved. Reports printed from now on look like this; those already published stay as they were.";
        return RedirectToPage(Vendor.Length == 0 ? null : new { vendor = Vendor });
    }

    private async Task<bool> ShowAsync(string? vendor, CancellationToken cancel)
    {
        ViewData["Title"] = "Branding";
        Vendors = [.. (await vendors.AllAsync(cancel)).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];
        WithOne = await branding.VendorsWithOneAsync(cancel);
        Vendor = vendor ?? "";
        Owner = Vendor.Length == 0 ? "The workspace" : Vendors.FirstOrDefault(one => one.Code == Vendor)?.Name ?? "";
        Logo = (await branding.FindAsync(Vendor, cancel))?.Logo is null ? null : "/admin/branding?handler=Logo&vendor=" + Uri.EscapeDataString(Vendor);
        return Owner.Length > 0;
    }
}
