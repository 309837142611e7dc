using System.Collections.Frozen;
using Insights.SampleData.World;
using NodaTime;

namespace Insights.SampleData.Planting;

/// <summary>
/// What is planted, where and when. Dates are counted back from the last day, so that the recent ones are always on today's screens.
/// In the null world every window is empty. What was really planted is counted while it is written.
/// </summary>
internal sealed class Plan
{
    public const string OutageGateway = "corvex";
    public const string BacklogGateway = "meridian";
    public const string FeeGateway = "meridian";
    public const string ClimbVendor = "alder-finch";
    public const string DescriptorVendor = "lumora";
    public const string DuplicateVendor = "novabasket";
    public const string LateVendor = "oakridge";
    public const string NoThreeDsVendor = "pixelharbor";
    public const string CardTestingVendor = "quillstone";
    public const string CardTestingBin = "545301";
    public const string OpaqueDescriptor = "SP*DGTLSVC 8842";

    private readonly Story story;
    private readonly Dictionary<string, Dictionary<string, long>> counts = [];

    public Plan(Story story)
    {
        this.story = story;
        if (!story.Planted)
            return;
        Outage = new(story.Before(38) + (8 * 3600), story.Before(38) + (18 * 3600));
        CardTesting = new(story.Before(17) + (2 * 3600), story.Before(17) + (5 * 3600));
        Descriptor = new(story.Before(270), story.Before(-1));
        LateShipping = new(story.Before(150), story.Before(95));
        Duplicates = new(story.Before(64), story.Before(59));
        Backlog = new(story.Before(50), story.Before(36));
        Fees = new(story.Before(24), story.Before(23));
        Climb = new(story.Before(210), story.Before(-1));
        NoThreeDs = new(story.Before(120), story.Before(-1));
        var christmas = story.End.Month == 12 && story.End.Day > 28 ? story.End.Year : story.End.Year - 1;
        Understaffed = new(Start(new(christmas, 12, 22)), Start(new(christmas + 1, 1, 3)));
    }

    public Window Outage { get; }
    public Window CardTesting { get; }
    public Window Descriptor { get; }
    public Window LateShipping { get; }
    public Window Duplicates { get; }
    public Window Backlog { get; }
    public Window Fees { get; }
    public Window Climb { get; }
    public Window NoThreeDs { get; }
    public Window Understaffed { get; }

    public Quota DescriptorDisputes { get; } = new();
    public Quota LateDisputes { get; } = new();
    public Quota ClimbDisputes { get; } = new();
    public Quota FraudDisputes { get; } = new();
    public Quota DuplicatePairs { get; } = new();
    public Quota DuplicateDisputes { get; } = new();

    public void Count(string pattern, string what)
    {
        if (!counts.TryGetValue(pattern, out var of))
            counts[pattern] = of = [];
        of[what] = of.GetValueOrDefault(what) + 1;
    }

    /// <summary>Disputes for each Mastercard sale of the climbing vendor: from the base rate to far beyond the programme's 1.5 %; what keeps it out is that a month must have 100.</summary>
    public double ClimbShare(long at) => Climb.Covers(at) ? Base.DisputeShare + (0.037 * ClimbProgress(at)) : 0;

    /// <summary>What the gateway takes of a card payment: 1.4 %, and one day 14 %, because somebody moved the point.</summary>
    public int FeePerMille(string gateway, string method, long at) => HasSlippedFee(gateway, method, at) ? 140 : 14;

    public bool HasSlippedFee(string gateway, string method, long at) => gateway == FeeGateway && method == "card" && Fees.Covers(at);

    /// <summary>Orders that the offer for holders of Mastercards adds, for each ordinary one: the count climbs as the ratio does.</summary>
    public double ClimbGrowth(long at) => Climb.Covers(at) ? 0.9 * ClimbProgress(at) : 0;

    public IReadOnlyList<PlantedPattern> Patterns()
    {
        if (!story.Planted)
            return [];
        return
        [
            Pattern("unrecognised_descriptor", "A subscription vendor's statement text says nothing of its name: customers do not recognise the charge.", Descriptor, ("vendor", DescriptorVendor), ("descriptor", OpaqueDescriptor), ("reason", "fraudulent unrecognized")),
            Pattern("programme_climb", "An offer for holders of Mastercards brings the largest vendor sales and disputes: months on end they climb towards the programme's 100 a month, the ratio long beyond its 1.5 %.", Climb, ("vendor", ClimbVendor), ("network", "mastercard")),
            Pattern("gateway_outage", "The gateway corvex answers hardly any request for ten hours.", Outage, ("gateway", OutageGateway), ("cause", "gateway_error"), ("failure_code", "gateway_timeout")),
            Pattern("card_testing", "Somebody tries stolen card numbers of one BIN with very small amounts at one vendor.", CardTesting, ("vendor", CardTestingVendor), ("bin", CardTestingBin)),
            Pattern("late_shipping", "A vendor ships weeks late: customers ask first and dispute later.", LateShipping, ("vendor", LateVendor), ("reason", "product_not_received")),
            Pattern("duplicate_charges", "A checkout bug charges the same order twice within seconds.", Duplicates, ("vendor", DuplicateVendor), ("reason", "duplicate"), ("category", "billing_error")),
            Pattern("refund_backlog", "Automatic refunds of one gateway fail and are made by hand weeks later.", Backlog, ("gateway", BacklogGateway), ("refund_mode", "automatic"), ("category", "refund")),
            Pattern("fee_error", "One gateway takes 14 % of each card payment instead of 1.4 % for a day.", Fees, ("gateway", FeeGateway), ("method", "card")),
            Pattern("understaffed_week", "Too few agents between Christmas and New Year: replies of one desk are late.", Understaffed, ("team", "EMEA payments")),
            Pattern("no_3ds", "A vendor switches 3-D Secure off; fraud disputes follow.", NoThreeDs, ("vendor", NoThreeDsVendor), ("three_ds", "not_used"), ("reason", "fraudulent")),
        ];
    }

    private double ClimbProgress(long at) => (at - Climb.From) / (double)(Climb.To - Climb.From);

    private PlantedPattern Pattern(string id, string what, Window window, params (string Name, string Value)[] dimensions) =>
        new(id, what, Story.Moment(window.From), Story.Moment(window.To),
            dimensions.ToFrozenDictionary(d => d.Name, d => d.Value, StringComparer.Ordinal),
            counts.GetValueOrDefault(id, []).ToFrozenDictionary(StringComparer.Ordinal));

    private static long Start(LocalDate date) => Instant.FromUtc(date.Year, date.Month, date.Day, 0, 0).ToUnixTimeSeconds();
}

/// <summary>The rates of an ordinary day. They are the same for every vendor, gateway, method, country and hour.</summary>
internal static class Base
{
    public const double FailureShare = 0.085;
    public const double RefundShare = 0.055;
    public const double DisputeShare = 0.008;
}
