using Insights.SampleData.Planting;
using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

/// <summary>What follows a charge: refunds, disputes and the customer's contacts.</summary>
/// <param name="contacts">How many contacts a thousand orders bring, as a factor on the demo's.</param>
internal sealed class Aftermath(Story story, Plan plan, double contacts, Schedule<Movement> movements, Schedule<Contact> contacted, Schedule<Dispute> disputed)
{
    private readonly DisputeCourse course = new(story);
    private ulong ties;

    /// <summary>Set once by the one who numbers movements.</summary>
    public Orders Orders { get; set; } = null!;

    public void OfFailure(Movement charge, bool outage, Dice dice)
    {
        if (!dice.Chance((outage ? 0.55 : 0.5) * contacts))
            return;
        if (Ask(charge, "failed_payment", charge.Failure!.Cause, charge.At + (long)dice.LogNormal(2400, 1.1)) && outage)
            plan.Count("gateway_outage", "tickets");
    }

    public void OfSale(Movement charge, Dice dice)
    {
        var late = charge.Vendor.Code == Plan.LateVendor && plan.LateShipping.Covers(charge.At);
        var asked = false;
        if (late)
        {
            plan.Count("late_shipping", "charges");
            if (dice.Chance(0.35) && Ask(charge, "other", "not_received", charge.At + (long)((8 + dice.Exponential(5)) * Story.DaySeconds)))
            {
                asked = true;
                plan.Count("late_shipping", "tickets");
            }
        }

        var refunded = dice.Chance(Base.RefundShare) && Refund(charge, dice);
        var disputedAt = Dispute(charge, late, asked, dice);

        if (disputedAt > 0)
        {
            // A third complain to us first; one in seven asks about the dispute itself.
            if (!asked && dice.Chance(0.35))
                Ask(charge, "other", "complaint", charge.At + (long)((disputedAt - charge.At) * (0.3 + (0.5 * dice.Unit()))));
            if (dice.Chance(0.15))
                Ask(charge, "chargeback", "dispute", disputedAt + (long)dice.LogNormal(80_000, 0.8));
        }
        else if (!refunded && !asked && dice.Chance(0.165 * contacts))
        {
            var category = Everyday.Pick(dice);
            Ask(charge, category, category == "other" ? "question" : category, charge.At + (long)dice.LogNormal(1.6 * Story.DaySeconds, 1.2));
        }
    }

    public void OfDuplicate(Movement twin, Dice dice)
    {
        if (dice.Chance(0.45) && Ask(twin, "billing_error", "charged_twice", twin.At + (long)dice.LogNormal(40_000, 0.9)))
            plan.Count("duplicate_charges", "tickets");
        if (dice.Chance(0.6))
        {
            if (Give(twin, twin.At + (long)((3 + (6 * dice.Unit())) * Story.DaySeconds), twin.Amount, full: true, manual: true, days: 2, dice))
                plan.Count("duplicate_charges", "refunds");
        }
        else if (plan.DuplicateDisputes.Takes(0.6) && Raise(twin, "duplicate", twin.At + (long)((10 + (25 * dice.Unit())) * Story.DaySeconds), dice) > 0)
        {
            plan.Count("duplicate_charges", "disputes");
        }
    }

    public void OfTestedCard(Movement charge, Dice dice)
    {
        if (Raise(charge, "fraudulent", charge.At + (long)((6 + (8 * dice.Unit())) * Story.DaySeconds), dice) > 0)
            plan.Count("card_testing", "disputes");
    }

    private bool Refund(Movement charge, Dice dice)
    {
        var full = dice.Chance(0.62);
        var amount = full ? charge.Amount : Math.Max(1, (long)(charge.Amount * (0.15 + (0.6 * dice.Unit()))));
        var manual = dice.Chance(0.2);
        var at = charge.At + (long)((0.4 + Math.Min(28, dice.Exponential(6))) * Story.DaySeconds);
        if (at > story.Now || charge.Status != MovementStatus.Succeeded)
            return false;

        if (charge.Gateway == Plan.BacklogGateway && !manual && plan.Backlog.Covers(at))
        {
            FailRefund(charge, at, amount, full, dice);
            return true;
        }
        Give(charge, at, amount, full, manual, manual ? dice.LogNormal(4.5, 0.5) : dice.LogNormal(1.6, 0.35), dice);
        if (dice.Chance(0.42 * contacts))
            Ask(charge, "refund", "refund", dice.Chance(0.5) ? at - (long)((at - charge.At) * 0.5 * dice.Unit()) : at + (long)dice.LogNormal(2.2 * Story.DaySeconds, 0.7));
        return true;
    }

    private void FailRefund(Movement charge, long at, long amount, bool full, Dice dice)
    {
        var failed = Orders.Refund(charge, at, amount, full, manual: false);
        failed.Status = MovementStatus.Failed;
        failed.Failure = RefundRefused;
        movements.Add(at, failed);
        plan.Count("refund_backlog", "failed_refunds");
        if (dice.Chance(0.7) && Ask(charge, "refund", "refund_late", at + (long)((5 + dice.Exponential(6)) * Story.DaySeconds)))
            plan.Count("refund_backlog", "tickets");
        // Made by hand weeks later; some are still being worked on today.
        if (Give(charge, at + (long)((12 + (18 * dice.Unit())) * Story.DaySeconds), amount, full, manual: true, 4 + (18 * dice.Unit()), dice))
            plan.Count("refund_backlog", "manual_refunds");
    }

    private bool Give(Movement charge, long at, long amount, bool full, bool manual, double days, Dice dice)
    {
        var refund = Orders.Refund(charge, at, amount, full, manual);
        var settled = at + (long)(days * (0.8 + (0.4 * dice.Unit())) * Story.DaySeconds);
        if (settled <= story.Now)
        {
            refund.SettledAt = settled;
            refund.UpdatedAt = settled;
        }
        else
        {
            refund.Status = MovementStatus.Pending;
        }
        if (at > story.Now)
            return false;
        charge.RefundedAmount += amount;
        charge.RefundedAt = at;
        charge.UpdatedAt = Math.Max(charge.UpdatedAt, at);
        // Stripe shows a refund on its charge's row and nowhere else.
        return charge.Vendor.OnStripe || movements.Add(at, refund);
    }

    private long Dispute(Movement charge, bool late, bool asked, Dice dice)
    {
        if (charge.Status != MovementStatus.Succeeded)
            return 0;
        var card = charge.Brand is not null;
        if (charge.Vendor.Code == Plan.ClimbVendor && charge.Brand == "mastercard" && plan.ClimbShare(charge.At) is > 0 and var share)
        {
            if (!plan.ClimbDisputes.Takes(share))
                return 0;
            // The reasons and lags of any dispute: that there are more on one network is all there is to find.
            var kind = DisputeCourse.Categories.Pick(dice);
            var at = Raise(charge, kind, charge.At + DisputeCourse.Lag(kind, dice), dice);
            if (at > 0)
                plan.Count("programme_climb", "disputes");
            return at;
        }
        if (charge.Vendor.Code == Plan.DescriptorVendor && plan.Descriptor.Covers(charge.At) && plan.DescriptorDisputes.Takes(0.035))
        {
            var at = Raise(charge, dice.Chance(0.5) ? "unrecognized" : "fraudulent", charge.At + (long)((5 + Math.Min(40, dice.Exponential(9))) * Story.DaySeconds), dice);
            if (at > 0)
                plan.Count("unrecognised_descriptor", "disputes");
            return at;
        }
        if (late && plan.LateDisputes.Takes(asked ? 0.17 : 0.035))
        {
            var at = Raise(charge, "product_not_received", charge.At + (long)((28 + (40 * dice.Unit())) * Story.DaySeconds), dice);
            if (at > 0)
                plan.Count("late_shipping", asked ? "disputes_after_ticket" : "disputes_without_ticket");
            return at;
        }
        if (charge.Vendor.Code == Plan.NoThreeDsVendor && card && plan.NoThreeDs.Covers(charge.At))
        {
            plan.Count("no_3ds", "card_charges");
            if (plan.FraudDisputes.Takes(0.07))
            {
                var at = Raise(charge, "fraudulent", charge.At + (long)((6 + Math.Min(60, dice.Exponential(16))) * Story.DaySeconds), dice);
                if (at > 0)
                    plan.Count("no_3ds", "disputes");
                return at;
            }
        }
        if (!dice.Chance(Base.DisputeShare))
            return 0;
        var category = DisputeCourse.Categories.Pick(dice);
        return Raise(charge, category, charge.At + DisputeCourse.Lag(category, dice), dice);
    }

    /// <summary>Opens a dispute; 0 when its day has not come.</summary>
    private long Raise(Movement charge, string category, long at, Dice dice)
    {
        if (at > story.Now)
            return 0;
        var dispute = course.Run(charge, category, at, dice);
        charge.Dispute = dispute;
        charge.UpdatedAt = Math.Max(charge.UpdatedAt, dispute.UpdatedAt);
        disputed.Add(at, dispute);
        return at;
    }

    private bool Ask(Movement charge, string category, string topic, long at) => contacted.Add(at, new Contact
    {
        At = at,
        Category = category,
        Topic = topic,
        Vendor = charge.Vendor,
        Customer = charge.Customer,
        About = charge,
        Tie = ++ties,
    });

    private static readonly Failure RefundRefused = new("gateway_error", "refund_rejected", "");

    private static readonly Mix<string> Everyday = new(
        ("delayed_payment", 19), ("billing_error", 15), ("payment_method", 17), ("account", 20), ("fraud", 6), ("refund", 11), ("other", 12));
}
