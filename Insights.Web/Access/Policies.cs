using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Access;

/// <summary>Who may open a screen. Every page names one of these; a page that names none falls to <see cref="Administrators"/>.</summary>
internal static class Policies
{
    /// <summary>Everybody who may sign in; what they see is cut by their scope.</summary>
    public const string Everyone = nameof(Everyone);

    /// <summary>People of the house.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Vendors, for the pages that are about nobody but the reader.</summary>
    public const string Vendors = nameof(Vendors);

    /// <summary>Those who bring files in and watch that they arrive.</summary>
    public const string Operators = nameof(Operators);

    public const string Administrators = nameof(Administrators);

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Everyone, policy => policy.RequireRole(Roles.All));
        options.AddPolicy(Staff, policy => policy.RequireRole(Roles.Administrator, Roles.SupportLead, Roles.Executive));
        options.AddPolicy(Vendors, policy => policy.RequireRole(Roles.Vendor));
        options.AddPolicy(Operators, policy => policy.RequireRole(Roles.Administrator, Roles.SupportLead));
        options.AddPolicy(Administrators, policy => policy.RequireRole(Roles.Administrator));

        // A screen somebody forgets to give a policy is closed, not open.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Roles.Administrator).Build();
        options.DefaultPolicy = options.FallbackPolicy;
    }

    public static bool Allows(string policy, string? role) => policy switch
    {
        Everyone => role is not null && Roles.All.Contains(role),
        Staff => Roles.IsStaff(role),
        Vendors => role is Roles.Vendor,
        Operators => role is Roles.Administrator or Roles.SupportLead,
        Administrators => role is Roles.Administrator,
        _ => false,
    };
}
