using Insights.Import.Pipeline;
using Insights.Import.Store;

namespace Insights.Import.Sources.PayPal;

/// <summary>Agreements about payments to come. What they lead to stands in the other reports.</summary>
internal sealed class PayPalSubscriptionMap : IRowMap
{
    public void Map(Row row, FactChunk chunk) =>
        row.Skip(null, null, "subscription-no-payment", "A subscription agreement and no payment. Its payments stand in the settlement and transaction detail reports.");
}
