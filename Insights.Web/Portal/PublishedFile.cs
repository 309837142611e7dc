namespace Insights.Web.Portal;

/// <summary>The bytes of a published report in one format.</summary>
internal sealed class PublishedFile
{
    public int Id { get; set; }

    public int ReportId { get; set; }

    public string Format { get; set; } = "";

    public string FileName { get; set; } = "";

    public string MediaType { get; set; } = "";

    public long Bytes { get; set; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Sha256 { get; set; } = "";

    public byte[] Content { get; set; } = [];
}
