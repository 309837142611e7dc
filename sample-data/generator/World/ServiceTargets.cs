namespace Insights.SampleData.World;

/// <summary>The targets the desks promise, in opening seconds; urgent tickets are promised around the clock.</summary>
internal static class ServiceTargets
{
    public static readonly IReadOnlyList<(string Priority, int FirstReply, int Resolution)> ByPriority =
    [
        ("urgent", 1 * 3600, 12 * 3600), ("high", 2 * 3600, 18 * 3600), ("normal", 5 * 3600, 36 * 3600), ("low", 9 * 3600, 63 * 3600),
    ];

    public static (int FirstReply, int Resolution) For(string priority)
    {
        foreach (var (name, reply, resolution) in ByPriority)
        {
            if (name == priority)
                return (reply, resolution);
        }
        throw new ArgumentOutOfRangeException(nameof(priority), priority, "Priorities are urgent, high, normal and low.");
    }
}
