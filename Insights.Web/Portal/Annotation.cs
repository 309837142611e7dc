namespace Insights.Web.Portal;

/// <summary>An incident, deploy or campaign, written once and shown on every time chart that covers its day.</summary>
internal sealed class Annotation
{
    public int Id { get; set; }

    /// <summary>The day in the reporting zone.</summary>
    public DateOnly Day { get; set; }

    public string Text { get; set; } = "";

    /// <summary>Vendors see it only when its author says so: an incident of one vendor is no other vendor's business.</summary>
    public bool ForVendors { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTime CreatedAt { get; set; }
}
