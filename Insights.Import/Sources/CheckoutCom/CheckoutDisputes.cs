using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.CheckoutCom;

/// <summary>What follows from a dispute's state, whichever report or message told it.</summary>
internal static class CheckoutDisputes
{
    /// <param name="at">When the state was reached, where that is told; then it is an entry of the dispute's history.</param>
    public static void Add(Chargeback dispute, string? vendor, bool countsAsRow, DateTime? at, RowProblems row, FactChunk chunk)
    {
        if (at is { } decided && DisputeRules.IsDecided(dispute.State))
            dispute.DecidedAt = decided;
        if (dispute.State is "challenged" or "inquiry_answered")
            dispute.EvidenceSubmittedAt = at;
        if (dispute.State is "won" or "withdrawn")
            dispute.RecoveredMinor = dispute.AmountMinor;
        var reason = ReasonCodes.Classify(dispute.Network, dispute.ReasonCode, null, "stripe", CheckoutWords.ProviderReason(dispute.ProviderReason), dispute.State);
        DisputeRules.Apply(dispute, reason, row);
        if (dispute.ReasonCode is null && dispute.ProviderReason is null)
        {
            dispute.ReasonGroup = null;
            dispute.ReasonCategory = null;
        }

        Validate.Chargeback(dispute, row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, vendor, countsAsRow, Partial: true));
        if (at is not { } occurred)
            return;
        chunk.ChargebackEvents.Add(new ChargebackEvent
        {
            ChargebackRef = dispute.ExternalId,
            EventId = $"{dispute.RawStatus}@{occurred:yyyy-MM-ddTHH:mm:ssZ}",
            OccurredAt = occurred,
            State = dispute.State,
            RawStatus = dispute.RawStatus,
            AmountMinor = dispute.AmountMinor,
            Line = dispute.Line,
        });
    }
}
