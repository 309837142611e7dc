using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Hosting.FirstStart;

/// <summary>
/// Which demo the data directory holds. Written before the first row is, so that a start after a kill makes the same files again
/// (same seed, same last day) and the import finishes where it stopped.
/// </summary>
internal sealed record DemoState(int Seed, LocalDate End, Instant Now, bool Loaded)
{
    /// <summary>The vendors the sign-in page offers: two with different stories.</summary>
    public IReadOnlyList<string> VendorCodes { get; init; } = [];

    private const string FileName = "demo.json";

    public static DemoState? Read(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(path))
            return null;
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var root = json.RootElement;
        return new(
            root.GetProperty("seed").GetInt32(),
            LocalDatePattern.Iso.Parse(root.GetProperty("end").GetString()!).GetValueOrThrow(),
            InstantPattern.General.Parse(root.GetProperty("now").GetString()!).GetValueOrThrow(),
            root.GetProperty("loaded").GetBoolean())
        {
            VendorCodes = [.. root.GetProperty("vendors").EnumerateArray().Select(v => v.GetString()!)],
        };
    }

    public static void Forget(string dataDirectory) => File.Delete(Path.Combine(dataDirectory, FileName));

    public void Write(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        var path = Path.Combine(dataDirectory, FileName);
        // Written beside and moved: a kill leaves the old state or the new one, never half a file.
        var unfinished = path + ".new";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["seed"] = Seed,
            ["end"] = LocalDatePattern.Iso.Format(End),
            ["now"] = InstantPattern.General.Format(Now),
            ["loaded"] = Loaded,
            ["vendors"] = VendorCodes,
        }));
        File.Move(unfinished, path, overwrite: true);
    }
}
