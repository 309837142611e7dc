using System.Globalization;
using System.Security.Claims;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Insights.Web.Access;

/// <summary>What a person's cookie says: id, names, role and the stamp that ends it when the person is changed. Never a vendor: that is read when needed.</summary>
internal sealed class AccessClaims(UserManager<PortalUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(identity.RoleClaimType, user.Role));
        identity.AddClaim(new Claim(ClaimTypes.GivenName, user.DisplayName));
        return identity;
    }
}

internal static class SignedIn
{
    public static int? UserId(this ClaimsPrincipal person) =>
        int.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string? Role(this ClaimsPrincipal person) => person.FindFirstValue(ClaimTypes.Role);

    public static string DisplayName(this ClaimsPrincipal person) =>
        person.FindFirstValue(ClaimTypes.GivenName) is { Length: > 0 } name ? name : person.Identity?.Name ?? "";
}
