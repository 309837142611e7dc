using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Packaging;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Excel;
using Insights.Web.Tests.Exports.Charts;
using Xunit;

namespace Insights.Web.Tests.Exports.Excel;

public sealed class FunnelChartTests
{
    [Fact]
    public void Funnel_IsAScatterOfVolumesAndRates_NamingOnlyWhatStandsOut()
    {
        var bytes = EqualRenderings.Bytes(stream => ExcelWriter.Write(Documents.With(new Block.Chart(SampleCharts.Funnel)), stream));

        Assert.Empty(new WorkbookReader(bytes).Errors);
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        var chart = book.WorkbookPart!.WorksheetParts.SelectMany(part => part.DrawingsPart?.ChartParts ?? []).Single().ChartSpace!;
        var series = chart.Descendants<ScatterChartSeries>().ToList();
        Assert.Equal(["Dispute activity", "Upper limit, 95 %", "All vendors 0.90 %"], series.Select(one => one.GetFirstChild<SeriesText>()!.Descendants<NumericValue>().Single().Text));
        Assert.Equal(["120", "900", "2000", "4100", "9000", "15000"], series[0].GetFirstChild<XValues>()!.Descendants<NumericPoint>().Select(point => point.InnerText));
        Assert.Equal(["Lumora", "Alder & Finch"], series[0].Descendants<DataLabel>().Select(label => label.GetFirstChild<ChartText>()!.InnerText));
    }
}
