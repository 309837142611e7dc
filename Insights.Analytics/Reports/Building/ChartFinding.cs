using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Building;

/// <summary>What a chart is there to show, said in its title: a reader of paper cannot point at it and ask.</summary>
internal static class ChartFinding
{
    /// <summary>The chart with its finding behind its title; unchanged where it has nothing to compare.</summary>
    public static ChartSpec Told(this ChartSpec spec) => (spec.Kind switch
    {
        ChartKind.Line or ChartKind.Columns => OverTime(spec),
        ChartKind.Bars => First(spec),
        _ => null,
    }) is { } finding ? spec with { Title = $"{spec.Title}: {finding}" } : spec;

    private static string? OverTime(ChartSpec spec)
    {
        if (spec.CategoryTitle is not { Length: > 0 } bucket)
            return null;
        var known = spec.Series[0].Values.Take(spec.IncompleteFrom ?? spec.Categories.Count).Select((cell, i) => (Cell: cell, Number: CellText.Number(cell), Label: spec.Categories[i])).Where(point => point.Number is not null).ToList();
        if (known.Count < 3)
            return null;
        var (last, before) = (known[^1], known[^2]);
        var others = known.Take(known.Count - 1).Select(point => point.Number!.Value).ToList();
        var said = $"{Words.Value(last.Cell)} in {last.Label}";
        return last.Number > others.Max() ? FormattableString.Invariant($"{said}, the highest of {known.Count} {bucket.ToLowerInvariant()}s")
            : last.Number < others.Min() ? FormattableString.Invariant($"{said}, the lowest of {known.Count} {bucket.ToLowerInvariant()}s")
            : $"{said}, {Words.Value(before.Cell)} in {before.Label}";
    }

    /// <summary>Within a sentence; an acronym stays one.</summary>
    private static string Inside(string label) => label.Length > 1 && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;

    private static string? First(ChartSpec spec)
    {
        var values = spec.Series[0].Values.Select(CellText.Number).ToList();
        if (spec.Series.Count > 1 || spec.ValueKind != ColumnKind.Count || values.Count < 2 || values[0] is not > 0 || values[0] <= values[1])
            return null;
        return FormattableString.Invariant($"{Inside(spec.Categories[0])} first, {values[0]:N0} of {values.Sum():N0}");
    }
}
