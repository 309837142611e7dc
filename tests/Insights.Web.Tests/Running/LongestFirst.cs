using Xunit.Abstractions;

namespace Insights.Web.Tests.Running;

/// <summary>Collections run side by side; those that take a minute begin first, so that none of them is left to run alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_long = ["ImportKillTests", "canary", "RecomputeKillTests", "PortalKillTests", "sample world", "EqualRenderingsTests", "browser, screens of an administrator", "browser, journeys"];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(s_long, name => collection.DisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var at ? at : s_long.Length);
}
