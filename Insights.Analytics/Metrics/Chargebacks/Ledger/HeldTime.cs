using NodaTime;

namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>How long each side held a dispute between its opening and the day evidence was due.</summary>
/// <param name="Vendor">Seconds in which an answer was awaited.</param>
/// <param name="Acquirer">Seconds in which the answer was with the acquirer and the issuer.</param>
public readonly record struct HeldTime(long Vendor, long Acquirer)
{
    /// <summary>
    /// Null where no due date was given, or while the answer is still awaited: a clock that runs says nothing yet. After a decision nobody holds it.
    /// </summary>
    public static HeldTime? Of(Instant opened, Instant? due, Instant? responded, Instant? decided, string? outcome)
    {
        if (due is not { } end || end <= opened || (responded is null && outcome is null))
            return null;
        var over = decided is { } at && at < end && outcome != DisputeState.Expired ? Later(at, opened) : end;
        var answered = responded is { } answer && answer < over ? Later(answer, opened) : over;
        return new(Seconds(answered - opened), Seconds(over - answered));
    }

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;

    private static long Seconds(Duration time) => (long)time.TotalSeconds;
}
