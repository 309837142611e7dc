namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Expected results from independent tools: the shared files beside the repository when they are there, else our copy.</summary>
internal static class OracleFiles
{
    public static string Path(string name)
    {
        var root = Root();
        var shared = System.IO.Path.Combine(root, "..", "shared", "oracles", name);
        return File.Exists(shared) ? shared : Copy(name);
    }

    public static string Copy(string name) => System.IO.Path.Combine(Root(), "tests", "Insights.Analytics.Tests", "oracles", name);

    /// <summary>The repository's folder: the nearest one upwards that holds the solution.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Insights.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("Insights.sln was not found above the test's folder.");
    }
}
