namespace Insights.Analytics.Rollups.Tables;

/// <summary>Money movements of one day in the reporting zone, by vendor, one dimension and currency. Amounts in minor units of the currency.</summary>
internal sealed class DailyPayments : IMarginRow
{
    public RollupDimension Dimension { get; set; }
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }
    public string Member { get; set; } = "";
    public string Currency { get; set; } = "";
    public long Succeeded { get; set; }
    public long SucceededMinor { get; set; }
    public long Failed { get; set; }
    public long FailedMinor { get; set; }
    public long Pending { get; set; }
    public long PendingMinor { get; set; }
    public long Refunds { get; set; }
    public long RefundsMinor { get; set; }

    /// <summary>Refunds that were asked for and refused, and those that are not through yet.</summary>
    public long RefundsFailed { get; set; }
    public long RefundsFailedMinor { get; set; }
    public long RefundsPending { get; set; }
    public long RefundsPendingMinor { get; set; }

    /// <summary>Of the payments that succeeded: those that say how 3-D Secure went, and those of them that were authenticated or attempted.</summary>
    public long ThreeDsKnown { get; set; }
    public long ThreeDsUsed { get; set; }
    public long ThreeDsUsedMinor { get; set; }
}
