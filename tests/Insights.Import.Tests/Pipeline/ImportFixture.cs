using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>The pipeline over a store in memory and a folder of its own.</summary>
internal sealed class ImportFixture : IDisposable
{
    public ImportFixture(ImportLimits? limits = null)
    {
        Folder = Directory.CreateTempSubdirectory("insights-import-").FullName;
        DataDirectory = Path.Combine(Folder, "data");
        Setup = new ImportSetup(Store, new StoreOptions { DataDirectory = DataDirectory }, ImportLimits.Default);
        Runner = new ImportPipeline(Store, Store, new StoreOptions { DataDirectory = DataDirectory }, TimeProvider.System, limits ?? ImportLimits.Default);
    }

    public FakeStore Store { get; } = new();
    public ImportPipeline Runner { get; }
    public ImportSetup Setup { get; }
    public string Folder { get; }
    public string DataDirectory { get; }

    /// <summary>Puts a document of settings where the source's lie.</summary>
    public void Settings(string source, string json)
    {
        string path = Path.Combine(DataDirectory, "sources", source + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, json);
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(Folder, "in", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public async Task<FileResult> ImportAsync(string name, string text, string? source = null, bool dryRun = false) =>
        await ImportFileAsync(Write(name, text), source, dryRun);

    public async Task<FileResult> ImportFileAsync(string path, string? source = null, bool dryRun = false)
    {
        var result = await Runner.RunAsync(new ImportRequest { Paths = [path], Source = source, DryRun = dryRun });
        var file = Assert.Single(result.Files);
        AssertReconciles(file);
        return file;
    }

    /// <summary>Every row has exactly one outcome.</summary>
    public static void AssertReconciles(FileResult file) =>
        Assert.Equal(file.Rows, file.Inserted + file.Updated + file.Unchanged + file.Duplicate + file.Rejected + file.Skipped);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
