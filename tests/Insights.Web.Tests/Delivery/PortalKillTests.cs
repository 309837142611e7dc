using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Sending;
using Insights.Web.Portal;
using Insights.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Tests.Delivery;

/// <summary>The real portal, killed (SIGKILL) again and again while it makes and sends one run's mail to a real SMTP server.</summary>
public sealed class PortalKillTests : IAsyncLifetime
{
    private const int Kills = 10;
    private const int Recipients = 40;
    private static readonly TimeSpan s_hanging = TimeSpan.FromMinutes(2);

    private readonly string _data = Directory.CreateTempSubdirectory("insights-mail-kill-").FullName;
    private PortalStore _store = null!;
    private MailServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await MailServer.StartAsync();
        _store = new PortalStore(new PortalStoreOptions { DataDirectory = _data });
        await _store.MigrateAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Portal_KilledTenTimesWhileItMails_EachRecipientHasOneMail()
    {
        await SubscribeAsync();
        // A write of the portal's own database is a step done: due, made, claimed, handed over, recorded. Killed after so many of them, wherever it is by then.
        var moments = new Random(20261123);
        for (var kill = 0; kill < Kills; kill++)
        {
            await KillAfterAsync(moments.Next(1, 45));
            await EndTurnsAsync();
        }
        var whileKilled = _server.Mails.Count;
        await FinishAsync();

        await using var db = _store.Open();
        var mails = await db.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
        var taken = _server.Mails.Select(mail => Regex.Match(mail, "(?im)^Message-ID: (<[^>]+>)").Groups[1].Value).ToLookup(id => id);
        Assert.InRange(whileKilled, 1, Recipients - 1);
        Assert.Equal("made", Assert.Single(await db.DeliveryRuns.AsNoTracking().ToListAsync()).State);
        Assert.Equal(Recipients, mails.Select(mail => mail.ToAddress).Distinct().Count());
        Assert.Equal(Recipients, mails.Count);
        Assert.All(mails.Where(mail => mail.State == MailState.Sent), mail => Assert.Single(taken[mail.MessageId]));
        // Killed between handing over and hearing the answer: there once or not at all, said so, and never twice.
        var unconfirmed = mails.Where(mail => mail.State != MailState.Sent).ToList();
        Assert.All(unconfirmed, mail => Assert.Equal(MailState.Unconfirmed, mail.State));
        Assert.All(unconfirmed, mail => Assert.InRange(taken[mail.MessageId].Count(), 0, 1));
        Assert.InRange(unconfirmed.Count, 0, Kills);
        Assert.Empty(taken.Select(group => group.Key).Except(mails.Select(mail => mail.MessageId)));
    }

    private async Task SubscribeAsync()
    {
        await using var db = _store.Open();
        var people = Enumerable.Range(0, Recipients).Select(number => new PortalUser
        {
            UserName = string.Create(CultureInfo.InvariantCulture, $"person{number}"),
            NormalizedUserName = string.Create(CultureInfo.InvariantCulture, $"PERSON{number}"),
            DisplayName = string.Create(CultureInfo.InvariantCulture, $"Person {number}"),
            Email = string.Create(CultureInfo.InvariantCulture, $"person{number}@example.com"),
            Role = Roles.Administrator,
            SecurityStamp = "x",
        }).ToList();
        db.Users.AddRange(people);
        await db.SaveChangesAsync();
        var subscription = new Subscription
        {
            OwnerId = people[0].Id,
            Name = "Quality of the month",
            ReportId = "data-quality",
            Query = "period=last-month",
            Formats = "json",
            Cadence = "Monthly",
            WorkingDay = 1,
            Zone = "Europe/Berlin",
            // Long past, so due now, whatever the day is.
            NextRunAt = new DateTime(2026, 1, 2, 6, 0, 0, DateTimeKind.Utc),
        };
        db.Subscriptions.Add(subscription);
        await db.SaveChangesAsync();
        db.Recipients.AddRange(people.Select(person => new SubscriptionRecipient { SubscriptionId = subscription.Id, UserId = person.Id, Name = person.DisplayName }));
        await db.SaveChangesAsync();
    }

    private async Task KillAfterAsync(int writes)
    {
        using var portal = Portal();
        var seen = 0;
        using var watch = Watch(() =>
        {
            if (Interlocked.Increment(ref seen) == writes)
                portal.Kill();
        });
        await EndAsync(portal, $"It wrote {seen} times and was to be killed after {writes}: the moments are too late.");
    }

    private async Task FinishAsync()
    {
        using var portal = Portal();
        using var written = new SemaphoreSlim(0);
        using var patience = new CancellationTokenSource(s_hanging);
        using var watch = Watch(() => written.Release());
        // A write is seen before its transaction can be: what was written last is looked at once more.
        while (!await IsDoneAsync())
            await written.WaitAsync(TimeSpan.FromMilliseconds(100), patience.Token);
        portal.Kill();
        await portal.WaitForExitAsync(patience.Token);
    }

    private async Task<bool> IsDoneAsync()
    {
        await using var db = _store.Open();
        return await db.Outbox.AnyAsync() && !await db.Outbox.AnyAsync(mail => mail.EndedAt == null);
    }

    /// <summary>The killed process's turns are over, as they would be some minutes later.</summary>
    private async Task EndTurnsAsync()
    {
        await using var db = _store.Open();
        DateTime? past = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await db.Outbox.Where(mail => mail.LeasedUntil != null).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.LeasedUntil, past));
        await db.DeliveryRuns.Where(run => run.LeasedUntil != null).ExecuteUpdateAsync(set => set.SetProperty(run => run.LeasedUntil, past));
    }

    private static async Task EndAsync(Process portal, string otherwise)
    {
        using var patience = new CancellationTokenSource(s_hanging);
        try
        {
            await portal.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            portal.Kill();
            Assert.Fail(otherwise);
        }
    }

    private FileSystemWatcher Watch(Action written)
    {
        var watch = new FileSystemWatcher(_data, "portal.db-wal") { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size };
        watch.Changed += (_, _) => written();
        watch.EnableRaisingEvents = true;
        return watch;
    }

    private Process Portal() => InsightsProcess.StartPortal(_data, new Dictionary<string, string>
    {
        ["Insights:PublicUrl"] = "https://insights.example/",
        ["Insights:Mail:Host"] = "127.0.0.1",
        ["Insights:Mail:Port"] = _server.Port.ToString(CultureInfo.InvariantCulture),
        ["Insights:Mail:From"] = "reports@insights.example",
        ["Insights:Mail:StartTls"] = "false",
    });
}
