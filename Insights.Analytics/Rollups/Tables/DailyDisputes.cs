namespace Insights.Analytics.Rollups.Tables;

/// <summary>Disputes by one of their three dates: what is summed is the same, which day it falls on is not. By decision date only decided ones.</summary>
internal sealed class DailyDisputes : IMarginRow
{
    public DisputeBasis Basis { get; set; }
    public RollupDimension Dimension { get; set; }
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }
    public string Member { get; set; } = "";
    public string Currency { get; set; } = "";
    public long Disputes { get; set; }
    public long DisputedMinor { get; set; }

    /// <summary>Won, or lost after evidence was sent.</summary>
    public long ChallengedDecided { get; set; }
    public long ChallengedDecidedMinor { get; set; }
    public long Won { get; set; }

    /// <summary>Lost, accepted or expired.</summary>
    public long Lost { get; set; }
    public long LostMinor { get; set; }
    public long RecoveredOnLostMinor { get; set; }
    public long FeeMinor { get; set; }
    public long FeeReturnedMinor { get; set; }

    /// <summary>Of the disputes: those for a fraud reason.</summary>
    public long FraudDisputes { get; set; }
    public long FraudDisputedMinor { get; set; }

    /// <summary>Beside the disputes: fraud reports that moved no money, by the day they were made.</summary>
    public long FraudNotices { get; set; }
    public long FraudNoticesMinor { get; set; }
}

internal enum DisputeBasis
{
    Opened = 0,
    Charged = 1,
    Decided = 2,
}
