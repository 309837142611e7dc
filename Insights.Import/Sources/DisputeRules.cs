using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources;

/// <summary>What follows from a dispute's state and reason, whatever the source.</summary>
internal static class DisputeRules
{
    // No funds have moved in these states, or the dispute was never counted by a network.
    private static readonly string[] NotDisputes = ["fraud_notice", "alert", "inquiry_open", "inquiry_answered", "inquiry_closed", "prevented"];

    public static void Apply(Chargeback chargeback, DisputeReason reason, RowProblems row)
    {
        string? received = chargeback.ReasonCode ?? chargeback.SubReason ?? chargeback.ProviderReason;
        if (!reason.IsMapped && ReasonCodes.Meant(row.Meaning(ValueKinds.DisputeReason, received)) is { } said)
            reason = said;
        chargeback.ReasonGroup = reason.Group;
        chargeback.ReasonCategory = reason.Category;
        chargeback.IsDispute = CountsAsDispute(chargeback.State, reason.Group);
        if (!reason.IsMapped)
        {
            row.Warn(
                "reason", received, "reason-unmapped",
                "This reason is not known for this network or provider. The dispute is kept under 'general' with its reason as received.");
        }
    }

    /// <summary>
    /// An inquiry that escalated carries a later state, and then counts even with an inquiry's code. Status notes never count.
    /// </summary>
    public static bool CountsAsDispute(string state, string? reasonGroup) =>
        reasonGroup != "not_a_reason" && state.Length > 0 && Array.IndexOf(NotDisputes, state) < 0;

    /// <summary>States in which the case is closed.</summary>
    public static bool IsDecided(string state) => state is "won" or "lost" or "accepted" or "expired" or "prevented" or "withdrawn" or "inquiry_closed";
}
