namespace Insights.Analytics.Rollups.Payments;

/// <summary>One charge or refund as the finders see it. One instance is filled anew for every fact of a window: who keeps something copies it.</summary>
internal sealed class Move
{
    public long Key;
    public long At;
    public int Day;
    public int VendorId;
    public bool IsRefund;
    public MoveStatus Status;
    public long AmountMinor;
    public int CurrencyCode;
    public string Currency = "";
    public int GatewayCode;
    public string? Gateway;
    public int MethodCode;
    public string? Method;
    public int BrandCode;
    public string? Brand;
    public int CountryCode;
    public string? Country;
    public int CustomerCountryCode;
    public string? CustomerCountry;
    public int BinCode;
    public string? Bin;
    public int FailureCodeCode;
    public string? FailureCode;
    public int CauseCode;
    public string? Cause;
    public string? Customer;
    public string? Order;
    public string? Card;
    public string? OriginalRef;
    public string? Extent;
    public string? Mode;
    public long? SettledAt;
    public long FeeMinor;
    public int SourceId;
    public string Ref = "";

    /// <summary>Of vendor, order and currency; null without an order. Keys live in memory only.</summary>
    public long? OrderKey;

    /// <summary>Of vendor and customer, else card; null where neither is named.</summary>
    public long? PayerKey;

    /// <summary>Makes one key of two numbers.</summary>
    public static long Mix(long left, long right)
    {
        unchecked
        {
            var mixed = ((ulong)left * 0x9E3779B97F4A7C15UL) ^ (((ulong)right + 0x7F4A7C15UL) * 0xC2B2AE3D27D4EB4FUL);
            mixed ^= mixed >> 29;
            mixed *= 0xBF58476D1CE4E5B9UL;
            return (long)(mixed ^ (mixed >> 32));
        }
    }

    /// <summary>Hash of (source, id): what refunds, disputes and cases name it by.</summary>
    public long Hash => Import.Store.TimeWindows.HashOf(SourceId, Ref);
}

internal enum MoveStatus { Succeeded, Failed, Pending, Canceled }
