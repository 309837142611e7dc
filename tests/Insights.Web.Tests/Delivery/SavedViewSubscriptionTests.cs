using System.Text.RegularExpressions;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Portal;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Web.Tests.Delivery;

/// <summary>A subscription of a saved view is of the view: it changes with it, and stops when it is gone.</summary>
public sealed class SavedViewSubscriptionTests : IAsyncLifetime
{
    private const string Week = "period=last-7-days";
    private const string Month = "period=last-30-days";

    private readonly CountingSender _sender = new();
    private DeliveryDesk _desk = null!;
    private int _lead;

    public async Task InitializeAsync()
    {
        _desk = await DeliveryDesk.StartAsync(sender: _sender);
        _lead = await _desk.AddPersonAsync("lead", Roles.SupportLead);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Fact]
    public async Task View_ChangedLater_ChangesWhatIsSent_AndACopiedFilterStays()
    {
        var view = await SaveAsync("My disputes", "/chargebacks", Week);
        await _desk.SubscribeAsync(Draft(view) with { Name = "Of the view" }, _lead);
        await _desk.SubscribeAsync(Draft(null) with { Name = "Of the filter" }, _lead);
        await SaveAsync("My disputes", "/chargebacks", Month);
        _desk.NextMorning();

        await _desk.TickAsync();

        // 21 November: the seven days before it begin on the 14th, the thirty on 22 October.
        Assert.Contains(Days(Month), Sent("Of the view"), StringComparison.Ordinal);
        Assert.Contains(Days(Week), Sent("Of the filter"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_MovedToAnotherPage_SendsThatPage()
    {
        var view = await SaveAsync("My page", "/chargebacks", Week);
        await _desk.SubscribeAsync(Draft(view), _lead);
        await SaveAsync("My page", "/chargebacks/maturity", Week);
        _desk.NextMorning();

        await _desk.TickAsync();

        Assert.Contains("Maturity · All vendors", Assert.Single(_sender.Mails).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_Deleted_PausesWithAReason_AndTheFilterCanBeKept()
    {
        var view = await SaveAsync("My disputes", "/chargebacks", Week);
        var id = await _desk.SubscribeAsync(Draft(view), _lead);
        await SaveAsync("My disputes", "/chargebacks", Month);
        Assert.Equal(1, await DeleteAsync(view));
        _desk.NextMorning();
        await _desk.TickAsync();

        Assert.Empty(_sender.Sent);
        var stopped = await _desk.SubscriptionAsync(id);
        Assert.Null(stopped.NextRunAt);
        Assert.StartsWith("Its saved view “My disputes” was deleted.", stopped.PausedBecause, StringComparison.Ordinal);
        Assert.Empty(await Book.NextFiveAsync(stopped, CancellationToken.None));
        var preview = (await PreviewAsync(id))!;
        Assert.Null(preview.Report);
        Assert.Equal(stopped.PausedBecause, preview.WhyNot);
        Assert.Equal(stopped.PausedBecause, await Book.ResumeAsync(stopped, CancellationToken.None));
        Assert.Equal(stopped.PausedBecause, await Book.SendNowAsync(stopped, "lead", CancellationToken.None));

        // The filter as the view had it last.
        Assert.Null((await Book.SaveAsync(stopped, Draft(null) with { Query = stopped.Query }, Lead, CancellationToken.None)).Error);
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Contains(Days(Month), Sent("Disputes"), StringComparison.Ordinal);
        Assert.Null((await _desk.SubscriptionAsync(id)).PausedBecause);
    }

    [Fact]
    public async Task View_GoneWhileARunWaits_PausesAtTheRun()
    {
        var view = await SaveAsync("My disputes", "/chargebacks", Week);
        var id = await _desk.SubscribeAsync(Draft(view), _lead);
        _desk.NextMorning();
        await using (var db = _desk.Open())
        {
            // As a restored backup or a hand in the database leaves it: nobody told the subscription.
            db.SavedViews.Remove(db.SavedViews.Single());
            await db.SaveChangesAsync();
        }

        await _desk.TickAsync();

        Assert.Empty(_sender.Sent);
        Assert.Equal((RunState.Skipped, "Its saved view was deleted. Edit it and choose what it sends, and it goes out again."), (Assert.Single(await _desk.RunsAsync()).State, (await _desk.RunsAsync())[0].Reason));
        Assert.NotNull((await _desk.SubscriptionAsync(id)).PausedAt);
    }

    [Fact]
    public async Task View_OfSomebodyElse_IsRefused()
    {
        var board = await _desk.AddPersonAsync("board", Roles.Executive);
        var view = await SaveAsync("Mine", "/chargebacks", Week);

        var (error, _) = await Book.SaveAsync(null, Draft(view), new Viewer(board, false, DataScope.Staff, null), CancellationToken.None);

        Assert.Contains("not there any more", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandedOver_KeepsTheFilterAsTheViewHadIt()
    {
        var board = await _desk.AddPersonAsync("board", Roles.Executive);
        var view = await SaveAsync("Mine", "/chargebacks", Week);
        var id = await _desk.SubscribeAsync(Draft(view), _lead);
        await SaveAsync("Mine", "/chargebacks", Month);

        Assert.Null(await Book.HandOverAsync(id, board, CancellationToken.None));
        // The view is its person's own, and no longer of concern.
        Assert.Equal(0, await DeleteAsync(view));
        _desk.NextMorning();
        await _desk.TickAsync();

        Assert.Contains(Days(Month), Sent("Disputes"), StringComparison.Ordinal);
    }

    private SubscriptionBook Book => _desk.Services.GetRequiredService<SubscriptionBook>();

    private Viewer Lead => new(_lead, false, DataScope.Staff, null);

    private SubscriptionDraft Draft(int? view) => DeliveryDesk.Draft(_lead) with { Name = "Disputes", ReportId = "chargebacks", Query = Week, ViewId = view, Formats = [] };

    private async Task<int> SaveAsync(string name, string page, string query)
    {
        await using var scope = _desk.Services.CreateAsyncScope();
        var views = scope.ServiceProvider.GetRequiredService<SavedViews>();
        Assert.Null(await views.SaveAsync(_lead, name, page, query));
        return (await views.OfAsync(_lead)).Single(view => view.Name == name).Id;
    }

    private async Task<int> DeleteAsync(int view)
    {
        await using var scope = _desk.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SavedViews>().DeleteAsync(_lead, view);
    }

    private async Task<Preview?> PreviewAsync(int id)
    {
        await using var scope = _desk.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PreviewMaker>().MakeAsync(id, null, Lead, CancellationToken.None);
    }

    private string Days(string query) => ReportPress.FilterOf(query, LocalDate.FromDateTime(_desk.Clock.GetUtcNow().UtcDateTime)).Range.ToString();

    private string Sent(string subscription) => Regex.Replace(Assert.Single(_sender.Mails, mail => mail.Subject.StartsWith(subscription, StringComparison.Ordinal)).Text, @"\s+", " ");
}
