using System.Security.Cryptography;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Delivery.Published;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Web.Tests.Delivery;

/// <summary>Published reports stay what they are; a restated month adds a version that says what is different.</summary>
public sealed class PublishedTests : IAsyncLifetime
{
    private static readonly YearMonth s_september = new(2026, 9);
    private DeliveryDesk _desk = null!;

    public async Task InitializeAsync() => _desk = await DeliveryDesk.StartAsync();

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task Month_PublishedTwice_IsPublishedOnce_ForTheHouseAndEachVendor()
    {
        var first = await PublishAsync();

        // executive-monthly and vendor-chargebacks for the house, the latter for two vendors.
        Assert.Equal(4, first);
        Assert.Equal(0, await PublishAsync());
        var (all, aurora) = (await ListAsync(DataScope.Staff, null), await ListAsync(DataScope.Vendor(1), "aurora"));
        Assert.Equal(4, all.Count);
        Assert.Equal("vendor-chargebacks/2026-09/aurora/v1", Assert.Single(aurora).Number);
        Assert.Empty(await ListAsync(DataScope.Nothing, "aurora"));
    }

    [Fact]
    public async Task Figures_ThatMoveWithoutARestatement_AddNoVersion()
    {
        await PublishAsync();
        _desk.Sample.ChangeFigures();

        Assert.Equal(0, await PublishAsync());
    }

    [Fact]
    public async Task Month_Restated_AddsAVersionWithTheDifferences_AndTheFirstStays()
    {
        await PublishAsync();
        var before = (await ListAsync(DataScope.Staff, null)).Single(report => report.ReportId == "executive-monthly");
        var bytes = (await FileAsync(before.Id))!.Content;
        _desk.Sample.ChangeFigures();
        _desk.Sample.Months.Restated = 2;

        Assert.Equal(4, await PublishAsync());

        var versions = (await ListAsync(DataScope.Staff, null)).Where(report => report.ReportId == "executive-monthly").ToList();
        Assert.Equal(["executive-monthly/2026-09/v2", "executive-monthly/2026-09/v1"], versions.Select(version => version.Number));
        await using var scope = _desk.Services.CreateAsyncScope();
        var detail = (await scope.ServiceProvider.GetRequiredService<PublishedShelf>().FindAsync(versions[0].Id, DataScope.Staff, null, CancellationToken.None))!;
        var difference = Assert.Single(detail.Differences);
        Assert.Equal(("Headline", "Dispute activity rose to 0.84 %, 0.06 points under the limit", "Dispute activity rose to 0.90 %, at the limit"), (difference.Where, difference.Was, difference.Now));
        var kept = (await FileAsync(before.Id))!;
        Assert.Equal(bytes, kept.Content);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), kept.Sha256);
    }

    [Fact]
    public async Task Rows_OfThePublishedMonthThatCameLate_AddAVersion_EachReadersOwn()
    {
        await PublishAsync();
        var first = (await ListAsync(DataScope.Vendor(1), "aurora")).Single();
        _desk.Sample.AddLateDispute(50_000);

        Assert.Equal(4, await PublishAsync());
        Assert.Equal(0, await PublishAsync());

        await using var scope = _desk.Services.CreateAsyncScope();
        var shelf = scope.ServiceProvider.GetRequiredService<PublishedShelf>();
        var second = (await ListAsync(DataScope.Vendor(1), "aurora"))[0];
        Assert.Equal(("vendor-chargebacks/2026-09/aurora/v2", 2), (second.Number, second.Version));
        var detail = (await shelf.FindAsync(second.Id, DataScope.Vendor(1), "aurora", CancellationToken.None))!;
        Assert.Equal([new ReportDifference("At a glance › Disputed value", "123,456.78 EUR", "123,956.78 EUR")], detail.Differences);
        Assert.Null(await shelf.FindAsync(second.Id, DataScope.Vendor(2), "basil", CancellationToken.None));
        // The first says what it said, and knows that there is a newer one.
        var before = (await shelf.FindAsync(first.Id, DataScope.Vendor(1), "aurora", CancellationToken.None))!;
        Assert.Equal((second.Id, first.PublishedAt), (before.Versions[0].Id, before.Report.PublishedAt));
        Assert.Empty(before.Differences);
    }

    [Fact]
    public async Task File_ChangedInTheDatabase_IsNotHandedOut()
    {
        await PublishAsync();
        var report = (await ListAsync(DataScope.Staff, null))[0];
        await using (var db = _desk.Open())
            await db.PublishedFiles.Where(f => f.ReportId == report.Id).ExecuteUpdateAsync(set => set.SetProperty(f => f.Content, new byte[] { 1, 2, 3 }));

        await Assert.ThrowsAsync<InvalidDataException>(() => FileAsync(report.Id));
    }

    [Fact]
    public void Differences_TellWhatCameWhatWentAndWhatChanged() => Assert.Equal(
        [new ReportDifference("b", "2", "3"), new ReportDifference("d", null, "4"), new ReportDifference("c", "3", null)],
        ReportFigures.Between([new("a", "1"), new("b", "2"), new("c", "3")], [new("a", "1"), new("b", "3"), new("d", "4")]));

    [Fact]
    public void Figures_LeaveOutTheTimeLeft_WhichFallsWithEveryHour()
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        Assert.Equal(["Due › 1 › State"], ReportFigures.Of(Document(90_000)).Skip(1).Select(figure => figure.Key));
        Assert.Empty(ReportFigures.Between(ReportFigures.Of(Document(90_000)), ReportFigures.Of(Document(86_400))));

        ReportDocument Document(long left) => new()
        {
            Id = "x",
            Title = "X",
            Headline = "X",
            Filters = [],
            WorkspaceName = "X",
            Zone = zone,
            AsOf = null,
            MadeAt = default,
            Scope = "All vendors",
            Sections =
            [
                new()
                {
                    Id = "due",
                    Title = "Due",
                    Blocks = [new Block.DataTable(new Table { Id = "due", Title = "Due", Columns = [new("n", "N", ColumnKind.Count), new("left", "Time left", ColumnKind.Duration), new("state", "State", ColumnKind.Text)], Rows = [[new Cell.Count(1), new Cell.Duration(left), new Cell.Text("open")]] })],
                },
            ],
        };
    }

    private async Task<int> PublishAsync()
    {
        await using var scope = _desk.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishedShelf>().PublishAsync(s_september, "schedule", CancellationToken.None);
    }

    private async Task<IReadOnlyList<Insights.Web.Portal.PublishedReport>> ListAsync(DataScope scope, string? vendor)
    {
        await using var services = _desk.Services.CreateAsyncScope();
        return await services.ServiceProvider.GetRequiredService<PublishedShelf>().ListAsync(scope, vendor, CancellationToken.None);
    }

    private async Task<Insights.Web.Portal.PublishedFile?> FileAsync(int id)
    {
        await using var scope = _desk.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishedShelf>().FileAsync(id, "pdf", DataScope.Staff, null, CancellationToken.None);
    }
}
