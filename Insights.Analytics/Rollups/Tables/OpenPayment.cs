namespace Insights.Analytics.Rollups.Tables;

/// <summary>A charge that was neither taken nor refused yet. Few at a time, because what is answered leaves.</summary>
internal sealed class OpenPayment
{
    public long PaymentKey { get; set; }
    public int VendorId { get; set; }
    public int SourceId { get; set; }
    public string PaymentRef { get; set; } = "";
    public string? CustomerRef { get; set; }
    public string? OrderRef { get; set; }
    public long AmountMinor { get; set; }
    public string Currency { get; set; } = "";
    public string? Gateway { get; set; }
    public string? Method { get; set; }
    public DateTime OccurredAt { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>From here on it is not usual any more, and a case for the provider.</summary>
    public DateTime EscalateAt { get; set; }
}
