namespace Insights.Web.Portal;

/// <summary>The answer a program got for a request it named with an Idempotency-Key; the same request under the same key gets it again.</summary>
internal sealed class IdempotentAnswer
{
    public int Id { get; set; }

    public int TokenId { get; set; }

    /// <summary>SHA-256 of the key: a program may put anything into it.</summary>
    public string KeyHash { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    /// <summary>SHA-256 over the request's choices, names and bytes. Empty while the first request is still being received.</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>The import it began.</summary>
    public string? ImportId { get; set; }

    /// <summary>0 while the first request is still being answered.</summary>
    public int Status { get; set; }

    public string Body { get; set; } = "";
}
