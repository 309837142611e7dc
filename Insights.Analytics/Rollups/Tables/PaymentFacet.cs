namespace Insights.Analytics.Rollups.Tables;

/// <summary>What the sums of a <see cref="PaymentFacetRow"/> are split by. Stored as a number; the members of each are said in FacetMembers.</summary>
internal enum PaymentFacet
{
    /// <summary>Numbers of the catalogue, by the name of their row set.</summary>
    Case = 0,
    Hour = 1,
    GatewayCause = 2,
    MethodCause = 3,
    Bin = 4,
    Code = 5,
    Firmness = 6,
    MethodCountry = 7,
    MethodCases = 8,
    Order = 9,
    OrderMethod = 10,
    OrderGateway = 11,
    Settling = 12,
    RefundTime = 13,
    RefundKind = 14,
    RefundAsked = 15,
    Abandoned = 16,
    Fee = 17,
    BrandCause = 18,

    /// <summary>Failed orders by a dimension and its member: all of them, and as base those that were paid in the end.</summary>
    CaseBy = 19,

    /// <summary>Failed of all attempts of one method by gateway.</summary>
    MethodGateway = 20,

    /// <summary>Failed of all attempts of one method by the size of the amount.</summary>
    MethodAmount = 21,
}

/// <summary>
/// Sums of the payments of one day, or of one whole month, by vendor and one facet. Months stand beside their days so that a question about two years
/// reads two dozen rows a member and not seven hundred.
/// </summary>
internal sealed class PaymentFacetRow
{
    public const int OfDay = 0;
    public const int OfMonth = 1;

    public PaymentFacet Facet { get; set; }

    /// <summary><see cref="RollupVendor.All"/> for all vendors together.</summary>
    public int VendorId { get; set; }

    /// <summary><see cref="OfDay"/> or <see cref="OfMonth"/>.</summary>
    public int Grain { get; set; }

    /// <summary>The day, or the first of the month.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Words joined by |, in the order of the facet's dimensions.</summary>
    public string Member { get; set; } = "";

    /// <summary>Empty where amounts do not matter.</summary>
    public string Currency { get; set; } = "";
    public long Count { get; set; }

    /// <summary>What the count is a part of, where it is a part of something.</summary>
    public long Base { get; set; }
    public long Minor { get; set; }
}
