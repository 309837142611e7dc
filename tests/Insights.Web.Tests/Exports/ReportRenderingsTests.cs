using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Tests.SampleData;
using Xunit;

namespace Insights.Web.Tests.Exports;

/// <summary>The real documents over the small set: page, PDF, workbook, CSV and JSON hold the same cells.</summary>
public sealed class ReportRenderingsTests(SmallSet small) : IClassFixture<SmallSet>
{
    public static TheoryData<string, int, string?> Documents()
    {
        var documents = new TheoryData<string, int, string?>();
        foreach (var month in new[] { 10, 11 })
        {
            foreach (var id in new[] { "overview", "service-levels", "chargebacks", "executive-monthly", "sla-monthly", "payment-health", "portfolio-chargebacks", "data-quality" })
                documents.Add(id, month, null);
            documents.Add("vendor-chargebacks", month, "maple");
            documents.Add("vendor-chargebacks", month, "cedar");
            documents.Add("vendor-service", month, "cedar");
        }
        return documents;
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task EveryRendering_HoldsTheSameCells(string id, int month, string? vendor)
    {
        var document = await small.Data.Get<ReportLibrary>().BuildAsync(id, ReportLibrary.Month(2025, month, vendor), DataScope.Staff);
        Assert.Null(document.Empty);
        EqualRenderings.Hold(document);
    }

    [Fact]
    public async Task EmptyMonth_IsStillAFileThatSaysWhy()
    {
        var document = await small.Data.Get<ReportLibrary>().BuildAsync("overview", ReportLibrary.Month(2019, 1), DataScope.Staff);
        Assert.Equal(EmptyReason.FilteredOut, document.Empty);
        EqualRenderings.Hold(document);
    }
}
