namespace Insights.Web.Access;

/// <summary>The four kinds of people. Stored and put into claims by these names.</summary>
internal static class Roles
{
    public const string Administrator = "administrator";
    public const string SupportLead = "support-lead";
    public const string Executive = "executive";
    public const string Vendor = "vendor";

    public static readonly IReadOnlyList<string> All = [Administrator, SupportLead, Executive, Vendor];

    public static bool IsStaff(string? role) => role is Administrator or SupportLead or Executive;

    public static string Title(string role) => role switch
    {
        Administrator => "Administrator",
        SupportLead => "Support lead",
        Executive => "Executive",
        Vendor => "Vendor",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a role of this portal."),
    };
}
