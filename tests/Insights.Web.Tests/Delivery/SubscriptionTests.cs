using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Sending;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Delivery;

/// <summary>Whose figures go to whom, what is held, and who may still have what was made.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
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
    public async Task Recipient_WhoseVendorIsGone_GetsNothingAndTheLogSaysWhy()
    {
        var stray = await _desk.AddPersonAsync("stray", Roles.Vendor, "no-such-vendor");
        await _desk.SubscribeAsync(DeliveryDesk.Draft(stray), _lead);
        _desk.NextMorning();

        await _desk.TickAsync();

        Assert.Empty(_sender.Sent);
        var failed = Assert.Single(await _desk.MailsAsync());
        Assert.Equal((MailState.Failed, "nobody"), (failed.State, failed.Eyes));
        Assert.Contains("vendor is not in the data", failed.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfTheHouse_IsNotSentToAVendor()
    {
        var ann = await _desk.AddPersonAsync("ann", Roles.Vendor, "aurora");
        await _desk.SubscribeAsync(DeliveryDesk.Draft(ann, _lead) with { ReportId = "executive-monthly" }, _lead);
        _desk.NextMorning();

        await _desk.TickAsync();

        Assert.Equal("lead@example.com", Assert.Single(_sender.Mails).ToAddress);
        Assert.Contains("not open to this recipient", Assert.Single(await _desk.MailsAsync(), mail => mail.State == MailState.Failed).Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfOneVendor_GoesToTheHouseOnlyWhenTheVendorIsNamed()
    {
        var ann = await _desk.AddPersonAsync("ann", Roles.Vendor, "aurora");
        var report = DeliveryDesk.Draft(ann) with { ReportId = "programmes-detail" };
        Assert.Equal(ReportPress.OneVendorText, (await Book.SaveAsync(null, report with { People = [ann, _lead] }, new Viewer(_lead, true, DataScope.Staff, null), CancellationToken.None)).Error);
        var id = await _desk.SubscribeAsync(report with { People = [ann, _lead], Query = "period=last-month&vendor=basil" }, _lead);
        _desk.NextMorning();
        await _desk.TickAsync();
        // The vendor's person gets its own vendor's, whoever is named.
        Assert.Equal(["All vendors", "vendor:1"], _sender.Mails.Select(mail => mail.Text.Contains("vendor:1", StringComparison.Ordinal) ? "vendor:1" : "All vendors").Order());

        // Somebody of a vendor who comes to the house later is told why nothing comes.
        await using (var db = _desk.Open())
            await db.Subscriptions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Query, "period=last-month"));
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Equal(3, _sender.Mails.Count);
        Assert.Equal(ReportPress.OneVendorText, Assert.Single(await _desk.MailsAsync(), mail => mail.State == MailState.Failed).Reply);
    }

    [Theory]
    [InlineData("vendor-changed")]
    [InlineData("disabled")]
    [InlineData("unsubscribed")]
    [InlineData("taken-off")]
    public async Task Mail_ThatWaits_IsWithdrawnWhenItsRecipientMayNotHaveItAnyMore(string change)
    {
        var ann = await _desk.AddPersonAsync("ann", Roles.Vendor, "aurora");
        var id = await _desk.SubscribeAsync(DeliveryDesk.Draft(ann), _lead);
        _desk.NextMorning();
        await _desk.MakeAsync();
        await using (var db = _desk.Open())
        {
            switch (change)
            {
                case "vendor-changed":
                    await db.Memberships.ExecuteUpdateAsync(set => set.SetProperty(m => m.VendorCode, "basil"));
                    break;
                case "disabled":
                    await db.Users.Where(u => u.Id == ann).ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true));
                    break;
                case "unsubscribed":
                    await Book.UnsubscribeAsync((await db.Recipients.SingleAsync()).Id, CancellationToken.None);
                    break;
                default:
                    await db.Recipients.Where(r => r.SubscriptionId == id).ExecuteDeleteAsync();
                    break;
            }
        }

        await _desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);

        Assert.Empty(_sender.Sent);
        Assert.Equal(MailState.Withdrawn, Assert.Single(await _desk.MailsAsync()).State);
    }

    [Fact]
    public async Task LateData_IsSaidInTheFirstLine_OfMailAndFile()
    {
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { Formats = ["json"] }, _lead);
        _desk.NextMorning();

        await _desk.TickAsync();

        var mail = Assert.Single(_sender.Mails);
        Assert.StartsWith("! Data is late: zendesk (until ", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Data is late: zendesk", System.Text.Encoding.UTF8.GetString(Assert.Single(mail.Files).Content), StringComparison.Ordinal);
        // Once: the introduction of the file does not repeat it in the mail.
        Assert.Equal(mail.Text.IndexOf("Data is late", StringComparison.Ordinal), mail.Text.LastIndexOf("Data is late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LateData_Held_IsHeldUntilTheNextIsDue_AndSaysSo()
    {
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { HoldsStale = true }, _lead);
        _desk.NextMorning();
        await _desk.TickAsync();

        var held = Assert.Single(await _desk.RunsAsync());
        Assert.Equal(RunState.Held, held.State);
        Assert.Contains("zendesk", held.Reason, StringComparison.Ordinal);
        _desk.NextMorning();
        await _desk.TickAsync();

        Assert.Equal([RunState.Skipped, RunState.Held], (await _desk.RunsAsync()).Select(run => run.State));
        Assert.Empty(_sender.Sent);
        _desk.Sample.Sources = [new("stripe", Portal.Sample.Now, 0)];
        await _desk.TickAsync();
        Assert.Single(_sender.Sent);
        Assert.Equal(RunState.Made, (await _desk.RunsAsync())[1].State);
    }

    [Fact]
    public async Task MonthComplete_WaitsForItsSources_ThenGoesOutOnce()
    {
        _desk.Sample.Sources = [new("stripe", NodaTime.Instant.FromUtc(2026, 11, 30, 22, 50), 0), new("zendesk", NodaTime.Instant.FromUtc(2026, 11, 30, 12, 0), 0)];
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { Cadence = "MonthComplete", HoldsStale = true }, _lead);
        _desk.Clock.Set(new DateTimeOffset(2026, 12, 1, 6, 0, 0, TimeSpan.Zero));
        await _desk.TickAsync();
        Assert.Contains("zendesk", Assert.Single(await _desk.RunsAsync()).Reason, StringComparison.Ordinal);

        _desk.Sample.Sources = [new("stripe", NodaTime.Instant.FromUtc(2026, 12, 1, 5, 0), 0), new("zendesk", NodaTime.Instant.FromUtc(2026, 12, 1, 5, 0), 0)];
        await _desk.TickAsync();
        await _desk.TickAsync();

        Assert.DoesNotContain("not complete", Assert.Single(_sender.Mails).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MonthComplete_WaitsNeitherForSourcesOfOtherRows_NorForRetiredOnes()
    {
        // The report is of payments and disputes: tickets that are late do not concern it, nor does a provider that was given up in summer.
        _desk.Sample.Delivers["zendesk"] = Insights.Analytics.Reports.RowKinds.Tickets;
        _desk.Sample.Sources = [new("stripe", NodaTime.Instant.FromUtc(2026, 11, 30, 12, 0), 0), new("zendesk", NodaTime.Instant.FromUtc(2026, 11, 20, 12, 0), 3), new("oldpay", NodaTime.Instant.FromUtc(2026, 7, 1, 0, 0), 3)];
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { Cadence = "MonthComplete", HoldsStale = true }, _lead);
        _desk.Clock.Set(new DateTimeOffset(2026, 12, 1, 6, 0, 0, TimeSpan.Zero));
        await _desk.TickAsync();
        Assert.StartsWith("Data is not complete: stripe (until ", Assert.Single(await _desk.RunsAsync()).Reason, StringComparison.Ordinal);

        _desk.Sample.Sources = [_desk.Sample.Sources[0] with { DataUntil = NodaTime.Instant.FromUtc(2026, 11, 30, 22, 50) }, .. _desk.Sample.Sources.Skip(1)];
        await _desk.TickAsync();

        Assert.StartsWith("Dispute activity", Assert.Single(_sender.Mails).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LateSource_FallsOutOfARunThatWaits_Never()
    {
        // Last fed 58 days before the period's end: it counts, and goes on counting however long the run waits for it.
        _desk.Sample.Sources = [new("stripe", NodaTime.Instant.FromUtc(2026, 10, 4, 0, 0), 3)];
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { Cadence = "MonthComplete", HoldsStale = true }, _lead);
        _desk.Clock.Set(new DateTimeOffset(2026, 12, 1, 6, 0, 0, TimeSpan.Zero));
        await _desk.TickAsync();
        _desk.Clock.Set(new DateTimeOffset(2026, 12, 20, 6, 0, 0, TimeSpan.Zero));
        await _desk.TickAsync();

        Assert.Equal(RunState.Held, Assert.Single(await _desk.RunsAsync()).State);
        Assert.Empty(_sender.Sent);
    }

    [Fact]
    public async Task Schedule_ThatCannotBeReadAnyMore_KeepsNobodyElsesMail()
    {
        var broken = await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { Name = "Broken" }, _lead);
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { Name = "Whole" }, _lead);
        await using (var db = _desk.Open())
            await db.Subscriptions.Where(s => s.Id == broken).ExecuteUpdateAsync(set => set.SetProperty(s => s.Zone, "Mars/Olympus"));
        _desk.NextMorning();

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => new DeliverJob(_desk.Services.GetRequiredService<IServiceScopeFactory>()).RunAsync(new Progress<Insights.Analytics.Jobs.JobProgress>(), CancellationToken.None));

        Assert.Contains("“Broken” cannot fall due", failed.Message, StringComparison.Ordinal);
        Assert.StartsWith("Whole", Assert.Single(_sender.Mails).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendNow_PressedTwice_IsOneRun_BesideTheSchedule()
    {
        var id = await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead), _lead);
        Assert.Null(await SendNowAsync(id));
        Assert.Null(await SendNowAsync(id));

        await _desk.TickAsync();

        Assert.Single(_sender.Sent);
        Assert.Equal("lead", Assert.Single(await _desk.RunsAsync()).StartedBy);
    }

    [Fact]
    public async Task PausedDeletedAndResumed_GoOutAsTheySay()
    {
        var id = await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead), _lead);
        await Book.PauseAsync(id, CancellationToken.None);
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Empty(_sender.Sent);

        Assert.Null(await Book.ResumeAsync(await _desk.SubscriptionAsync(id), CancellationToken.None));
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Single(_sender.Sent);

        await Book.DeleteAsync(id, CancellationToken.None);
        _desk.NextMorning();
        await _desk.TickAsync();
        await Book.RestoreAsync(id, CancellationToken.None);
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Equal(2, _sender.Sent.Count);
    }

    [Fact]
    public async Task Owner_WhoMayNotSignIn_StopsIt_UntilItIsHandedOver()
    {
        var board = await _desk.AddPersonAsync("board", Roles.Executive);
        var ann = await _desk.AddPersonAsync("ann", Roles.Vendor, "aurora");
        var id = await _desk.SubscribeAsync(DeliveryDesk.Draft(board), _lead);
        await using (var db = _desk.Open())
            await db.Users.Where(u => u.Id == _lead).ExecuteUpdateAsync(set => set.SetProperty(u => u.Disabled, true));
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Contains("hand it over", Assert.Single(await _desk.RunsAsync()).Reason, StringComparison.Ordinal);

        Assert.NotNull(await Book.HandOverAsync(id, ann, CancellationToken.None));
        Assert.Null(await Book.HandOverAsync(id, board, CancellationToken.None));
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Equal("board@example.com", Assert.Single(_sender.Mails).ToAddress);
    }

    [Fact]
    public async Task Vendor_SubscribesItselfOnly_WhateverTheFormSays()
    {
        var ann = await _desk.AddPersonAsync("ann", Roles.Vendor, "aurora");
        var (error, id) = await Book.SaveAsync(null, DeliveryDesk.Draft(_lead) with { Contacts = [new("x@evil.example", "x", "basil")] }, new Viewer(ann, false, DataScope.Vendor(1), "aurora"), CancellationToken.None);

        Assert.Null(error);
        await using var db = _desk.Open();
        Assert.Equal([(int?)ann], await db.Recipients.Where(r => r.SubscriptionId == id).Select(r => r.UserId).ToListAsync());
        // And sees no other's.
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead), _lead);
        Assert.Equal([id], (await Book.ListAsync(new Viewer(ann, false, DataScope.Vendor(1), "aurora"), CancellationToken.None)).Select(entry => entry.Subscription.Id));
    }

    [Fact]
    public async Task Unsubscribed_StaysSo_WhenTheOwnerSavesAgain()
    {
        var board = await _desk.AddPersonAsync("board", Roles.Executive);
        var id = await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead, board), _lead);
        await using var db = _desk.Open();
        var recipient = await db.Recipients.AsNoTracking().SingleAsync(r => r.UserId == board);
        await Book.UnsubscribeAsync(recipient.Id, CancellationToken.None);
        var entry = (await Book.FindAsync(id, new Viewer(_lead, true, DataScope.Staff, null), CancellationToken.None))!;
        await Book.SaveAsync(entry.Subscription, DeliveryDesk.Draft(_lead, board), new Viewer(_lead, true, DataScope.Staff, null), CancellationToken.None);
        _desk.NextMorning();

        await _desk.TickAsync();

        Assert.Equal("lead@example.com", Assert.Single(_sender.Mails).ToAddress);
    }

    [Fact]
    public async Task Preview_IsTheVeryFileThatIsSent()
    {
        var id = await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead) with { Formats = ["pdf", "xlsx"] }, _lead);
        await using var scope = _desk.Services.CreateAsyncScope();
        var preview = (await scope.ServiceProvider.GetRequiredService<PreviewMaker>().MakeAsync(id, null, new Viewer(_lead, false, DataScope.Staff, null), CancellationToken.None))!;
        var files = MailMaker.FormatsOf(preview.Entry.Subscription).Select(format => ReportPress.File(preview.Report!, format)).ToList();
        Assert.Null(await SendNowAsync(id));

        await _desk.TickAsync();

        Assert.Equal(files.Select(file => file.Content), Assert.Single(_sender.Mails).Files.Select(file => file.Content));
    }

    [Fact]
    public async Task Mail_NotSetUp_HoldsTheRunAndSaysWhatIsMissing()
    {
        _desk.Options.Host = null;
        await _desk.SubscribeAsync(DeliveryDesk.Draft(_lead), _lead);
        _desk.NextMorning();
        await _desk.TickAsync();
        Assert.Contains("Insights:Mail:Host", Assert.Single(await _desk.RunsAsync()).Reason, StringComparison.Ordinal);

        _desk.Options.Host = "localhost";
        await _desk.TickAsync();
        Assert.Single(_sender.Sent);
    }

    [Theory]
    [InlineData("a@b.example\r\nBcc: all@b.example")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("Ann <a@b.example>")]
    public async Task Contact_WhoseAddressIsMoreThanOne_IsRefused(string address)
    {
        var (error, _) = await Book.SaveAsync(null, DeliveryDesk.Draft(_lead) with { Contacts = [new(address, "Ann", "aurora")] }, new Viewer(_lead, true, DataScope.Staff, null), CancellationToken.None);

        Assert.Contains("is not a mail address", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_ToWhoeverChoseThem_OnceAndOnceOver_WithoutTheMuted()
    {
        await _desk.AddPersonAsync("board", Roles.Executive);
        var mailer = _desk.Services.GetRequiredService<AlertMailer>();
        await mailer.ChooseAsync(_lead, true, CancellationToken.None);
        _desk.Sample.Limits.Last = new(new(2026, 11, 18), new(2026, 11, 19), null, 61, new(2026, 11, 19));
        await _desk.TickAsync();
        await _desk.TickAsync();

        var begun = Assert.Single(_sender.Mails);
        Assert.Equal("lead@example.com", begun.ToAddress);
        Assert.NotNull(begun.UnsubscribeUrl);
        _desk.Sample.Limits.Last = _desk.Sample.Limits.Last with { Recovered = new(2026, 11, 20) };
        await _desk.TickAsync();
        await _desk.TickAsync();
        Assert.Equal(2, _sender.Mails.Count);
        Assert.Contains("Over:", _sender.Mails.Last().Text, StringComparison.Ordinal);

        await _desk.Services.GetRequiredService<AlertMutes>().SetAsync(_lead, "limit:1", true, CancellationToken.None);
        _desk.Sample.Limits.Last = new(new(2026, 11, 21), new(2026, 11, 21), null, 70, new(2026, 11, 21));
        await _desk.TickAsync();
        Assert.Equal(2, _sender.Mails.Count);
    }

    private async Task<string?> SendNowAsync(int id) => await Book.SendNowAsync(await _desk.SubscriptionAsync(id), "lead", CancellationToken.None);

    private SubscriptionBook Book => _desk.Services.GetRequiredService<SubscriptionBook>();
}
