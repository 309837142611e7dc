using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Exports.Calendar;

/// <summary>A dispute's due date as a calendar entry.</summary>
internal static class DeadlineEntries
{
    /// <param name="namesVendor">For people of the house; a vendor knows whose disputes it reads.</param>
    /// <param name="door">The portal's own address, as the reader reached it.</param>
    public static CalendarEntry Of(Deadline dispute, bool namesVendor, string door)
    {
        var amount = CellText.Of(new Cell.Money(dispute.AmountMinor, dispute.Currency), DateTimeZone.Utc);
        var (there, all) = EvidenceChecklist.Count(dispute.Evidence);
        var lines = new List<string>
        {
            "Network: " + (dispute.Network ?? "not given"),
            "Reason: " + (dispute.ReasonCategory ?? "not given").Replace('_', ' '),
            all == 0 ? "No evidence is accepted against this code." : string.Create(CultureInfo.InvariantCulture, $"Evidence on file: {there} of {all}"),
        };
        if (dispute.DueIsEstimated)
            lines.Add("The date is estimated: no file gave one.");
        return new(
            string.Create(CultureInfo.InvariantCulture, $"dispute-{dispute.SourceId}-{dispute.Hash:x16}@insights"),
            dispute.DueAt,
            $"Evidence due: {dispute.DisputeRef}, {amount}" + (namesVendor ? ", " + dispute.Vendor : ""),
            string.Join('\n', lines),
            door + RowDetailLinks.To(RowKind.Disputes, dispute.SourceId, dispute.DisputeRef),
            dispute.DueIsEstimated);
    }
}
