namespace Insights.Web.Delivery;

/// <summary>The settings section "Insights:Mail". Without a host no mail goes out, and the screens say so.</summary>
public sealed class MailOptions
{
    /// <summary>The mail server that takes our mail: a relay of the house or of a provider. Nothing else is ever contacted.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Address mail comes from; bounces that come later go there.</summary>
    public string? From { get; set; }

    public string FromName { get; set; } = "Insights";

    public string? User { get; set; }

    /// <summary>Read from the settings at every start; stored and logged nowhere.</summary>
    public string? Password { get; set; }

    /// <summary>The connection is encrypted before anything is said, or nothing is sent. Off only for a relay on the same machine.</summary>
    public bool StartTls { get; set; } = true;

    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Files beyond this together are links in the mail: many servers refuse 10 MB, and encoding adds a third.</summary>
    public long MostAttachedBytes { get; set; } = 5 << 20;

    /// <summary>How long such a link opens its file without signing in.</summary>
    public int LinkDays { get; set; } = 14;

    /// <summary>How long the log keeps what was sent, with its documents.</summary>
    public int KeepDays { get; set; } = 400;

    /// <summary>Where links lead; the host copies Insights:PublicUrl here.</summary>
    public Uri? Portal { get; set; }

    /// <summary>What is missing before mail can go out; null when nothing is.</summary>
    public string? Missing =>
        string.IsNullOrWhiteSpace(Host) ? "Insights:Mail:Host, the mail server"
        : string.IsNullOrWhiteSpace(From) ? "Insights:Mail:From, the address mail comes from"
        : Portal is null ? "Insights:PublicUrl, where the links in a mail lead"
        : null;

    /// <exception cref="ArgumentException">Says which setting is wrong and what it may be.</exception>
    public void Check()
    {
        if (From is not null && !System.Net.Mail.MailAddress.TryCreate(From, out _))
            throw new ArgumentException($"Insights:Mail:From '{From}' is not a mail address.");
        if (Port is < 1 or > 65535)
            throw new ArgumentException("Insights:Mail:Port is between 1 and 65535; 587 is usual.");
        if (TimeoutSeconds is < 5 or > 600)
            throw new ArgumentException("Insights:Mail:TimeoutSeconds is between 5 and 600.");
        if (User is not null && !StartTls && Host is not ("localhost" or "127.0.0.1" or "::1"))
            throw new ArgumentException("Insights:Mail:User is set and StartTls is off: the password would go over the network in clear. Turn StartTls on.");
    }
}
