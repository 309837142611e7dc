namespace Insights.Web.Portal;

/// <summary>A monthly report as it was published: never changed, only followed by another version.</summary>
internal sealed class PublishedReport
{
    public int Id { get; set; }

    /// <summary>executive-monthly/2026-10/v1, of a vendor executive-monthly/2026-10/CODE/v1.</summary>
    public string Number { get; set; } = "";

    public string ReportId { get; set; } = "";

    public string Title { get; set; } = "";

    public string Headline { get; set; } = "";

    /// <summary>2026-10.</summary>
    public string Month { get; set; } = "";

    /// <summary>"staff" or "vendor:CODE".</summary>
    public string Eyes { get; set; } = "";

    public string Scope { get; set; } = "";

    public int Version { get; set; }

    public DateTime? AsOf { get; set; }

    public DateTime PublishedAt { get; set; }

    public string PublishedBy { get; set; } = "";

    /// <summary>What restated the month until then; another one is reason to look whether the report differs.</summary>
    public string Restatement { get; set; } = "";

    /// <summary>Every figure and sentence by its place, as JSON: what the next version is compared with.</summary>
    public string Figures { get; set; } = "";

    /// <summary>What differs from the version before, as JSON.</summary>
    public string Differences { get; set; } = "";
}
