using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>
/// The colours of print and of the light theme. Each has at least 4.5 : 1 against white where it may carry text (series labels), so that a
/// series and its label share one colour; pages override them with custom properties of the same name (wwwroot/css/charts.css).
/// </summary>
internal static class ChartPalette
{
    public static string Hex(Ink ink) => ink switch
    {
        Ink.Primary => "#2653c7",
        Ink.Second => "#b45309",
        Ink.Third => "#0e7490",
        Ink.Fourth => "#7c3aed",
        Ink.Previous => "#6b7280",
        Ink.Good => "#157f3c",
        Ink.Bad => "#b42318",
        Ink.Text => "#1c2430",
        Ink.Muted => "#5b6472",
        Ink.Axis => "#9aa3b0",
        Ink.Grid => "#e6e9ee",
        Ink.Target => "#1c2430",
        Ink.Annotation => "#5b6472",
        Ink.Surface => "#ffffff",
        Ink.Heat0 => "#f4f6fb",
        Ink.Heat1 => "#e3eafa",
        Ink.Heat2 => "#cddaf6",
        Ink.Heat3 => "#b4c8f1",
        Ink.Heat4 => "#99b4ec",
        Ink.Heat5 => "#7f9fe6",
        Ink.Heat6 => "#668ae0",
        _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "Unknown ink."),
    };

    /// <summary>The custom property a page may set: --chart-primary, --chart-heat-3.</summary>
    public static string Token(Ink ink) => ink is >= Ink.Heat0 and <= Ink.Heat6
        ? "--chart-heat-" + (char)('0' + (ink - Ink.Heat0))
        : "--chart-" + ink.ToString().ToLowerInvariant();

    public static Ink Of(SeriesRole role) => role switch
    {
        SeriesRole.Primary => Ink.Primary,
        SeriesRole.Second => Ink.Second,
        SeriesRole.Third => Ink.Third,
        SeriesRole.Fourth => Ink.Fourth,
        SeriesRole.Previous => Ink.Previous,
        SeriesRole.Good => Ink.Good,
        SeriesRole.Bad => Ink.Bad,
        SeriesRole.Limit => Ink.Annotation,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role of a series."),
    };
}
