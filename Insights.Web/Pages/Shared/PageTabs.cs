using Insights.Web.Access;

namespace Insights.Web.Pages.Shared;

/// <param name="StaffOnly">The house's own: a vendor sees no way to it.</param>
internal sealed record PageTab(string Path, string Title, bool StaffOnly = false);

/// <summary>The pages about one subject in the order of their questions; each shows the document of its own address, strokes for slashes.</summary>
/// <param name="Label">What they are about.</param>
/// <param name="Dimensions">What the filter bar offers on all of them.</param>
internal sealed record PageTabs(string Label, IReadOnlyList<PageTab> All, IReadOnlyList<string> Dimensions)
{
    public IEnumerable<PageTab> For(string? role) => All.Where(tab => !tab.StaffOnly || Roles.IsStaff(role));

    public static string DocumentOf(string path) => path[1..].Replace('/', '-');
}
