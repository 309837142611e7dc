using System.Net;
using System.Net.Security;
using Insights.Web.Access;
using Insights.Web.Delivery.Sending;

namespace Insights.Web.Tests.Delivery;

public sealed class StartTlsTests
{
    [Fact]
    public async Task StartTlsAndSignIn_ComeBeforeTheMail()
    {
        await using var server = await MailServer.StartAsync(tls: true, auth: true);
        await using var desk = await DeliveryDesk.StartAsync(port: server.Port, change: options => (options.StartTls, options.User, options.Password) = (true, "insights", "not a secret"));
        // The one door that the framework's client has for a certificate of one's own: it trusts this one besides, and no other.
#pragma warning disable SYSLIB0014, MA0039
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || certificate?.GetCertHashString() == server.Thumbprint;
#pragma warning restore SYSLIB0014, MA0039
        var lead = await desk.AddPersonAsync("lead", Roles.SupportLead);
        await desk.SubscribeAsync(DeliveryDesk.Draft(lead), lead);
        desk.NextMorning();

        await desk.TickAsync();

        var mail = Assert.Single(await desk.MailsAsync());
        Assert.True(mail.State == MailState.Sent, mail.Reply);
        Assert.Contains("X-Secure: True", Assert.Single(server.Mails), StringComparison.Ordinal);
        Assert.Contains("X-Signed-In: True", server.Mails[0], StringComparison.Ordinal);
    }
}
