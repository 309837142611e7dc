using System.Security.Claims;

namespace Insights.Web.Access;

/// <summary>
/// What a signed-in person may see. The one place where a person becomes a <see cref="DataScope"/>; whatever is not clearly allowed is nothing.
/// </summary>
internal sealed class ScopeResolver(People people, IVendorDirectory vendors)
{
    public async ValueTask<DataScope> ResolveAsync(ClaimsPrincipal person, CancellationToken cancel = default)
    {
        if (person.Identity?.IsAuthenticated != true || person.UserId() is not { } id)
            return DataScope.Nothing;
        // The person as stored, not as the cookie remembers: a moved membership must not outlive the move.
        if (await people.FindAsync(id, cancel) is not { Disabled: false } state)
            return DataScope.Nothing;
        return await ForAsync(state.Role, state.VendorCode, cancel);
    }

    /// <summary>The scope of a role and membership: for deliveries, which have a recipient but no request.</summary>
    public async ValueTask<DataScope> ForAsync(string role, string? vendorCode, CancellationToken cancel = default)
    {
        if (Roles.IsStaff(role))
            return DataScope.Staff;
        if (role == Roles.Vendor && vendorCode is not null && await vendors.FindAsync(vendorCode, cancel) is { } vendor)
            return DataScope.Vendor(vendor.Id);
        return DataScope.Nothing;
    }
}
