using System.Security.Cryptography;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Components;
using Insights.Web.Exports;
using Insights.Web.Pages.Shared;
using Insights.Web.Portal;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace Insights.Web.Delivery;

/// <summary>A subscription's document in one reader's scope: what is previewed and what is sent come from here, so they are the same.</summary>
internal sealed class ReportPress(ReportShelf shelf, IWorkspaceSettings settings, Branding branding, MailOptions options)
{
    /// <param name="page">What is sent: <see cref="SubscribedPages"/>.</param>
    /// <param name="day">The day relative periods are read on: the run's, also when the run was held.</param>
    /// <param name="notice">What is late: stands first in the mail and in every file.</param>
    /// <returns>Or why there is none for this reader.</returns>
    public async Task<(PressedReport? Report, string? WhyNot)> MakeAsync(SubscribedPage page, DataScope scope, Instant day, string? notice, CancellationToken cancel)
    {
        if (shelf.Find(page.ReportId, scope) is not { } builder)
            return (null, "This report is not open to this recipient.");
        var today = day.InZone((await settings.GetAsync(cancel)).Zone).Date;
        var filter = FilterOf(page.Query, today);
        if (!scope.IsStaff)
            // Another vendor's name in the filter would leave nothing; its own says nothing new.
            filter = filter.With("vendor");
        else if (builder.OneVendor && !NamesOneVendor(filter))
            return (null, OneVendorText);
        var document = await shelf.BuildAsync(builder, filter, scope, cancel);
        var mail = MailContent.Of(document, notice, options.Portal, PathOf(builder, filter));
        if (notice is not null)
            document = document with { Introduction = document.Introduction is { } words ? notice + " " + words : notice };
        return (new PressedReport(document, filter, mail, await branding.OptionsAsync(filter, scope, options.Portal, cancel)), null);
    }

    /// <summary>The document as a file, whole.</summary>
    public static PressedFile File(PressedReport report, ExportFormat format)
    {
        using var content = new MemoryStream();
        format.Write(report.Document, content, report.Look);
        var bytes = content.ToArray();
        var name = FileNames.Of(report.Document.Id, report.Document.Scope, ReportMonth.FileText(report.Filter)) + "." + format.Extension(report.Document);
        return new PressedFile(format.Id, name, format.MediaType(report.Document), bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    public const string OneVendorText = "This report is one vendor’s: choose in the subscription whose figures people of the house get.";

    public static bool NamesOneVendor(ReportFilter filter) => filter.Values.GetValueOrDefault("vendor", []).Count == 1;

    public static ReportFilter FilterOf(string query, LocalDate today) =>
        ReportFilter.Parse(QueryHelpers.ParseQuery(query).SelectMany(entry => entry.Value.Select(value => new KeyValuePair<string, string>(entry.Key, value ?? ""))), today).Filter;

    /// <summary>Where the document is on screen, under the same filter with its dates frozen: read next week the link shows what the mail told.</summary>
    private static string PathOf(IReportBuilder builder, ReportFilter filter)
    {
        var query = filter.Freeze().ToQueryString();
        return ScreenPath(builder) is { } path ? path + "?" + query : "/reports/" + builder.Id + "?" + query;
    }

    private static string? ScreenPath(IReportBuilder builder)
    {
        if (!ReportShelf.IsScreen(builder))
            return null;
        var screen = Screens.All.FirstOrDefault(one => one.Path == "/" + builder.Id) ?? Screens.All.First(one => builder.Id.StartsWith(one.Path[1..] + "-", StringComparison.Ordinal));
        return screen.Path == "/" + builder.Id ? screen.Path : screen.Path + "/" + builder.Id[screen.Path.Length..];
    }
}

/// <param name="Look">How print looks to this reader: logo, accent and footer.</param>
internal sealed record PressedReport(ReportDocument Document, ReportFilter Filter, MailContent Mail, Exports.Pdf.PdfOptions Look);

internal sealed record PressedFile(string Format, string Name, string MediaType, byte[] Content, string Sha256);
