namespace Insights.Analytics.Metrics.Chargebacks;

/// <summary>What the canonical states mean for the accounts.</summary>
public static class DisputeOutcome
{
    /// <summary>The money is gone: lost after a defence, conceded, or not answered in time.</summary>
    public static bool IsLost(string state) => state is "lost" or "accepted" or "expired";

    public static bool IsWon(string state) => state is "won";

    /// <summary>The outcome stands, if perhaps provisionally. Withdrawn and prevented disputes end without one.</summary>
    public static bool IsDecided(string state) => IsWon(state) || IsLost(state);

    /// <summary>Evidence was sent. A win cannot happen without; accepting or letting it expire is no challenge.</summary>
    public static bool WasChallenged(string state, bool evidenceSubmitted) => IsWon(state) || (state is "lost" && evidenceSubmitted);

    /// <summary>
    /// What one decided dispute cost, in minor units of its currency: the disputed amount when lost, less what was recovered of it, plus fees, less fees returned.
    /// On a win the funds came back and nothing was lost, so "recovered" is not subtracted a second time.
    /// </summary>
    public static long NetLoss(string state, long amountMinor, long feeMinor, long feeReturnedMinor, long recoveredMinor) =>
        !IsDecided(state) ? 0 : (IsLost(state) ? amountMinor - recoveredMinor : 0) + feeMinor - feeReturnedMinor;
}
