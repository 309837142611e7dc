using Insights.Web.Access;

namespace Insights.Web.Pages.Shared;

/// <summary>One entry of the navigation.</summary>
/// <param name="Policy">Equals the page's own; a test holds them together.</param>
/// <param name="TakesFilter">The link carries the current filter along.</param>
internal sealed record Screen(string Title, string Path, string Policy, string Group, bool TakesFilter = false);

/// <summary>The portal's screens in the order of the navigation.</summary>
internal static class Screens
{
    public const string Performance = "Performance";
    public const string Reading = "Detail";
    public const string Running = "Operations";

    public static readonly IReadOnlyList<Screen> All =
    [
        new("Today", "/today", Policies.Staff, Performance, TakesFilter: true),
        new("Queues", "/queues", Policies.Staff, Performance, TakesFilter: true),
        new("Overview", "/overview", Policies.Staff, Performance, TakesFilter: true),
        new("Alerts", "/alerts", Policies.Everyone, Performance, TakesFilter: true),
        new("Payments", "/payments", Policies.Everyone, Performance, TakesFilter: true),
        new("Service levels", "/service-levels", Policies.Staff, Performance, TakesFilter: true),
        new("Support", "/support", Policies.Everyone, Performance, TakesFilter: true),
        new("Chargebacks", "/chargebacks", Policies.Everyone, Performance, TakesFilter: true),
        new("Programmes", "/programmes", Policies.Everyone, Performance, TakesFilter: true),
        new("Patterns", "/patterns", Policies.Everyone, Performance, TakesFilter: true),
        new("Vendors", "/vendors", Policies.Staff, Performance, TakesFilter: true),
        new("My scorecard", "/my-scorecard", Policies.Vendors, Performance, TakesFilter: true),
        new("Deadlines", "/deadlines", Policies.Everyone, Performance, TakesFilter: true),
        new("Rows", "/rows", Policies.Everyone, Reading, TakesFilter: true),
        new("Reports", "/reports", Policies.Everyone, Reading),
        new("Subscriptions", "/subscriptions", Policies.Everyone, Reading),
        new("Definitions", "/definitions", Policies.Everyone, Reading),
        new("Annotations", "/annotations", Policies.Staff, Reading),
        new("Data health", "/data-health", Policies.Operators, Running),
        new("Policies", "/policies", Policies.Operators, Running),
        new("Jobs", "/jobs", Policies.Operators, Running),
        new("Admin", "/admin", Policies.Administrators, Running),
    ];

    /// <summary>Where a person lands after signing in.</summary>
    public static string FrontDoor(string? role) => role switch
    {
        Roles.Vendor => "/chargebacks",
        Roles.SupportLead => "/today",
        Roles.Administrator or Roles.Executive => "/overview",
        _ => "/account/sign-in",
    };
}
