using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace Insights.Web.Pages.Admin;

/// <summary>What programs sign in with: made here, shown once, revoked here.</summary>
[Authorize(Policies.Administrators)]
internal sealed class TokensModel(ApiTokens tokens, IVendorDirectory vendors, PageFrame frame, AuditLog audit, TimeProvider clock) : PageModel
{
    private static readonly int[] Lifetimes = [30, 90, 365];

    public IReadOnlyList<TokenLine> Tokens { get; private set; } = [];

    /// <summary>Whose numbers a reading token may be bound to.</summary>
    public IReadOnlyList<VendorEntry> Vendors { get; private set; } = [];

    public IReadOnlyList<string> Sources { get; private set; } = [];

    public string Address { get; private set; } = "";

    /// <summary>Shown once, right after it was made.</summary>
    [TempData]
    public string? Token { get; set; }

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync([FromForm] string? name, [FromForm] string[] scopes, [FromForm] string? source, [FromForm] string? vendor, [FromForm] int days, CancellationToken cancel)
    {
        string[] chosen = [.. TokenScopes.All.Select(scope => scope.Id).Where(scopes.Contains)];
        vendor = string.IsNullOrWhiteSpace(vendor) ? null : vendor.Trim();
        name = name?.Trim() ?? "";
        source = string.IsNullOrWhiteSpace(source) ? null : source.Trim().ToLowerInvariant();
        Problem = name.Length is 0 or > 80 ? "Say in up to 80 characters what the token is for."
            : source?.Length > 200 ? "A source's name has at most 200 characters."
            : chosen.Length == 0 || chosen.Length != scopes.Distinct().Count() ? "Choose what the token may do from the list."
            : vendor is not null && chosen.Contains(TokenScopes.ImportsWrite) ? "A token that reads as a vendor only reads: leave out sending files, or the vendor."
            : vendor is not null && await vendors.FindAsync(vendor, cancel) is null ? "Choose the vendor from the list."
            : source is not null && !chosen.Contains(TokenScopes.ImportsWrite) ? "A source belongs to a token that sends files."
            : days != 0 && !Lifetimes.Contains(days) ? "Choose how long the token lives from the list."
            : null;
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        Token = await tokens.CreateAsync(name, chosen, source, vendor, days == 0 ? null : clock.GetUtcNow().UtcDateTime.AddDays(days), User.Identity!.Name!, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.TokenCreated, $"{name}: {string.Join(' ', chosen)}{(source is null ? "" : ", source " + source)}{(vendor is null ? "" : ", as vendor " + vendor)}");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRevokeAsync([FromForm] int id, CancellationToken cancel)
    {
        if ((await tokens.AllAsync(cancel)).FirstOrDefault(token => token.Id == id) is not { } found)
            return NotFound();
        if (await tokens.RevokeAsync(id, cancel))
        {
            await audit.RecordAsync(HttpContext, AuditActions.TokenRevoked, found.Name);
            Done = $"“{found.Name}” does not work any more.";
        }
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "API tokens";
        var zone = (await frame.WorkspaceAsync()).Zone;
        var now = clock.GetUtcNow().UtcDateTime;
        Tokens = [.. (await tokens.AllAsync(cancel)).Select(token => TokenLine.Of(token, now, zone))];
        Vendors = [.. (await vendors.AllAsync(cancel)).OrderBy(vendor => vendor.Name, StringComparer.OrdinalIgnoreCase)];
        Sources = [.. (await frame.FreshnessAsync()).Select(source => source.Source)];
        Address = Request.Scheme + "://" + Request.Host;
    }
}

internal sealed record TokenLine(int Id, string Name, string Start, string May, string For, string Created, string Expires, string LastUsed, string State, string Tone, bool MayRevoke)
{
    public static TokenLine Of(ApiToken token, DateTime now, DateTimeZone zone)
    {
        var (state, tone) = token.RevokedAt is not null ? ("revoked", "cancelled") : token.ExpiresAt <= now ? ("expired", "cancelled") : ("works", "done");
        return new(token.Id, token.Name, token.Start + "…", Allowed(token), token.VendorCode is { } vendor ? "vendor " + vendor : token.Source is { } source ? "source " + source : "any", Text(token.CreatedAt, zone) + " by " + token.CreatedBy, token.ExpiresAt is { } end ? Text(end, zone) : "never",
            token.LastUsedAt is { } used ? Text(used, zone) : "never", state, tone, tone == "done");
    }

    private static string Allowed(ApiToken token) =>
        string.Join(", ", TokenScopes.All.Where(scope => token.Scopes.Split(' ').Contains(scope.Id)).Select((scope, i) => i == 0 ? scope.Words : char.ToLowerInvariant(scope.Words[0]) + scope.Words[1..]));

    private static string Text(DateTime utc, DateTimeZone zone) => CellText.Of(new Cell.Moment(Instant.FromDateTimeUtc(utc)), zone);
}
