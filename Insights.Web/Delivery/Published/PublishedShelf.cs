using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Exports;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Delivery.Published;

/// <summary>
/// Monthly reports as they were published: bytes that never change, each with its number, hash and as-of. A month that is restated afterwards gets another version,
/// which lists what is different.
/// </summary>
internal sealed class PublishedShelf(PortalStore store, ReportShelf shelf, IMonthHistoryQueries history, IVendorDirectory vendors, Branding branding, MailOptions options, TimeProvider clock)
{
    private static readonly string[] Formats = ["pdf", "xlsx"];

    // All of them are on the page; in the document a reader needs the first.
    private const int MostListed = 60;

    // Counted by a day of the month itself, so that time alone does not change them: when one differs, rows of the month came or were corrected.
    // Rates of disputes that are still being decided are not among them.
    private static readonly string[] Settled =
        ["payments", "payment_volume", "approval_rate", "failed_payments", "refunds", "refunded_value", "refund_rate", "disputes", "disputed_value", "tickets_created"];

    private static readonly YearMonthPattern Iso = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    /// <summary>Newest month first, within it by report; every version.</summary>
    public async Task<IReadOnlyList<PublishedReport>> ListAsync(DataScope scope, string? vendorCode, CancellationToken cancel)
    {
        await using var db = store.Open();
        // A list needs no figures: they are the long part of a row.
        var all = await db.PublishedReports.AsNoTracking().OrderByDescending(r => r.Month).ThenBy(r => r.Title).ThenBy(r => r.Scope).ThenByDescending(r => r.Version)
            .Select(r => new PublishedReport
            {
                Id = r.Id,
                Number = r.Number,
                ReportId = r.ReportId,
                Title = r.Title,
                Headline = r.Headline,
                Month = r.Month,
                Eyes = r.Eyes,
                Scope = r.Scope,
                Version = r.Version,
                AsOf = r.AsOf,
                PublishedAt = r.PublishedAt,
                PublishedBy = r.PublishedBy,
            }).ToListAsync(cancel);
        return [.. all.Where(report => Readers.MayOpen(report.Eyes, scope, vendorCode))];
    }

    /// <summary>Null when there is none, or none for these eyes.</summary>
    public async Task<PublishedDetail?> FindAsync(int id, DataScope scope, string? vendorCode, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await db.PublishedReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } report || !Readers.MayOpen(report.Eyes, scope, vendorCode))
            return null;
        var files = await db.PublishedFiles.AsNoTracking().Where(f => f.ReportId == id).OrderBy(f => f.Id).Select(f => new KeptFileLine(f.Format, f.FileName, f.Bytes, f.Sha256)).ToListAsync(cancel);
        var versions = await db.PublishedReports.AsNoTracking().Where(r => r.ReportId == report.ReportId && r.Month == report.Month && r.Eyes == report.Eyes).OrderByDescending(r => r.Version)
            .Select(r => new PublishedVersion(r.Id, r.Version, r.PublishedAt)).ToListAsync(cancel);
        return new(report, files, versions, report.Differences.Length == 0 ? [] : JsonSerializer.Deserialize<List<ReportDifference>>(report.Differences)!);
    }

    /// <summary>The exact bytes; null when there are none for these eyes.</summary>
    /// <exception cref="InvalidDataException">They are not what was published.</exception>
    public async Task<PublishedFile?> FileAsync(int id, string format, DataScope scope, string? vendorCode, CancellationToken cancel)
    {
        if (await FindAsync(id, scope, vendorCode, cancel) is null)
            return null;
        await using var db = store.Open();
        var file = await db.PublishedFiles.AsNoTracking().FirstOrDefaultAsync(f => f.ReportId == id && f.Format == format, cancel);
        return file is null || Hash(file.Content) == file.Sha256 ? file : throw new InvalidDataException($"The published file {file.FileName} is not what its hash says: the database was changed by hand or is damaged.");
    }

    /// <summary>Publishes the month's reports: those that were not yet, and those whose month was restated since.</summary>
    /// <returns>How many versions were added.</returns>
    public async Task<int> PublishAsync(YearMonth month, string by, CancellationToken cancel)
    {
        var filter = Filter(month);
        var added = 0;
        foreach (var builder in shelf.For(DataScope.Staff).Where(builder => !ReportShelf.IsScreen(builder) && !builder.OneVendor))
            added += await PublishAsync(builder, month, filter, DataScope.Staff, null, by, cancel) ? 1 : 0;
        foreach (var vendor in await vendors.AllAsync(cancel))
        {
            var scope = DataScope.Vendor(vendor.Id);
            foreach (var builder in shelf.For(scope).Where(builder => !ReportShelf.IsScreen(builder)))
                added += await PublishAsync(builder, month, filter, scope, vendor.Code, by, cancel) ? 1 : 0;
        }
        return added;
    }

    /// <summary>Months that must be looked at: the newest closed one, and closed ones of the last year that were published.</summary>
    public async Task<IReadOnlyList<YearMonth>> MonthsToWatchAsync(LocalDate today, CancellationToken cancel)
    {
        var closed = (await history.MonthsAsync(new ReportFilter { Range = new(today.PlusMonths(-13), today) }, DataScope.Staff, cancel)).Select(line => line.Month).ToList();
        await using var db = store.Open();
        var published = await db.PublishedReports.AsNoTracking().Select(r => r.Month).Distinct().ToListAsync(cancel);
        return [.. closed.Where((month, index) => index == 0 || published.Contains(Iso.Format(month)))];
    }

    private async Task<bool> PublishAsync(IReportBuilder builder, YearMonth month, ReportFilter filter, DataScope scope, string? vendorCode, string by, CancellationToken cancel)
    {
        var eyes = Readers.EyesOf(scope, vendorCode)!;
        await using var db = store.Open();
        var monthText = Iso.Format(month);
        var last = await db.PublishedReports.AsNoTracking().Where(r => r.ReportId == builder.Id && r.Month == monthText && r.Eyes == eyes).OrderByDescending(r => r.Version).FirstOrDefaultAsync(cancel);
        var document = await shelf.BuildAsync(builder, filter, scope, cancel);
        if (document.Empty is not null)
            return false;
        var restatement = await RestatementAsync(document, filter, scope, cancel);
        if (last?.Restatement == restatement)
            return false;
        var figures = ReportFigures.Of(document);
        var differences = last is null ? [] : ReportFigures.Between(ReportFigures.Read(last.Figures), figures);
        if (last is not null && differences.Count == 0)
            return false;

        var version = (last?.Version ?? 0) + 1;
        var number = string.Join('/', new[] { builder.Id, monthText, vendorCode, FormattableString.Invariant($"v{version}") }.OfType<string>());
        document = Numbered(document, number, last, differences);
        var report = new PublishedReport
        {
            Number = number,
            ReportId = builder.Id,
            Title = document.Title,
            Headline = document.Headline,
            Month = monthText,
            Eyes = eyes,
            Scope = document.Scope,
            Version = version,
            AsOf = document.AsOf?.ToDateTimeUtc(),
            PublishedAt = clock.GetUtcNow().UtcDateTime,
            PublishedBy = by,
            Restatement = restatement,
            Figures = ReportFigures.Write(figures),
            Differences = differences.Count == 0 ? "" : JsonSerializer.Serialize(differences),
        };
        var look = await branding.OptionsAsync(filter, scope, options.Portal, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.PublishedReports.Add(report);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another node published this version meanwhile: it is there, which is what was wanted.
            return false;
        }
        foreach (var format in Formats)
            db.PublishedFiles.Add(FileOf(report, document, filter, ExportFormat.Find(format)!, look));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>What has been restated: the closed month's clocks, its headline figures that were stamped, and those that only other rows can change. Anything else that moves on is not a restatement.</summary>
    private async Task<string> RestatementAsync(ReportDocument document, ReportFilter filter, DataScope scope, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var line in await history.MonthsAsync(filter, scope, cancel))
            text.Append(CultureInfo.InvariantCulture, $"{line.Month} {line.Restated} {line.VerdictsChanged} {line.TakenBack} {string.Join(' ', line.Reasons.Select(reason => reason.At.ToUnixTimeTicks()))}\n");
        var stamped = await history.StampedAsync(filter, scope, cancel);
        foreach (var tile in document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(tiles => tiles.Items).Where(tile => stamped.ContainsKey(tile.MetricId) || Settled.Contains(tile.MetricId)))
            text.Append(tile.MetricId).Append('=').Append(CellText.Of(tile.Value, document.Zone)).Append('\n');
        return Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static ReportDocument Numbered(ReportDocument document, string number, PublishedReport? last, IReadOnlyList<ReportDifference> differences)
    {
        var footnote = "Report number " + number + "." + (last is null ? "" : " It takes the place of " + last.Number + ", which stays available.");
        var numbered = document with { Footnotes = [footnote, .. document.Footnotes] };
        return last is null ? numbered : numbered with
        {
            Sections =
            [
                .. document.Sections,
                new Section
                {
                    Id = "versions",
                    Title = FormattableString.Invariant($"What is different from version {last.Version}"),
                    Blocks = [new Block.DataTable(DifferenceTable(last.Version, differences))],
                },
            ],
        };
    }

    public static Table DifferenceTable(int before, IReadOnlyList<ReportDifference> differences, int most = MostListed) => new()
    {
        Id = "differences",
        Title = FormattableString.Invariant($"{differences.Count} differences"),
        Columns = [new("where", "Where", ColumnKind.Text), new("was", FormattableString.Invariant($"Version {before}"), ColumnKind.Text), new("now", FormattableString.Invariant($"Version {before + 1}"), ColumnKind.Text)],
        Rows = [.. differences.Take(most).Select(difference => (IReadOnlyList<Cell>)
        [
            new Cell.Text(difference.Where),
            difference.Was is { } was ? new Cell.Text(was) : new Cell.None("was not there"),
            difference.Now is { } now ? new Cell.Text(now) : new Cell.None("not there any more"),
        ])],
        Cap = differences.Count > most ? FormattableString.Invariant($"The first {most} of {differences.Count:N0}; all of them are on the portal’s page of this report.") : null,
    };

    private static PublishedFile FileOf(PublishedReport report, ReportDocument document, ReportFilter filter, ExportFormat format, Exports.Pdf.PdfOptions look)
    {
        using var content = new MemoryStream();
        format.Write(document, content, look);
        var bytes = content.ToArray();
        return new PublishedFile
        {
            ReportId = report.Id,
            Format = format.Id,
            FileName = FileNames.Of(document.Id, document.Scope, ReportMonth.FileText(filter), FormattableString.Invariant($"v{report.Version}")) + "." + format.Extension(document),
            MediaType = format.MediaType(document),
            Bytes = bytes.LongLength,
            Sha256 = Hash(bytes),
            Content = bytes,
        };
    }

    private static ReportFilter Filter(YearMonth month) => ReportLibrary.Month(month.Year, month.Month);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

internal sealed record PublishedDetail(PublishedReport Report, IReadOnlyList<KeptFileLine> Files, IReadOnlyList<PublishedVersion> Versions, IReadOnlyList<ReportDifference> Differences);

internal sealed record PublishedVersion(int Id, int Version, DateTime PublishedAt);
