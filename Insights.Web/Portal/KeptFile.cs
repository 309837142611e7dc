namespace Insights.Web.Portal;

/// <summary>A document as it was sent, for as long as the log keeps it. Recipients with the same eyes share one.</summary>
internal sealed class KeptFile
{
    public int Id { get; set; }

    public int RunId { get; set; }

    /// <summary>"staff" or "vendor:CODE".</summary>
    public string Eyes { get; set; } = "";

    /// <summary>pdf, xlsx, csv …</summary>
    public string Format { get; set; } = "";

    public string FileName { get; set; } = "";

    public string MediaType { get; set; } = "";

    public long Bytes { get; set; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Sha256 { get; set; } = "";

    public byte[] Content { get; set; } = [];

    public DateTime MadeAt { get; set; }
}
