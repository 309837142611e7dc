using NodaTime;

namespace Insights.SampleData;

/// <summary>One thing that is true of the sample because we made it so: what later detectors must find.</summary>
/// <param name="Id">Stable: gateway_outage, card_testing, unrecognised_descriptor, late_shipping, duplicate_charges, refund_backlog, fee_error, understaffed_week, programme_climb, no_3ds.</param>
/// <param name="From">First instant of the cause (of the charges, not of the disputes that follow).</param>
/// <param name="To">First instant after it.</param>
/// <param name="Dimensions">The dimension values that explain it: vendor, gateway, bin, team, cause, reason, network, descriptor, three_ds.</param>
/// <param name="Counts">What was really planted, counted while writing: affected charges, failures, tickets, disputes.</param>
public sealed record PlantedPattern(
    string Id,
    string What,
    Instant From,
    Instant To,
    IReadOnlyDictionary<string, string> Dimensions,
    IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>The vendor it happens to; null when it is not about one vendor.</summary>
    public string? Vendor => Dimensions.GetValueOrDefault("vendor");
}
