using Insights.Analytics.Queries;

namespace Insights.Analytics.Reports;

/// <summary>Where one vendor's scorecard is. For people of the house: a vendor has its own address, without a name in it.</summary>
public static class VendorLinks
{
    public static string To(string vendorCode, ReportFilter filter) => $"/vendors/{Uri.EscapeDataString(vendorCode)}?{filter.With("vendor").ToQueryString()}";
}
