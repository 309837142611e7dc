using Insights.Analytics.Queries;
using Insights.Import.Store;

namespace Insights.Analytics.Reports;

/// <summary>Makes one document. Screens and printed reports alike are builders; registered by AddAnalytics().</summary>
public interface IReportBuilder
{
    /// <summary>overview, service-levels, chargebacks, executive-monthly, sla-monthly, vendor-chargebacks, vendor-service.</summary>
    string Id { get; }
    string Title { get; }

    /// <summary>Who reads it and which question it answers.</summary>
    string Audience { get; }

    /// <summary>Whether a vendor may read it (in its own scope).</summary>
    bool ForVendors { get; }

    /// <summary>One vendor's own: staff name the vendor, and the document is built in that vendor's scope.</summary>
    bool OneVendor => false;

    /// <summary>What it is made of: sources that deliver none of it do not matter to it. Everything, unless it says otherwise.</summary>
    RowKinds Uses => RowKinds.All;

    Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}
