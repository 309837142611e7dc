namespace Insights.Web.Exports.Pdf;

/// <summary>What a printed document takes from the workspace rather than from the report.</summary>
internal sealed record PdfOptions
{
    /// <summary>Where the portal is reached; links of cells and tiles become clickable. Null leaves them out: a link nobody can follow is worse than none.</summary>
    public Uri? PortalBaseUrl { get; init; }

    /// <summary>The one accent colour, as #rrggbb; it carries text, so it needs 4.5 : 1 against white.</summary>
    public string Accent { get; init; } = "#2653c7";

    /// <summary>A line of the house at the foot of every page; null: none.</summary>
    public string? Footer { get; init; }

    /// <summary>In the corner of page 1; null: none.</summary>
    public PdfLogo? Logo { get; init; }

    /// <summary>Of the document's text, for screen readers.</summary>
    public string Language { get; init; } = "en-GB";
}
