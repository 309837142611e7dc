namespace Insights.Web.Portal;

/// <summary>A page with its filter under a name, saved by a person on purpose; nothing is remembered silently.</summary>
internal sealed class SavedView
{
    public int Id { get; set; }

    public int UserId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Path of the page: /chargebacks.</summary>
    public string Page { get; set; } = "";

    /// <summary>The filter's canonical query string, without the question mark.</summary>
    public string Query { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    /// <summary>Id of the document its page shows: /service-levels/times shows service-levels-times, /reports/sla-monthly sla-monthly.</summary>
    public string DocumentId => Page.StartsWith("/reports/", StringComparison.Ordinal) ? Page["/reports/".Length..] : Page.TrimStart('/').Replace('/', '-');
}
