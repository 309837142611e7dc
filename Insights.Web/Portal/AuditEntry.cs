namespace Insights.Web.Portal;

/// <summary>Something a person did, or was refused. Never changed, never deleted by the portal.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTime At { get; set; }

    public int? UserId { get; set; }

    /// <summary>As it was then; kept when the user is renamed.</summary>
    public string UserName { get; set; } = "";

    /// <summary>One of <see cref="Access.AuditActions"/>.</summary>
    public string Action { get; set; } = "";

    /// <summary>What about: a path, a report with its scope, a user name.</summary>
    public string Detail { get; set; } = "";

    public string? RemoteAddress { get; set; }
}
