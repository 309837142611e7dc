using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using NodaTime;

namespace Insights.Web.Pages.Shared;

/// <summary>What stands around every page: workspace, zone, freshness, navigation, person, theme. One a request.</summary>
internal sealed class PageFrame(IWorkspaceSettings settings, IDataHealthQueries health, RequestScope scope, IDemoMode demo, IHttpContextAccessor http, TimeProvider clock)
{
    private WorkspaceView? _workspace;
    private IReadOnlyList<SourceFreshness>? _freshness;

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("A page frame exists within a request only.");

    /// <summary>The canonical filter of the page, which the navigation carries along; empty on pages without a filter.</summary>
    public string FilterQuery { get; set; } = "";

    public bool DemoIsOn => demo.IsOn;

    public string PersonName => Http.User.DisplayName();

    public string? Role => Http.User.Role();

    public bool IsSignedIn => Http.User.Identity?.IsAuthenticated == true;

    /// <summary>light, dark, or null: as the system says.</summary>
    public string? Theme => Http.Request.Cookies[ThemeCookie] is "light" or "dark" ? Http.Request.Cookies[ThemeCookie] : null;

    public const string ThemeCookie = "insights-theme";

    public async ValueTask<WorkspaceView> WorkspaceAsync() => _workspace ??= await settings.GetAsync(Http.RequestAborted);

    public ValueTask<DataScope> ScopeAsync() => scope.GetAsync();

    public async ValueTask<LocalDate> TodayAsync() =>
        Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone((await WorkspaceAsync()).Zone).Date;

    public async ValueTask<IReadOnlyList<SourceFreshness>> FreshnessAsync() =>
        _freshness ??= await health.FreshnessAsync(await ScopeAsync(), Http.RequestAborted);

    /// <summary>The screens this person may open, grouped for the navigation.</summary>
    public IReadOnlyList<NavGroup> Navigation()
    {
        var path = Http.Request.Path;
        return [.. Screens.All
            .Where(screen => Policies.Allows(screen.Policy, Role))
            .GroupBy(screen => screen.Group)
            .Select(group => new NavGroup(group.Key, [.. group.Select(screen => new NavLink(
                screen.Title,
                screen.TakesFilter && FilterQuery.Length > 0 ? screen.Path + "?" + FilterQuery : screen.Path,
                path.StartsWithSegments(screen.Path, StringComparison.OrdinalIgnoreCase),
                screen.Path[1..]))]))];
    }

    /// <summary>The path and query of this request, to come back to after a change of theme.</summary>
    public string Here => Http.Request.Path + Http.Request.QueryString;
}

internal sealed record NavGroup(string Title, IReadOnlyList<NavLink> Links);

internal sealed record NavLink(string Title, string Href, bool Current, string Icon);
