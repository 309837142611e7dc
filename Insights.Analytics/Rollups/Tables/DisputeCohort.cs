namespace Insights.Analytics.Rollups.Tables;

/// <summary>Disputes by month of the sale and how many calendar months later they came: the triangle that shows how mature a month is.</summary>
internal sealed class DisputeCohort
{
    public int VendorId { get; set; }

    /// <summary>First day of the month of the sale.</summary>
    public DateOnly Month { get; set; }
    public string Network { get; set; } = "";

    /// <summary>Calendar months from the sale to the dispute, 0 in the same month.</summary>
    public int Lag { get; set; }
    public long Disputes { get; set; }
}
