namespace Insights.Analytics.Rollups.Tables;

/// <summary>Successful payments of one vendor, card network and month of the reporting zone: what programmes divide by. Months, so that a vendor's year is a dozen rows and not four hundred.</summary>
internal sealed class NetworkPayments
{
    public int VendorId { get; set; }

    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; set; }
    public string Network { get; set; } = "";
    public string Currency { get; set; } = "";
    public long Payments { get; set; }
    public long PaymentsMinor { get; set; }

    /// <summary>Payments that say how 3-D Secure went, and those of them that were authenticated or attempted.</summary>
    public long ThreeDsKnown { get; set; }
    public long ThreeDsUsed { get; set; }
    public long ThreeDsUsedMinor { get; set; }
}
