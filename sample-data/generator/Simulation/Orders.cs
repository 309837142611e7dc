using Insights.SampleData.Planting;
using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

/// <summary>Turns demand into charges: attempts, failures, retries, settlement, and the bug that charges twice.</summary>
internal sealed class Orders(Story story, Plan plan, Demand demand, Schedule<Movement> movements, Aftermath aftermath)
{
    private readonly int sharedCustomers = Math.Max(50, (int)(demand.Orders / 7 / 2.2));
    private ulong numbers;
    private ulong orders;

    /// <summary>All orders of a vendor that start on a day, with everything that follows from them.</summary>
    public void Of(Vendor vendor, int day)
    {
        var dice = Dice.For(story.Seed, 1, (ulong)day, (ulong)vendor.Rank);
        var count = dice.Poisson(demand.On(day) * vendor.Share);
        for (var i = 0; i < count; i++)
        {
            var customer = Customer.Pick(story.Seed, vendor, sharedCustomers, dice, day / (double)story.Days);
            var at = story.At(day) + Demand.SecondOfDay(customer.Country, dice);
            if (at <= story.Now)
                Start(vendor, customer, at, dice);
        }
        if (story.Planted && vendor.Code == Plan.ClimbVendor && plan.ClimbGrowth(story.At(day)) is > 0 and var growth)
            Offer(vendor, day, growth);
    }

    /// <summary>Orders on top of the ordinary ones, from customers whose card is a Mastercard. Dice of its own: nothing else moves.</summary>
    private void Offer(Vendor vendor, int day, double growth)
    {
        var dice = Dice.For(story.Seed, 4, (ulong)day);
        var count = dice.Poisson(demand.On(day) * vendor.Share * growth);
        for (var i = 0; i < count; i++)
        {
            Customer customer;
            do
                customer = Customer.Pick(story.Seed, vendor, sharedCustomers, dice, day / (double)story.Days);
            while (customer.Brand != "mastercard");
            var at = story.At(day) + Demand.SecondOfDay(customer.Country, dice);
            if (at > story.Now)
                continue;
            plan.Count("programme_climb", "orders_of_the_offer");
            Start(vendor, customer, at, dice);
        }
    }

    /// <summary>Somebody tries card numbers: many tiny charges of one BIN within hours, nearly all of them refused.</summary>
    public void TestCards(Vendor vendor, double volume)
    {
        var dice = Dice.For(story.Seed, 2);
        var attempts = (int)(240 * Math.Clamp(volume, 0.3, 8));
        for (var i = 0; i < attempts; i++)
        {
            var at = plan.CardTesting.From + dice.Below((int)(plan.CardTesting.To - plan.CardTesting.From));
            var customer = Customer.Of(story.Seed, null, Dice.Mix(story.Seed ^ 0xBADUL, (ulong)i)) with { Method = "card", Brand = "mastercard", Bin = Plan.CardTestingBin };
            var failed = !dice.Chance(0.04);
            var charge = Charge(vendor, customer, at, dice, ++orders, 50 + dice.Below(150), customer.Country.Currency == Currency.Jpy ? Currency.Usd : customer.Country.Currency, "meridian");
            charge.Status = failed ? MovementStatus.Failed : MovementStatus.Succeeded;
            charge.Failure = failed ? Failure.CardTesting.Pick(dice) : null;
            if (!movements.Add(at, charge))
                continue;
            plan.Count("card_testing", failed ? "failed_charges" : "succeeded_charges");
            if (!failed)
                aftermath.OfTestedCard(charge, dice);
        }
    }

    public Movement Payout(Vendor vendor, long at, Currency currency, long amount) => new()
    {
        Number = ++numbers,
        Vendor = vendor,
        Kind = MovementKind.Payout,
        Status = MovementStatus.Succeeded,
        At = at,
        UpdatedAt = at,
        SettledAt = at,
        Amount = amount,
        Currency = currency,
        Gateway = "meridian",
    };

    public Movement Refund(Movement charge, long at, long amount, bool full, bool manual) => new()
    {
        Number = ++numbers,
        Vendor = charge.Vendor,
        Kind = MovementKind.Refund,
        Status = MovementStatus.Succeeded,
        At = at,
        UpdatedAt = at,
        Amount = amount,
        Currency = charge.Currency,
        Original = charge,
        Full = full,
        Manual = manual,
        Customer = charge.Customer,
        Order = charge.Order,
        Gateway = charge.Gateway,
        Brand = charge.Brand,
        Bin = charge.Bin,
        Last4 = charge.Last4,
        Fingerprint = charge.Fingerprint,
        Descriptor = charge.Descriptor,
        Product = charge.Product,
    };

    private void Start(Vendor vendor, Customer customer, long at, Dice dice)
    {
        var order = ++orders;
        var currency = vendor.Home is null || dice.Chance(0.8) ? customer.Country.Currency : Country.Of(vendor.CountryCode).Currency;
        var amount = currency.Minor(dice.LogNormal(vendor.PriceEuros, 0.6));
        if (vendor.Code == Plan.DescriptorVendor && story.Planted)
            amount = currency.Minor(vendor.PriceEuros * (customer.Key % 5 == 0 ? 3.1 : 1));
        var gateway = vendor.OnStripe ? "stripe" : Payments.Gateways.Pick(dice);
        var success = 1 - Base.FailureShare;
        for (var attempt = 1; ; attempt++)
        {
            var charge = Charge(vendor, customer, at, dice, order, amount, currency, gateway);
            var outage = gateway == Plan.OutageGateway && plan.Outage.Covers(at) && dice.Chance(0.86);
            if (!outage && dice.Chance(success))
            {
                Succeed(charge, dice);
                return;
            }
            charge.Status = MovementStatus.Failed;
            charge.Failure = outage ? Failure.GatewayTimeout : Failure.Causes.Pick(dice);
            if (outage)
                plan.Count("gateway_outage", "failed_charges");
            if (charge.Failure.Cause == "customer_abandoned")
                charge.Status = MovementStatus.Canceled;
            movements.Add(at, charge);

            var (retries, after, next) = Retry(charge.Failure.Cause);
            if (attempt == 3 || !dice.Chance(retries))
            {
                aftermath.OfFailure(charge, outage, dice);
                return;
            }
            at += Math.Max(20, (long)dice.LogNormal(after, 0.9));
            success = next;
            if (at > story.Now)
                return;
        }
    }

    private void Succeed(Movement charge, Dice dice)
    {
        Settle(charge, dice);
        movements.Add(charge.At, charge);
        if (charge.Status == MovementStatus.Succeeded && plan.HasSlippedFee(charge.Gateway!, charge.Customer.Method, charge.At))
            plan.Count("fee_error", "charges");
        aftermath.OfSale(charge, dice);

        if (charge.Vendor.Code == Plan.DuplicateVendor && plan.Duplicates.Covers(charge.At) && plan.DuplicatePairs.Takes(0.7))
        {
            var at = charge.At + dice.Between(2, 40);
            var twin = Charge(charge.Vendor, charge.Customer, at, dice, charge.Order, charge.Amount, charge.Currency, charge.Gateway!);
            Settle(twin, dice);
            if (movements.Add(at, twin))
            {
                plan.Count("duplicate_charges", "pairs");
                aftermath.OfDuplicate(twin, dice);
            }
        }
    }

    private Movement Charge(Vendor vendor, Customer customer, long at, Dice dice, ulong order, long amount, Currency currency, string gateway)
    {
        var card = customer.Method == "card";
        var noThreeDs = vendor.Code == Plan.NoThreeDsVendor && plan.NoThreeDs.Covers(at);
        var opaque = vendor.Code == Plan.DescriptorVendor && plan.Descriptor.Covers(at);
        var threeDs = Payments.ThreeDs.Pick(dice);
        return new()
        {
            Number = ++numbers,
            Vendor = vendor,
            Kind = MovementKind.Charge,
            Status = MovementStatus.Succeeded,
            At = at,
            UpdatedAt = at,
            Amount = amount,
            Currency = currency,
            Fee = (amount * plan.FeePerMille(gateway, customer.Method, at) / 1000) + (currency.Decimals == 0 ? 30 : 25),
            Customer = customer,
            Order = order,
            Gateway = gateway,
            Brand = customer.Brand,
            Bin = customer.Bin,
            Last4 = customer.Last4,
            Fingerprint = card ? Dice.Mix(customer.Key, 7) : 0,
            Descriptor = opaque ? Plan.OpaqueDescriptor : vendor.Descriptor,
            Product = vendor.Products[(int)(Dice.Mix(story.Seed, order) % (ulong)vendor.Products.Count)],
            ThreeDs = card ? noThreeDs ? "not_used" : threeDs : null,
            Avs = card ? Payments.Avs.Pick(dice) : null,
            Cvc = card ? Payments.Cvc.Pick(dice) : null,
        };
    }

    // Card money arrives in a day or two; bank payments are pending until the bank has moved the money, and one in 150 gets stuck.
    private void Settle(Movement charge, Dice dice)
    {
        var slow = charge.Customer.Method is "bank_debit" or "bank_transfer";
        var days = slow ? dice.LogNormal(2.6, 0.35) : dice.LogNormal(1.5, 0.25);
        if (slow && dice.Chance(1 / 150.0))
            days += 12 + dice.Exponential(12);
        var settled = charge.At + (long)(days * Story.DaySeconds);
        if (settled <= story.Now)
        {
            charge.SettledAt = settled;
            charge.UpdatedAt = settled;
        }
        else if (slow)
        {
            charge.Status = MovementStatus.Pending;
        }
    }

    // Who tries again, how soon (median seconds), and with what luck.
    private static (double Retries, double After, double Success) Retry(string cause) => cause switch
    {
        "insufficient_funds" => (0.5, 90_000, 0.5),
        "wrong_details" => (0.85, 90, 0.8),
        "authentication_failed" => (0.75, 150, 0.72),
        "issuer_declined" => (0.5, 400, 0.4),
        "expired_method" => (0.6, 600, 0.75),
        "gateway_error" => (0.55, 1800, 0.8),
        "limit_exceeded" => (0.4, 86_400, 0.55),
        "customer_abandoned" => (0.3, 7200, 0.85),
        _ => (0.3, 600, 0.5),
    };
}
