using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Adyen;

/// <summary>What one entry of a dispute's log says, whichever report carries it. Every entry completes the dispute; the newest one's state is its state.</summary>
internal static class AdyenDisputes
{
    /// <summary>Sets what follows from the entry and adds the dispute and its event to the chunk.</summary>
    /// <param name="dispute">With ids, amounts, reason and <see cref="Chargeback.OpenedAt"/> set.</param>
    /// <param name="type">As in dispute-states.csv.</param>
    /// <param name="at">When the entry was made.</param>
    /// <param name="state">The state it leads to; empty when it changes none.</param>
    /// <param name="report">Where it was told.</param>
    public static void Add(Chargeback dispute, string type, string? raw, DateTime at, DisputeState state, AdyenReport report, string? vendor, bool countsAsRow, RowProblems row, FactChunk chunk)
    {
        dispute.State = state.State ?? "";
        dispute.RawStatus = raw;
        dispute.VersionAt = AdyenWords.VersionOf(type, at, report);
        if (DisputeRules.IsDecided(dispute.State))
        {
            dispute.DecidedAt = at;
            // Adyen reverses provisionally: a second chargeback may follow.
            dispute.OutcomeIsProvisional = !state.IsFinal;
        }

        if (type is "informationsupplied")
            dispute.EvidenceSubmittedAt = at;
        if (AdyenWords.ReturnsFunds(type))
            dispute.RecoveredMinor = dispute.AmountMinor;
        var reason = ReasonCodes.Classify(dispute.Network, dispute.ReasonCode, dispute.SubReason, provider: null, dispute.ProviderReason, dispute.State);
        DisputeRules.Apply(dispute, reason, row);
        if (dispute.ReasonCode is null && dispute.SubReason is null && dispute.ProviderReason is null)
        {
            // An entry without a reason must not replace the one another entry gave.
            dispute.ReasonGroup = null;
            dispute.ReasonCategory = null;
        }

        Validate.Chargeback(dispute, row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, vendor, countsAsRow, Partial: true));
        if (dispute.State.Length == 0)
            return;
        chunk.ChargebackEvents.Add(new ChargebackEvent
        {
            ChargebackRef = dispute.ExternalId,
            EventId = $"{type}@{at:yyyy-MM-ddTHH:mm:ssZ}",
            OccurredAt = at,
            State = dispute.State,
            RawStatus = raw,
            AmountMinor = dispute.AmountMinor,
            Line = dispute.Line,
        });
    }

    /// <summary>The state of a record type, where an inquiry's answer is told from a chargeback's.</summary>
    public static DisputeState StateOf(string type, bool isInquiry)
    {
        var state = DisputeStates.Find("adyen.recordType", type)!;
        return type == "informationsupplied" && isInquiry ? state with { State = "inquiry_answered" } : state;
    }
}
