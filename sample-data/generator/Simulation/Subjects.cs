using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

/// <summary>What customers write in the subject line.</summary>
internal static class Subjects
{
    /// <summary>The one card number in the sample, a published test number that no issuer ever gave out: the import must truncate it.</summary>
    public const string WithTestCard = "Please take card 4111 1111 1111 1111 off my account";

    public static string For(Contact contact, Dice dice)
    {
        var about = contact.About;
        var order = about is null ? "my order" : "order " + OrderText(about.Order);
        var product = about?.Product ?? "item";
        string[] choices = contact.Topic switch
        {
            "insufficient_funds" or "issuer_declined" or "limit_exceeded" or "unknown" or "suspected_fraud" =>
                [$"Payment declined for {order}", "My card keeps failing at checkout", $"Payment refused, {product} still wanted"],
            "wrong_details" or "expired_method" => [$"Card not accepted for {order}", "Checkout says my card details are wrong"],
            "authentication_failed" => ["Bank confirmation does not open", $"Verification step failed for {order}"],
            "gateway_error" => ["Checkout error: gateway_timeout", $"Payment page does not answer, {order}", "Error gateway_timeout when paying"],
            "customer_abandoned" => [$"Could not finish {order}"],
            "delayed_payment" => [$"Payment still pending for {order}", $"Transfer sent, {order} not confirmed", "How long until my payment clears?"],
            "refund" => [$"Where is my refund for {order}?", $"Please refund {order}", $"Returned the {product}, no money yet"],
            "refund_late" => [$"Refund promised weeks ago, {order}", $"Still no refund for {order}", "Refund failed? Nothing on my statement"],
            "billing_error" => [$"Wrong amount charged for {order}", $"Invoice does not match {order}", "Charged after I cancelled"],
            "charged_twice" => [$"Charged twice for {order}", $"Two identical charges, {order}", "Double payment on my statement"],
            "fraud" => ["I do not know this charge on my statement", "Payment on my card that I did not make"],
            "dispute" => [$"My bank asked about {order}", $"Question about the dispute on {order}"],
            "payment_method" => ["Cannot add a new card", "How do I change my payment method?", "Wallet not offered at checkout"],
            "account" => ["Cannot sign in to pay", "Please change my billing address", "Invoice copy needed", "E-mail address changed"],
            "not_received" => [$"Where is {order}?", $"{product} not delivered, paid weeks ago", $"{order}: no tracking, no parcel"],
            "complaint" => [$"Not happy with the {product}", $"Problem with {order}", $"{product} is not what I ordered"],
            _ => [$"Question about {order}", $"Do you still sell the {product}?", "How does gift wrapping work?"],
        };
        var text = choices[dice.Below(choices.Length)];
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    public static string OrderText(ulong order) => "A-" + (10_000 + order).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
