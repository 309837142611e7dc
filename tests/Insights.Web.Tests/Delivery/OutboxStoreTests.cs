using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Sending;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Delivery;

/// <summary>What the database must hold for two processes, on both providers.</summary>
public sealed class OutboxStoreTests
{
    [StoreFact]
    public async Task Run_MadeByTwoProcessesAtOnce_IsOneMailForEachRecipient(StoreProvider provider)
    {
        await using var desk = await DeliveryDesk.StartAsync(provider, sender: new CountingSender());
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        var board = await desk.AddPersonAsync("board", Roles.Executive);
        await desk.SubscribeAsync(DeliveryDesk.Draft(lead, board), lead);
        desk.NextMorning();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.MakeAsync()));

        Assert.Equal(RunState.Made, Assert.Single(await desk.RunsAsync()).State);
        Assert.Equal([lead, board], (await desk.MailsAsync()).Select(mail => mail.UserId!.Value));
    }

    [StoreFact]
    public async Task Outbox_SentByFourProcessesAtOnce_EachMailGoesOutOnce(StoreProvider provider)
    {
        var sender = new CountingSender();
        await using var desk = await DeliveryDesk.StartAsync(provider, sender: sender);
        var people = new List<int>();
        for (var number = 0; number < 12; number++)
            people.Add(await desk.AddPersonAsync($"person{number}", Roles.Executive));
        await desk.SubscribeAsync(DeliveryDesk.Draft([.. people]) with { Formats = [] }, people[0]);
        desk.NextMorning();
        await desk.MakeAsync();
        var store = desk.Services.GetRequiredService<PortalStore>();
        var processes = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<Dispatch>(desk.Services, new Outbox(store, desk.Clock)));

        await Task.WhenAll(processes.Select(process => process.SendAsync(CancellationToken.None)));

        Assert.Equal(12, sender.Sent.Count);
        Assert.Equal(12, sender.Sent.Distinct().Count());
        Assert.All(await desk.MailsAsync(), mail => Assert.Equal((MailState.Sent, 1), (mail.State, mail.Attempts)));
    }

    [StoreFact]
    public async Task Lease_LostWhileSending_TheMailIsNotHandedOver(StoreProvider provider)
    {
        await using var desk = await DeliveryDesk.StartAsync(provider, sender: new CountingSender());
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        await desk.SubscribeAsync(DeliveryDesk.Draft(lead) with { Formats = [] }, lead);
        desk.NextMorning();
        await desk.MakeAsync();
        var slow = new Outbox(desk.Services.GetRequiredService<PortalStore>(), desk.Clock);
        var claimed = (await slow.ClaimAsync(TimeSpan.FromMinutes(1), CancellationToken.None))!;
        Assert.Null(await slow.ClaimAsync(TimeSpan.FromMinutes(1), CancellationToken.None));

        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => slow.HandingOverAsync(claimed.Id, CancellationToken.None));
        // What the slow one says afterwards changes nothing.
        await slow.RecordAsync(claimed, new MailOutcome.Refused("550"), CancellationToken.None);
        Assert.Equal(MailState.Sent, Assert.Single(await desk.MailsAsync()).State);
    }

    [Fact]
    public async Task Attempts_ThatAreDeferred_ComeFurtherAndFurtherApart_UntilADayIsOver()
    {
        await using var desk = await DeliveryDesk.StartAsync(sender: new CountingSender());
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        await desk.SubscribeAsync(DeliveryDesk.Draft(lead) with { Formats = [] }, lead);
        desk.NextMorning();
        await desk.MakeAsync();
        var outbox = desk.Services.GetRequiredService<Outbox>();
        var (began, pauses) = (desk.Clock.GetUtcNow().UtcDateTime, new List<double>());

        for (var mail = (await desk.MailsAsync())[0]; mail.State == MailState.Waiting; mail = (await desk.MailsAsync())[0])
        {
            desk.Clock.Set(new DateTimeOffset(mail.NextAttemptAt!.Value, TimeSpan.Zero));
            var now = mail.NextAttemptAt.Value;
            // Not a second earlier.
            desk.Clock.Advance(TimeSpan.FromSeconds(-1));
            Assert.Null(pauses.Count == 0 ? null : await outbox.ClaimAsync(TimeSpan.FromMinutes(1), CancellationToken.None));
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            var claimed = (await outbox.ClaimAsync(TimeSpan.FromMinutes(1), CancellationToken.None))!;
            await outbox.RecordAsync(claimed, new MailOutcome.Deferred("451 later", IsServer: false), CancellationToken.None);
            if ((await desk.MailsAsync())[0].NextAttemptAt is { } next)
                pauses.Add((next - now).TotalSeconds);
        }

        // Minutes 1, 5, 15, 30, 60, then every three hours, each a second more: the first mail's share of the spread.
        Assert.Equal([61, 301, 901, 1801, 3601, .. Enumerable.Repeat(10_801.0, 8)], pauses);
        Assert.Equal((MailState.Failed, 14), ((await desk.MailsAsync())[0].State, (await desk.MailsAsync())[0].Attempts));
        Assert.InRange(desk.Clock.GetUtcNow().UtcDateTime - began, TimeSpan.FromHours(24), TimeSpan.FromHours(27));
    }

    [StoreFact]
    public async Task Log_OlderThanItsKeeping_IsLetGo(StoreProvider provider)
    {
        await using var desk = await DeliveryDesk.StartAsync(provider, sender: new CountingSender());
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        var id = await desk.SubscribeAsync(DeliveryDesk.Draft(lead), lead);
        desk.NextMorning();
        await desk.TickAsync();
        var log = desk.Services.GetRequiredService<DeliveryLog>();
        await desk.Services.GetRequiredService<SubscriptionBook>().DeleteAsync(id, CancellationToken.None);

        Assert.Equal(0, await log.TidyAsync(CancellationToken.None));
        desk.Clock.Advance(TimeSpan.FromDays(401));
        Assert.Equal(3, await log.TidyAsync(CancellationToken.None));

        await using var db = desk.Open();
        Assert.Equal((0, 0, 0), (await db.KeptFiles.CountAsync(), await db.Outbox.CountAsync(), await db.Subscriptions.CountAsync()));
    }
}
