namespace Insights.Web.Portal;

/// <summary>A link that works once. Only its hash is stored, so that a copy of portal.db opens nothing.</summary>
internal sealed class SetUpToken
{
    public int Id { get; set; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>Null for the first administrator, who chooses the name too; otherwise the person who sets a password.</summary>
    public int? UserId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}
