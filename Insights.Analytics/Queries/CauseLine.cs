namespace Insights.Analytics.Queries;

/// <summary>Breaches by whose time used most of the target.</summary>
/// <param name="Key">A metric id or a dimension's member; "all" without a split.</param>
public sealed record CauseLine(string Key, string Label, long Agent, long OffHours, long Vendor, long Customer, long ThirdParty)
{
    public long Total => Agent + OffHours + Vendor + Customer + ThirdParty;

    /// <summary>The causes in the order of the columns, as the filter's "cause" names them.</summary>
    public static IReadOnlyList<string> Causes { get; } = ["agent", "off_hours", "vendor", "customer", "third_party"];

    public long Of(string cause) => cause switch
    {
        "agent" => Agent,
        "off_hours" => OffHours,
        "vendor" => Vendor,
        "customer" => Customer,
        "third_party" => ThirdParty,
        _ => throw new ArgumentException($"'{cause}' is no cause. Known: {string.Join(", ", Causes)}.", nameof(cause)),
    };
}

/// <summary>On whom clocks waited from their start to their end, in seconds over all clocks that ended in the period and had a target.</summary>
/// <param name="Verdict">met or breached.</param>
public sealed record WaitingLine(string Verdict, long Clocks, long Agent, long OffHours, long Vendor, long Customer, long ThirdParty)
{
    public long Total => Agent + OffHours + Vendor + Customer + ThirdParty;
}
