using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

/// <summary>How a dispute goes, stage by stage, up to now.</summary>
internal sealed class DisputeCourse(Story story)
{
    public static readonly Mix<string> Categories = new(
        ("fraudulent", 38), ("unrecognized", 6), ("product_not_received", 18), ("product_unacceptable", 13), ("duplicate", 4),
        ("credit_not_processed", 8), ("subscription_canceled", 8), ("general", 3), ("authorization", 2));

    private ulong numbers;

    /// <summary>Seconds from the sale to the dispute: 5 to 120 days, later for goods that never came than for fraud.</summary>
    public static long Lag(string category, Dice dice)
    {
        var median = category switch { "fraudulent" or "unrecognized" => 22.0, "product_not_received" => 38, "subscription_canceled" => 26, _ => 31 };
        return (long)(Math.Clamp(dice.LogNormal(median, 0.6), 5, 120) * Story.DaySeconds);
    }

    public Dispute Run(Movement charge, string category, long at, Dice dice)
    {
        var (code, sub) = Code(charge.Brand, category);
        var partial = dice.Chance(0.1);
        var dispute = new Dispute
        {
            Number = ++numbers,
            Charge = charge,
            OpenedAt = at,
            Category = category,
            Network = charge.Brand,
            ReasonCode = code,
            SubReason = sub,
            Amount = partial ? Math.Max(1, charge.Amount * dice.Between(20, 80) / 100) : charge.Amount,
            Fee = 1500,
        };
        var days = charge.Vendor.OnStripe ? dice.Between(7, 21) : charge.Brand switch { "visa" => 18, "mastercard" => 40, "amex" => 14, "discover" => 25, _ => 21 };
        dispute.DueAt = at + (days * Story.DaySeconds);
        Stages(dispute, at, dice);
        // The rest lies in the future.
        dispute.Steps.RemoveAll(s => s.At > story.Now);
        return dispute;
    }

    private static void Stages(Dispute dispute, long at, Dice dice)
    {
        var steps = dispute.Steps;
        var due = dispute.DueAt;
        var kind = dice.Unit();
        if (kind < 0.04)
        {
            // Asked, answered, and no money ever moved: no dispute is counted.
            steps.Add(new(at, "inquiry_open"));
            steps.Add(new(at + ((due - at) / 3), "inquiry_answered"));
            steps.Add(new(at + (110 * Story.DaySeconds), "inquiry_closed"));
            return;
        }
        if (kind < 0.06)
        {
            steps.Add(new(at, "prevented"));
            return;
        }
        if (kind < 0.09 && dispute.Category == "fraudulent" && !dispute.Charge.Vendor.OnStripe)
            steps.Add(new(at - (2 * Story.DaySeconds), "fraud_notice"));
        steps.Add(new(at, "needs_response"));
        var answer = dice.Unit();
        if (answer < 0.13)
        {
            steps.Add(new(due, "expired"));
            return;
        }
        if (answer < 0.33)
        {
            steps.Add(new(at + (long)((due - at) * (0.1 + (0.7 * dice.Unit()))), "accepted"));
            return;
        }
        if (answer < 0.35)
        {
            steps.Add(new(at + (long)((due - at) * 0.5), "withdrawn"));
            return;
        }
        var answered = at + (long)((due - at) * (0.35 + (0.62 * dice.Unit())));
        steps.Add(new(answered, "challenged"));
        var decided = answered + (long)((32 + (36 * dice.Unit())) * Story.DaySeconds);
        if (dice.Chance(0.42))
        {
            steps.Add(new(decided, "won"));
        }
        else if (dice.Chance(0.06) && !dispute.Charge.Vendor.OnStripe)
        {
            steps.Add(new(decided, "pre_arbitration"));
            steps.Add(new(decided + (25 * Story.DaySeconds), dice.Chance(0.3) ? "won" : "lost"));
        }
        else
        {
            steps.Add(new(decided, "lost"));
        }
    }

    // The network's code for the category; networks without a code of their own file it under fraud.
    private static (string? Code, string? Sub) Code(string? network, string category) => (network, category) switch
    {
        ("visa", "fraudulent" or "unrecognized") => ("10.4", null),
        ("visa", "product_not_received") => ("13.1", null),
        ("visa", "product_unacceptable") => ("13.3", null),
        ("visa", "duplicate") => ("12.6.1", null),
        ("visa", "credit_not_processed") => ("13.6", null),
        ("visa", "subscription_canceled") => ("13.2", null),
        ("visa", "authorization") => ("11.3", null),
        ("visa", _) => ("12.5", null),
        ("mastercard", "fraudulent") => ("4837", null),
        ("mastercard", "unrecognized") => ("4863", null),
        ("mastercard", "product_not_received") => ("4853", "not-provided"),
        ("mastercard", "product_unacceptable") => ("4853", "not-as-described"),
        ("mastercard", "duplicate") => ("4834", "debited-more-than-once"),
        ("mastercard", "credit_not_processed") => ("4853", "credit-not-processed"),
        ("mastercard", "subscription_canceled") => ("4853", "recurring-cardholder"),
        ("mastercard", "authorization") => ("4808", null),
        ("mastercard", _) => ("4834", "amount-differs"),
        ("amex", "fraudulent" or "unrecognized") => ("F29", null),
        ("amex", "product_not_received") => ("C08", null),
        ("amex", "product_unacceptable") => ("C31", null),
        ("amex", "duplicate") => ("P08", null),
        ("amex", "credit_not_processed") => ("C02", null),
        ("amex", "subscription_canceled") => ("C28", null),
        ("amex", "authorization") => ("A02", null),
        ("amex", _) => ("P23", null),
        ("discover", "fraudulent") => ("UA02", null),
        ("discover", "unrecognized") => ("AA", null),
        ("discover", "product_not_received") => ("RG", null),
        ("discover", "product_unacceptable") => ("RM", null),
        ("discover", "duplicate") => ("DP", null),
        ("discover", "credit_not_processed") => ("RN2", null),
        ("discover", "subscription_canceled") => ("AP", null),
        ("discover", "authorization") => ("AT", null),
        ("discover", _) => ("AW", null),
        _ => (null, null),
    };
}
