namespace Insights.Web.Access;

/// <summary>What a token may be allowed. Each opens its own endpoints and nothing else of the portal.</summary>
internal static class TokenScopes
{
    public const string ImportsWrite = "imports:write";
    public const string MetricsRead = "metrics:read";
    public const string ReportsRead = "reports:read";

    public static IReadOnlyList<TokenScope> All { get; } =
    [
        new(ImportsWrite, "Send files to be imported"),
        new(MetricsRead, "Read metrics"),
        new(ReportsRead, "Read reports"),
    ];
}

/// <param name="Words">On the page where tokens are made.</param>
internal sealed record TokenScope(string Id, string Words);
