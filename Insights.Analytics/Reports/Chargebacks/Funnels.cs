using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>One vendor in a funnel.</summary>
internal sealed record FunnelVendor(string Code, string Name, long Disputes, long Payments, string Link);

/// <summary>How a vendor stands in the funnel, the gravest first.</summary>
internal enum FunnelPlace
{
    /// <summary>Outside 99.8 % with usual differences allowed for.</summary>
    FarAbove,

    /// <summary>Outside 95 % with usual differences allowed for.</summary>
    Above,

    /// <summary>Outside the 99.8 % of chance, though vendors here usually differ as much.</summary>
    AboveChance,
    Within,
    BelowChance,
    Below,
    FarBelow,
}

/// <summary>
/// Vendors against their volumes. Two questions are kept apart: is it chance (exact binomial limits of 95 % and 99.8 %), and is it more than vendors here
/// usually differ (limits widened by their spread)? Where a fifth of the vendors has a problem, problems are usual; they are still no chance.
/// </summary>
internal sealed class Funnels
{
    /// <summary>With fewer vendors there is no "usual spread" to speak of.</summary>
    public const int FewestVendors = 5;

    private const double LowerInner = 0.025, UpperInner = 0.975, LowerOuter = 0.001, UpperOuter = 0.999;
    private const double Inner = 1.959963984540054;
    private const double Outer = 3.090232306167813;
    private const int Steps = 90;

    /// <summary>More names than these cover the drawing; the table has them all.</summary>
    private const int MostNamed = 8;

    private readonly Overdispersion spread;
    private readonly Dictionary<string, double> z;

    private Funnels(IReadOnlyList<FunnelVendor> vendors)
    {
        // Under 30 payments a rate is no rate; it would also stretch the axis.
        Vendors = [.. vendors.Where(vendor => !ProportionInterval.IsSmall(vendor.Payments) && vendor.Disputes <= vendor.Payments).OrderBy(vendor => vendor.Payments).ThenBy(vendor => vendor.Code, StringComparer.Ordinal)];
        spread = Funnel.Disperse([.. Vendors.Select(vendor => vendor.Disputes)], [.. Vendors.Select(vendor => vendor.Payments)]);
        z = Vendors.Select((vendor, i) => (vendor.Code, Z: spread.AdjustedZ[i])).ToDictionary(pair => pair.Code, pair => pair.Z, StringComparer.Ordinal);
    }

    /// <summary>Those with enough payments, by payments.</summary>
    public IReadOnlyList<FunnelVendor> Vendors { get; }

    /// <summary>Null where there are too few vendors, or no dispute at all.</summary>
    public static Funnels? Of(IReadOnlyList<FunnelVendor> vendors)
    {
        var judged = vendors.Where(vendor => !ProportionInterval.IsSmall(vendor.Payments) && vendor.Disputes <= vendor.Payments).ToList();
        return judged.Count < FewestVendors || judged.Sum(vendor => vendor.Disputes) == 0 ? null : new(judged);
    }

    /// <summary>Null for a vendor with too few payments.</summary>
    public double? ZOf(string code) => z.TryGetValue(code, out var value) ? value : null;

    /// <summary>Null for a vendor with too few payments.</summary>
    public FunnelPlace? PlaceOf(string code)
    {
        if (ZOf(code) is not { } value)
            return null;
        if (Math.Abs(value) > Inner)
            return value > Outer ? FunnelPlace.FarAbove : value > 0 ? FunnelPlace.Above : value < -Outer ? FunnelPlace.FarBelow : FunnelPlace.Below;
        var vendor = Vendors.First(one => one.Code == code);
        var rate = (double)vendor.Disputes / vendor.Payments;
        return rate > Chance(UpperOuter, vendor.Payments) ? FunnelPlace.AboveChance : rate < Chance(LowerOuter, vendor.Payments) ? FunnelPlace.BelowChance : FunnelPlace.Within;
    }

    public static string Word(FunnelPlace? place) => place switch
    {
        FunnelPlace.FarAbove => "far more than usual (outside 99.8 %)",
        FunnelPlace.Above => "more than usual (outside 95 %)",
        FunnelPlace.AboveChance => "more than chance explains",
        FunnelPlace.Within => "within chance",
        FunnelPlace.BelowChance => "fewer than chance explains",
        FunnelPlace.Below => "fewer than usual (outside 95 %)",
        FunnelPlace.FarBelow => "far fewer than usual (outside 99.8 %)",
        _ => "too few payments to say",
    };

    public ChartSpec ToChart(string inPeriod)
    {
        var (from, to) = (Vendors[0].Payments * 0.3, Vendors[^1].Payments * 3.0);
        double[] sizes = [.. Enumerable.Range(0, Steps).Select(i => Math.Round(from * Math.Pow(to / from, i / (Steps - 1.0))))];
        ChartCurve ByChance(string name, CurveKind kind, double level) => new(name, kind, [.. sizes.Select(size => new CurvePoint(size, Chance(level, (long)size)))]);
        ChartCurve Widened(double level) => new("99.8 %, usual differences allowed for", CurveKind.Widened, [.. sizes.Select(size => new CurvePoint(size, Limit(size, level)))]);
        ChartSeries Series(string name, double level) => new(name, SeriesRole.Limit, [.. Vendors.Select(vendor => Share(Chance(level, vendor.Payments)))]);
        // Those with few disputes ask nothing of anybody; their names would only cover the points at the bottom.
        var outside = Vendors.Select((vendor, i) => (vendor, i, Place: PlaceOf(vendor.Code)!.Value)).Where(one => one.Place is < FunnelPlace.Within or FunnelPlace.FarBelow)
            .OrderByDescending(one => Math.Abs(ZOf(one.vendor.Code)!.Value)).ToList();
        return new ChartSpec
        {
            Id = "funnel",
            Title = "Dispute activity of each vendor against its payments",
            Kind = ChartKind.Funnel,
            Categories = [.. Vendors.Select(vendor => vendor.Name)],
            CategoryLinks = [.. Vendors.Select(vendor => vendor.Link)],
            CategoryTitle = "Vendor",
            Positions = [.. Vendors.Select(vendor => new Cell.Count(vendor.Payments))],
            PositionTitle = "Payments",
            Series =
            [
                new("Dispute activity", SeriesRole.Primary, [.. Vendors.Select(vendor => new Cell.Share(vendor.Disputes, vendor.Payments, 2))]),
                Series("Lower limit 95 %", LowerInner), Series("Upper limit 95 %", UpperInner), Series("Lower limit 99.8 %", LowerOuter), Series("Upper limit 99.8 %", UpperOuter),
                .. spread.Tau2 > 0 ? [new ChartSeries("Upper limit 99.8 %, usual differences allowed for", SeriesRole.Limit, [.. Vendors.Select(vendor => Share(Limit(vendor.Payments, Outer)))])] : Array.Empty<ChartSeries>(),
            ],
            ValueKind = ColumnKind.Share,
            ValueTitle = "disputes per payment",
            Lines = [new(Share(spread.Common), $"All vendors {Words.Percent(spread.Common, 2)}")],
            Curves =
            [
                ByChance("95 % by chance", CurveKind.Inner, UpperInner), ByChance("95 % by chance", CurveKind.Inner, LowerInner), ByChance("99.8 % by chance", CurveKind.Outer, UpperOuter), ByChance("99.8 % by chance", CurveKind.Outer, LowerOuter),
                .. spread.Tau2 > 0 ? [Widened(Outer)] : Array.Empty<ChartCurve>(),
            ],
            Marked = [.. outside.Take(MostNamed).Select(one => new ChartPoint(one.i, one.Place is FunnelPlace.FarAbove or FunnelPlace.Above ? SeriesRole.Bad : one.Place is FunnelPlace.AboveChance ? SeriesRole.Second : SeriesRole.Good))],
            AltText = Describe(inPeriod, [.. outside.Select(one => (one.vendor, one.Place))]),
        };
    }

    public bool HasAbove => Above.Count > 0;

    /// <summary>"5 of 24 vendors have more disputes than chance explains: Lumora above all".</summary>
    public string Finding()
    {
        if (!HasAbove)
            return $"None of {Vendors.Count} vendors has more disputes than chance explains";
        var unusual = Above.Where(vendor => PlaceOf(vendor.Code) is FunnelPlace.Above or FunnelPlace.FarAbove).ToList();
        var named = unusual.Count > 0 ? unusual : Above;
        return $"{named.Count} of {Vendors.Count} vendors {(named.Count == 1 ? "has" : "have")} more disputes than {(unusual.Count > 0 ? "usual" : "chance explains")}: {(named.Count > 3 ? $"{named[0].Name} above all" : Words.Join([.. named.Select(vendor => vendor.Name)]))}";
    }

    /// <summary>How the limits are made, for the page's notes.</summary>
    public string Note => spread.Tau2 > 0
        ? FormattableString.Invariant($"These vendors differ {Math.Sqrt(spread.Phi):0.0} times as much as chance alone would make them; a wider limit (the heavy dashed line, where it lies inside the drawing) allows for that as well. What lies between the two is no chance, but no exception here either.")
        : "These vendors differ no more than chance makes them differ.";

    private IReadOnlyList<FunnelVendor> Above =>
        [.. Vendors.Where(vendor => PlaceOf(vendor.Code) < FunnelPlace.Within).OrderByDescending(vendor => ZOf(vendor.Code))];

    /// <summary>The exact binomial limit at this volume, between two counts as in Spiegelhalter's appendix, so that the limits are lines and not saws.</summary>
    private double Chance(double level, long size)
    {
        var count = BinomialTail.Quantile(level, size, spread.Common);
        double below = 1 - BinomialTail.AtLeast(count, size, spread.Common), upTo = 1 - BinomialTail.AtLeast(count + 1, size, spread.Common);
        return Math.Max(0, (count - ((upTo - level) / (upTo - below))) / size);
    }

    private double Limit(double size, double level) => Funnel.WidenedLimit(spread.Common, spread.Tau2, size, level);

    private string Describe(string inPeriod, IReadOnlyList<(FunnelVendor Vendor, FunnelPlace Place)> outside) =>
        $"Dispute activity of {Vendors.Count} vendors {inPeriod} against their payments; all together {Words.Percent(spread.Common, 2)}. "
        + (outside.Count == 0 ? "All lie within the limits." : string.Join(" ", outside.Select(one => $"{one.Vendor.Name}: {Word(one.Place)}, {Words.Value(new Cell.Share(one.Vendor.Disputes, one.Vendor.Payments, 2))} of {Words.Value(new Cell.Count(one.Vendor.Payments))} payments.")));

    private static Cell.Share Share(double value) => new((long)Math.Round(value * 1e6), 1_000_000, 2);
}
