namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// A refund that did not simply go through: it is owed, was made after one had failed, or repeats another. They are some of a hundred, so that their rows beside the others are read whole
/// and kept, and every filter over them is asked in memory.
/// </summary>
internal sealed class OddRefund
{
    public DateOnly Day { get; set; }
    public long RefundKey { get; set; }
    public int VendorId { get; set; }
    public string Currency { get; set; } = "";
    public string? Gateway { get; set; }
    public string? Method { get; set; }
    public long AmountMinor { get; set; }

    /// <summary>1: it failed or waits and was not made good.</summary>
    public int Owed { get; set; }

    /// <summary>1: a payment of which money had gone back before.</summary>
    public int Repeated { get; set; }

    /// <summary>When one of the payment had failed before.</summary>
    public DateTime? FailedBeforeAt { get; set; }

    /// <summary>When the money arrived, or as long as nobody tells, when it was asked for.</summary>
    public DateTime DoneAt { get; set; }
}
