namespace Insights.Web.Portal;

/// <summary>How printed reports look: for everybody, or for the reports of one vendor.</summary>
internal sealed class Brand
{
    /// <summary>Empty: the workspace's own, which holds wherever a vendor has none.</summary>
    public string VendorCode { get; set; } = "";

    /// <summary>#rrggbb, at least 4.5 : 1 against white; null: the product's own.</summary>
    public string? Accent { get; set; }

    /// <summary>A line at the foot of every page: an address, "confidential", a company number.</summary>
    public string? Footer { get; set; }

    /// <summary>A PNG or JPEG as it was checked and is drawn; null: none.</summary>
    public byte[]? Logo { get; set; }

    /// <summary>image/png or image/jpeg.</summary>
    public string? LogoType { get; set; }

    /// <summary>What the picture says, for whoever does not see it.</summary>
    public string? LogoText { get; set; }

    public DateTime ChangedAt { get; set; }
}
