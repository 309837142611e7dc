using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Store;

namespace Insights.Import.Sources.Braintree;

/// <summary>One notification a record. Those about a dispute carry it whole; those about anything else are counted and left to the exports of it.</summary>
internal sealed class BraintreeWebhookMap(MapContext context) : IJsonMap
{
    private readonly BraintreeDisputeMap _disputes = new(context);

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        var envelope = new BraintreeFields(record);
        string kind = envelope.Text("kind") ?? "";
        var dispute = envelope.Child("dispute");
        if (!dispute.IsObject)
            dispute = envelope.Child("subject").Child("dispute");
        if (!dispute.IsObject)
        {
            row.Skip("kind", kind, "no-dispute-event", "This notification is about no dispute. Payments come from the transactions' own export.");
            return;
        }

        _disputes.Map(dispute, row, chunk, context.VendorOf(dispute.Element, dispute.Text("merchantAccountId")), countsAsRow: true, envelope.Instant("timestamp", context, row));
    }
}
