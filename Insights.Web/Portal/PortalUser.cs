using Microsoft.AspNetCore.Identity;

namespace Insights.Web.Portal;

/// <summary>A person who may sign in. The role is one of <see cref="Access.Roles"/>; a vendor also needs a <see cref="VendorMembership"/>.</summary>
internal sealed class PortalUser : IdentityUser<int>
{
    public string DisplayName { get; set; } = "";

    /// <summary>Exactly one: what a person sees must be explainable in one word.</summary>
    public string Role { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    public DateTime? LastSignInAt { get; set; }

    /// <summary>Kept for the audit trail, but may not sign in any more.</summary>
    public bool Disabled { get; set; }

    /// <summary>One of the demo's one-click accounts: has no password and never gets one.</summary>
    public bool Demo { get; set; }
}
