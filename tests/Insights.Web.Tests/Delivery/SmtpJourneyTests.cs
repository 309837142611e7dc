using System.Text.RegularExpressions;
using Insights.Web.Access;
using Insights.Web.Delivery;
using Insights.Web.Delivery.Sending;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Web.Tests.Delivery;

/// <summary>From subscription to a mail that a real SMTP server has taken, and everything that can come between.</summary>
public sealed class SmtpJourneyTests
{
    [Fact]
    public async Task Subscription_FallsDue_EachRecipientGetsOneMailOfItsOwnScope()
    {
        await using var server = await MailServer.StartAsync();
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port);
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        var aurora = await desk.AddPersonAsync("ann", Roles.Vendor, "aurora");
        await desk.SubscribeAsync(DeliveryDesk.Draft(lead, aurora) with { Contacts = [new("bob@basil.example", "Bob", "basil")] }, lead);
        desk.NextMorning();

        await desk.TickAsync();
        // The next minutes have nothing to do.
        await desk.TickAsync();

        Assert.Equal(3, server.Mails.Count);
        Assert.All(await desk.MailsAsync(), mail => Assert.Equal(MailState.Sent, mail.State));
        Assert.Equal(["staff", "vendor:aurora", "vendor:basil"], (await desk.MailsAsync()).Select(mail => mail.Eyes));
        var (staff, ofAurora, ofBasil) = (To("lead@"), To("ann@"), To("bob@"));
        Assert.Contains("All vendors", staff, StringComparison.Ordinal);
        Assert.Contains("vendor:1", ofAurora, StringComparison.Ordinal);
        Assert.DoesNotContain("vendor:2", ofAurora, StringComparison.Ordinal);
        Assert.DoesNotContain("All vendors", ofAurora, StringComparison.Ordinal);
        Assert.Contains("vendor:2", ofBasil, StringComparison.Ordinal);
        Assert.All(server.Mails, mail =>
        {
            Assert.Matches("(?m)^List-Unsubscribe: <https://insights.example/account/unsubscribe", Unfolded(mail));
            Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", mail, StringComparison.Ordinal);
            Assert.Matches("(?m)^Message-ID: <[0-9a-f]{40}@insights.example>", mail);
            // Text first, HTML after it, the file last: that is what is read aloud, shown, and kept.
            Assert.True(mail.IndexOf("text/plain", StringComparison.Ordinal) < mail.IndexOf("text/html", StringComparison.Ordinal));
            Assert.True(mail.IndexOf("text/html", StringComparison.Ordinal) < mail.IndexOf("application/pdf", StringComparison.Ordinal));
            Assert.DoesNotContain("<img", mail, StringComparison.OrdinalIgnoreCase);
        });

        // Without the soft line ends of quoted-printable.
        string To(string address) => Assert.Single(server.Mails, mail => Regex.IsMatch(Unfolded(mail), "(?m)^To: .*" + Regex.Escape(address))).Replace("=\r\n", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_Down_TheMailWaitsAndGoesOutOnce()
    {
        var server = await MailServer.StartAsync();
        var port = server.Port;
        await server.DisposeAsync();
        await using var desk = await DeliveryDesk.StartAsync(port: port);
        await DueAsync(desk);

        await desk.TickAsync();

        var waiting = Assert.Single(await desk.MailsAsync());
        Assert.Equal((MailState.Waiting, 1), (waiting.State, waiting.Attempts));
        Assert.True(waiting.NextAttemptAt > desk.Clock.GetUtcNow().UtcDateTime);

        await using var again = await MailServer.StartAsync(port: port);
        await desk.TickAsync();
        Assert.Empty(again.Mails); // not before its time
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.TickAsync();
        await desk.TickAsync();

        Assert.Single(again.Mails);
        Assert.Equal(MailState.Sent, Assert.Single(await desk.MailsAsync()).State);
    }

    [Fact]
    public async Task Server_DownForADay_TheMailFailsAndSaysSo()
    {
        await using var desk = await DeliveryDesk.StartAsync(port: 1);
        await DueAsync(desk);
        await desk.TickAsync();
        desk.Clock.Advance(TimeSpan.FromHours(23.9));

        await desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);
        desk.Clock.Advance(TimeSpan.FromHours(4));
        await desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);

        var failed = (await desk.MailsAsync())[0];
        Assert.Equal(MailState.Failed, failed.State);
        Assert.StartsWith("Given up after a day.", failed.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipient_RefusedForGood_FailsAtOnceAndTheOthersGoOut()
    {
        await using var server = await MailServer.StartAsync();
        server.Say("gone@example.com", "550 5.1.1 No such user here");
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port);
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        var gone = await desk.AddPersonAsync("gone", Roles.Executive);
        await desk.SubscribeAsync(DeliveryDesk.Draft(gone, lead), lead);
        desk.NextMorning();

        await desk.TickAsync();
        desk.Clock.Advance(TimeSpan.FromHours(5));
        await desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);

        var bounced = Assert.Single(await desk.MailsAsync(), mail => mail.State == MailState.Failed);
        Assert.Equal(("gone@example.com", 1), (bounced.ToAddress, bounced.Attempts));
        Assert.Contains("550", bounced.Reply, StringComparison.Ordinal);
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Recipient_DeferredTwice_GoesOutAtTheThirdAttemptUnderTheSameMessageId()
    {
        await using var server = await MailServer.StartAsync();
        server.Say("lead@example.com", "451 4.7.1 Greylisted", "451 4.7.1 Greylisted");
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port);
        await DueAsync(desk);
        await desk.TickAsync();
        var id = (await desk.MailsAsync())[0].MessageId;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(6));
            await desk.TickAsync();
        }

        var sent = Assert.Single(await desk.MailsAsync());
        Assert.Equal((MailState.Sent, 3, id), (sent.State, sent.Attempts, sent.MessageId));
        Assert.Contains(id, Assert.Single(server.Mails), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_LostAfterTheMailWasTaken_IsUnconfirmedAndNotSentAgain()
    {
        await using var server = await MailServer.StartAsync();
        server.Say("lead@example.com", "hang up after the mail");
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port);
        await DueAsync(desk);

        await desk.TickAsync();
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await desk.TickAsync();

        Assert.Single(server.Mails);
        Assert.Equal(MailState.Unconfirmed, Assert.Single(await desk.MailsAsync()).State);
    }

    [Theory]
    [InlineData(Moment.BeforeTheConnection)]
    [InlineData(Moment.InTheMiddleOfTheMail)]
    [InlineData(Moment.AfterTheServerTookIt)]
    public async Task Kill_AtAnyMoment_TheRecipientHasOneMail(Moment moment)
    {
        await using var server = await MailServer.StartAsync();
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port);
        await DueAsync(desk);
        await desk.MakeAsync();
        var outbox = desk.Services.GetRequiredService<Outbox>();

        // What a process does until it is killed: claims, connects, hands over; and records nothing any more.
        var claimed = (await outbox.ClaimAsync(TimeSpan.FromMinutes(3), CancellationToken.None))!;
        if (moment != Moment.BeforeTheConnection)
        {
            var mail = new OutgoingMail(claimed.MessageId, claimed.ToAddress, claimed.ToName, claimed.Subject, claimed.Text, claimed.Html, claimed.UnsubscribeUrl, []);
            await new SmtpMailSender(desk.Options).SendAsync(mail, moment == Moment.InTheMiddleOfTheMail ? () => throw new IOException("killed") : () => outbox.HandingOverAsync(claimed.Id, CancellationToken.None), CancellationToken.None);
        }
        Assert.Equal(moment == Moment.AfterTheServerTookIt ? 1 : 0, server.Mails.Count);

        // Another process, before and after the dead one's turn is over.
        await desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);
        desk.Clock.Advance(TimeSpan.FromMinutes(4));
        await desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);
        await desk.Services.GetRequiredService<Dispatch>().SendAsync(CancellationToken.None);

        Assert.Single(server.Mails);
        Assert.Equal(moment == Moment.AfterTheServerTookIt ? MailState.Unconfirmed : MailState.Sent, Assert.Single(await desk.MailsAsync()).State);
    }

    [Fact]
    public async Task SignIn_WithAWrongPassword_WaitsForItsRepair_AndNamesNoPassword()
    {
        await using var server = await MailServer.StartAsync(auth: true);
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port, change: options => (options.User, options.Password) = ("insights", "mistyped"));
        await DueAsync(desk);

        await desk.TickAsync();
        var waiting = Assert.Single(await desk.MailsAsync());
        Assert.Equal(MailState.Waiting, waiting.State);
        Assert.DoesNotContain("mistyped", waiting.Reply, StringComparison.OrdinalIgnoreCase);

        desk.Options.Password = "not a secret";
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.TickAsync();

        Assert.Contains("X-Signed-In: True", Assert.Single(server.Mails), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartTls_WithACertificateNobodyTrusts_SendsNothing()
    {
        await using var server = await MailServer.StartAsync(tls: true);
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port, change: options => options.StartTls = true);
        await DueAsync(desk);

        await desk.TickAsync();

        Assert.Empty(server.Mails);
        Assert.Equal(MailState.Waiting, Assert.Single(await desk.MailsAsync()).State);
    }

    [Fact]
    public async Task StartTls_NotOffered_NothingIsSent()
    {
        await using var server = await MailServer.StartAsync();
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port, change: options => options.StartTls = true);
        await DueAsync(desk);

        await desk.TickAsync();

        Assert.Empty(server.Mails);
        Assert.Equal(MailState.Waiting, Assert.Single(await desk.MailsAsync()).State);
    }

    [Fact]
    public async Task Attachment_AboveTheSize_IsALinkThatOpensTheVeryFile_ForItsDaysAndItsRecipient()
    {
        await using var server = await MailServer.StartAsync();
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port, change: options => options.MostAttachedBytes = 10);
        await DueAsync(desk);
        await desk.TickAsync();

        Assert.DoesNotContain("application/pdf", Assert.Single(server.Mails), StringComparison.Ordinal);
        var token = Regex.Match(Assert.Single(await desk.MailsAsync()).Text, @"mail-file\?token=(\S+)").Groups[1].Value;
        var links = desk.Services.GetRequiredService<SignedLinks>();
        var log = desk.Services.GetRequiredService<DeliveryLog>();
        await using var db = desk.Open();
        var kept = await db.KeptFiles.AsNoTracking().SingleAsync();
        Assert.Equal(kept.Content, (await log.FileAsync(links.ReadFile(token)!, CancellationToken.None))!.Content);

        // Not another's, not when changed, not for somebody who may not see it any more, not when its days are over.
        Assert.Null(links.ReadFile(token[..^2] + "AA"));
        Assert.Null(links.ReadUnsubscribe(token));
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.Role, Roles.Vendor));
        Assert.Null(await log.FileAsync(links.ReadFile(token)!, CancellationToken.None));
        // Its last second, and the one after.
        desk.Clock.Advance(TimeSpan.FromDays(14));
        Assert.NotNull(links.ReadFile(token));
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(links.ReadFile(token));
    }

    public enum Moment { BeforeTheConnection, InTheMiddleOfTheMail, AfterTheServerTookIt }

    private static async Task<int> DueAsync(DeliveryDesk desk)
    {
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        var id = await desk.SubscribeAsync(DeliveryDesk.Draft(lead), lead);
        desk.NextMorning();
        return id;
    }

    private static string Unfolded(string mail) => Regex.Replace(mail, "\r?\n[ \t]", "");
}
