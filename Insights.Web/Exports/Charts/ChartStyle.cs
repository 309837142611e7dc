using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Exports.Charts;

/// <summary>The few measures in which a screen and a page of paper differ.</summary>
/// <param name="Text">Size of all text in the chart.</param>
/// <param name="Line">Thickness of a series' line.</param>
internal sealed record ChartStyle(double Text, double Line)
{
    public static readonly ChartStyle Screen = new(12, 2);
    public static readonly ChartStyle Print = new(7.25, 1.35);

    /// <summary>The zone in which moments are written.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public double Row => Text * 1.4;

    /// <summary>Above the middle of a line of text, its base line lies this far below.</summary>
    public double Baseline => Text * 0.35;

    public string TextOf(Cell cell) => cell is Cell.None none ? none.Why : CellText.Of(cell, Zone);
}
