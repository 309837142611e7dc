namespace Insights.Web.Portal;

/// <summary>What a program shows instead of signing in. Only its hash is stored, so that a copy of portal.db opens nothing.</summary>
internal sealed class ApiToken
{
    public int Id { get; set; }

    /// <summary>What it is for, in its maker's words.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>The token's first characters, to tell it from others; too few to guess the rest.</summary>
    public string Start { get; set; } = "";

    /// <summary>Separated by blanks: what the program may do, as <see cref="Access.TokenScopes"/> lists it.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Null: any source. Otherwise the one source its files are for.</summary>
    public string? Source { get; set; }

    /// <summary>Null: reads as the house does. Otherwise the code of the one vendor it reads as.</summary>
    public string? VendorCode { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    /// <summary>Null: until it is revoked.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>To the hour: a write for every request would cost more than it tells.</summary>
    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}
