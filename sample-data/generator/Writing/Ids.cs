using Insights.SampleData.Simulation;
using Insights.SampleData.World;

namespace Insights.SampleData.Writing;

/// <summary>The written ids of one seed's world.</summary>
internal sealed class Ids(ulong seed)
{
    public ulong Payment(Movement movement) => Dice.Mix(seed ^ 11, movement.Number);

    public static string PaymentPrefix(Movement movement) => movement.Vendor.OnStripe ? "ch_" : movement.Kind switch { MovementKind.Refund => "re_", MovementKind.Payout => "po_", _ => "tx_" };

    public string PaymentText(Movement movement) => IdText.Of(PaymentPrefix(movement), Payment(movement));

    public ulong Dispute(Dispute dispute) => Dice.Mix(seed ^ 12, dispute.Number);

    public static string DisputePrefix(Dispute dispute) => dispute.Charge.Vendor.OnStripe ? "du_" : "cb_";

    public const string CustomerPrefix = "cus_";
    public const string FingerprintPrefix = "fp_";
}
