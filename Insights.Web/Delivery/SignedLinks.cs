using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Insights.Web.Delivery;

/// <summary>Links in mail that work without signing in, for one thing each: signed and sealed with the portal's own keys, so that nobody can make or change one.</summary>
internal sealed class SignedLinks(IDataProtectionProvider protection, MailOptions options, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Insights.Delivery.Links.v1");

    public string Unsubscribe(int recipientId) => Url("unsubscribe", Invariant($"recipient|{recipientId}"));

    public string UnsubscribeFromAlerts(int userId) => Url("unsubscribe", Invariant($"alerts|{userId}"));

    /// <summary>One file of one mail, until its days are over.</summary>
    public string File(int runId, int recipientId, string format)
    {
        var until = clock.GetUtcNow().AddDays(options.LinkDays).ToUnixTimeSeconds();
        return Url("mail-file", Invariant($"file|{runId}|{recipientId}|{format}|{until}"));
    }

    /// <summary>Null: the link is not ours, or was changed.</summary>
    public UnsubscribeLink? ReadUnsubscribe(string? token) => Open(token) switch
    {
        ["recipient", var id] => new(Number(id), null),
        ["alerts", var id] => new(null, Number(id)),
        _ => null,
    };

    /// <summary>Null: not ours, changed, or its days are over.</summary>
    public FileLink? ReadFile(string? token) =>
        Open(token) is ["file", var run, var recipient, var format, var until] && long.Parse(until, CultureInfo.InvariantCulture) >= clock.GetUtcNow().ToUnixTimeSeconds()
            ? new(Number(run), Number(recipient), format)
            : null;

    private string Url(string door, string what) => new Uri(options.Portal!, "/account/" + door + "?token=" + _protector.Protect(what)).AbsoluteUri;

    private string[]? Open(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 2000)
            return null;
        try
        {
            return _protector.Unprotect(token).Split('|');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>One of the two.</summary>
internal sealed record UnsubscribeLink(int? RecipientId, int? AlertsOf);

internal sealed record FileLink(int RunId, int RecipientId, string Format);
