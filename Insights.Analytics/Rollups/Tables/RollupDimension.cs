namespace Insights.Analytics.Rollups.Tables;

/// <summary>Along which one dimension a margin row is split. Stored as a number: it leads every key.</summary>
internal enum RollupDimension
{
    /// <summary>Not split: the row holds everything of its day, vendor and currency.</summary>
    None = 0,

    /// <summary>Split by vendor, under <see cref="RollupVendor.All"/>: the members are vendor ids.</summary>
    Vendor = 1,
    Channel = 2,
    Category = 3,
    Priority = 4,
    Team = 5,
    Tier = 6,
    Gateway = 7,
    Method = 8,

    /// <summary>The card network: "brand" of payments and "network" of disputes are one dimension here.</summary>
    Brand = 9,
    Country = 10,
    Cause = 11,
    Reason = 12,
    State = 13,
    CustomerCountry = 14,

    /// <summary>What a contact is about, and why: found by fields, words or a person.</summary>
    Issue = 20,
    IssueCause = 21,
}

/// <summary>Vendor ids that are no vendor.</summary>
internal static class RollupVendor
{
    /// <summary>Rows over all vendors together. No vendor has this id, so that a vendor's scope can never read them.</summary>
    public const int All = -1;
}
