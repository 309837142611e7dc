using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Insights.Web.Delivery.Sending;

/// <summary>The mail server of the settings, by SMTP: STARTTLS, sign-in, one connection a mail.</summary>
internal sealed class SmtpMailSender(MailOptions options) : IMailSender
{
    // What a server says to the sender, whoever the recipient: sign in (530), no such method (534), wrong password (535), encrypt first (538).
    private static readonly int[] AboutUs = [530, 534, 535, 538];

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancel)
    {
        // The last part read is the last one written: attachments after the body, the HTML after the text.
        var last = new HandOverStream(mail.Files.Count > 0 ? mail.Files[^1].Content : Encoding.UTF8.GetBytes(mail.Html), handingOver);
        using var message = new MailMessage();
        try
        {
            Compose(message, mail, last);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return new MailOutcome.Refused("Cannot be written as a mail: " + wrong.Message);
        }
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.StartTls, DeliveryMethod = SmtpDeliveryMethod.Network };
        if (!string.IsNullOrEmpty(options.User))
            client.Credentials = new NetworkCredential(options.User, options.Password);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            // The second limit is for a connection that hangs before it can be cancelled.
            await client.SendMailAsync(message, patience.Token).WaitAsync(TimeSpan.FromSeconds(options.TimeoutSeconds + 5), cancel);
            return new MailOutcome.Accepted("taken by " + options.Host);
        }
        catch (SmtpException failure)
        {
            return Judge((int)failure.StatusCode, Said(failure), last.IsReported);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException && !cancel.IsCancellationRequested)
        {
            return Judge(-1, FormattableString.Invariant($"{options.Host} did not answer within {options.TimeoutSeconds} s"), last.IsReported);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
        {
            return Judge(-1, Said(failure), last.IsReported);
        }
    }

    private void Compose(MailMessage message, OutgoingMail mail, HandOverStream last)
    {
        message.From = new MailAddress(options.From!, options.FromName, Encoding.UTF8);
        message.Subject = mail.Subject;
        message.SubjectEncoding = message.HeadersEncoding = message.BodyEncoding = Encoding.UTF8;
        message.Body = mail.Text;
        message.BodyTransferEncoding = TransferEncoding.QuotedPrintable;
        message.To.Add(new MailAddress(mail.ToAddress, mail.ToName, Encoding.UTF8));
        message.Headers["Message-ID"] = mail.MessageId;
        // Neither an out-of-office note nor a ticket system shall answer it.
        message.Headers["Auto-Submitted"] = "auto-generated";
        if (mail.UnsubscribeUrl is { } url)
        {
            message.Headers["List-Unsubscribe"] = "<" + url + ">";
            message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }
        Stream html = mail.Files.Count == 0 ? last : new MemoryStream(Encoding.UTF8.GetBytes(mail.Html), writable: false);
        message.AlternateViews.Add(new AlternateView(html, "text/html; charset=utf-8") { TransferEncoding = TransferEncoding.QuotedPrintable });
        foreach (var file in mail.Files)
        {
            Stream content = ReferenceEquals(file, mail.Files[^1]) ? last : new MemoryStream(file.Content, writable: false);
            message.Attachments.Add(new Attachment(content, file.Name, file.MediaType) { TransferEncoding = TransferEncoding.Base64 });
        }
    }

    private static MailOutcome Judge(int status, string said, bool handedOver) => status switch
    {
        _ when AboutUs.Contains(status) => new MailOutcome.Deferred(said, IsServer: true),
        421 => new MailOutcome.Deferred(said, IsServer: true),
        >= 500 => new MailOutcome.Refused(said),
        >= 400 => new MailOutcome.Deferred(said, IsServer: false),
        _ when handedOver => new MailOutcome.Unknown(said),
        _ => new MailOutcome.Deferred(said, IsServer: true),
    };

    // The framework wraps what matters: "Failure sending mail." says nothing.
    private static string Said(Exception failure)
    {
        var innermost = failure;
        while (innermost.InnerException is { } inner)
            innermost = inner;
        var text = failure.Message == innermost.Message || failure is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } ? failure.Message : failure.Message + " " + innermost.Message;
        return failure is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } told ? FormattableString.Invariant($"{(int)told.StatusCode}: {text}") : text;
    }
}
