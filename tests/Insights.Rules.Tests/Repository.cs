using System.Runtime.CompilerServices;

namespace Insights.Rules.Tests;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Source files below a folder, as (path relative to the root, text); build output and restored packages left out.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder, params string[] extensions)
    {
        var start = Path.Combine(Root, folder);
        return Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories)
            .Where(file => extensions.Any(e => file.EndsWith(e, StringComparison.Ordinal)))
            .Select(file => (Path: Path.GetRelativePath(Root, file).Replace('\\', '/'), File: file))
            .Where(f => !f.Path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "data" or "lib" or "TestResults"))
            .Select(f => (f.Path, File.ReadAllText(f.File)));
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
