using System.Globalization;

namespace Insights.Web.Pages.DataHealth;

/// <summary>Numbers, sizes and times of imports as people say them.</summary>
internal static class Words
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long value, string noun) => Number(value) + " " + noun + (value == 1 ? "" : "s");

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => Count(bytes, "byte"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1024L * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GiB"),
    };

    /// <summary>A time still to wait: rough on purpose, a second-exact promise would be broken every second.</summary>
    public static string Left(double seconds) => seconds switch
    {
        < 2 => "a moment left",
        < 60 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(seconds):0} s left"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(seconds / 60):0} min left"),
        _ => string.Create(CultureInfo.InvariantCulture, $"about {seconds / 3600:0.#} h left"),
    };

    public static string Duration(double seconds) => seconds switch
    {
        < 1 => "under 1 s",
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.#} h"),
    };

    /// <summary>The first digits of a hash: enough to compare by eye.</summary>
    public static string Hash(string sha256) => sha256.Length > 10 ? sha256[..10] : sha256;
}
