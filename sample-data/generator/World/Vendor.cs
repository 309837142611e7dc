namespace Insights.SampleData.World;

/// <summary>A seller of the marketplace.</summary>
/// <param name="Rank">1 sells most.</param>
/// <param name="Share">Of all orders.</param>
/// <param name="Home">Where most of its customers live; null = the market's own mix.</param>
/// <param name="PriceEuros">Median order value.</param>
/// <param name="OnStripe">Its payments reach us as Stripe's exports.</param>
internal sealed record Vendor(int Rank, string Code, string Name, Country? Home, string CountryCode, double Share, double PriceEuros, bool OnStripe, string Descriptor, IReadOnlyList<string> Products)
{
    /// <summary>Customers of its own who come back; set from the number of orders.</summary>
    public int Regulars { get; init; } = 1;

    private static readonly (string Code, string Name, string Country, double Price, bool Stripe, string[] Products)[] Cast =
    [
        ("alder-finch", "Alder & Finch Outfitters", "DE", 74, false, ["jacket", "boots", "backpack", "base layer"]),
        ("brightkettle", "Brightkettle Coffee", "US", 32, true, ["beans 1 kg", "grinder", "filter set"]),
        ("lumora", "Lumora Learning", "US", 19, false, ["monthly plan", "team plan", "annual plan"]),
        ("novabasket", "Novabasket Grocery", "GB", 48, false, ["weekly box", "fruit box", "pantry box"]),
        ("oakridge", "Oakridge Furniture", "FR", 189, false, ["oak table", "armchair", "bookcase", "bed frame"]),
        ("pixelharbor", "Pixelharbor Games", "DE", 41, false, ["game key", "season pass", "gift card"]),
        ("quillstone", "Quillstone Books", "GB", 24, false, ["hardback", "paperback", "audiobook"]),
        ("ravenwood", "Ravenwood Cycles", "NL", 142, true, ["wheel set", "helmet", "lights", "city bike"]),
        ("saltmarsh", "Saltmarsh Swim", "AU", 55, false, ["wetsuit", "goggles", "towel"]),
        ("tinderleaf", "Tinderleaf Tea", "JP", 27, false, ["sencha", "matcha", "tea pot"]),
        ("umberline", "Umberline Studio", "IT", 96, true, ["print", "frame", "easel"]),
        ("velvetpine", "Velvetpine Candles", "US", 29, false, ["candle trio", "diffuser"]),
        ("wickerway", "Wickerway Homeware", "ES", 63, false, ["basket", "lamp", "rug"]),
        ("yarrowfield", "Yarrowfield Garden", "GB", 38, false, ["seed set", "raised bed", "pruner"]),
        ("zephyrine", "Zephyrine Audio", "JP", 118, true, ["headphones", "turntable", "cable"]),
        ("amberquay", "Amberquay Travel Goods", "DE", 87, false, ["suitcase", "travel pillow"]),
        ("bellweather", "Bellweather Optics", "US", 104, false, ["frames", "lenses", "sunglasses"]),
        ("cobblewick", "Cobblewick Toys", "FR", 34, false, ["train set", "puzzle", "plush bear"]),
        ("dunmore", "Dunmore Knits", "GB", 66, true, ["sweater", "scarf", "socks"]),
        ("eastermere", "Eastermere Ceramics", "NL", 45, false, ["bowl set", "vase"]),
        ("fennelworth", "Fennelworth Kitchen", "AU", 58, false, ["knife set", "pan", "board"]),
        ("gorseheath", "Gorseheath Outdoors", "CA", 79, false, ["tent", "stove", "sleeping bag"]),
        ("hollowmoor", "Hollowmoor Music", "US", 51, false, ["strings", "pedal", "sheet music"]),
        ("ironbark", "Ironbark Fitness", "SG", 69, false, ["kettlebell", "mat", "bands"]),
    ];

    /// <summary>The 24 vendors, largest first; sales fall off with rank as marketplaces' do. In the null world they differ in size alone.</summary>
    public static IReadOnlyList<Vendor> All(bool alike, double orders)
    {
        var weights = Cast.Select((_, i) => 1 / Math.Pow(i + 1.2, 1.05)).ToArray();
        var total = weights.Sum();
        return
        [
            .. Cast.Select((v, i) =>
            {
                var share = weights[i] / total;
                return new Vendor(i + 1, v.Code, v.Name, alike ? null : Country.Of(v.Country), v.Country, share, alike ? 52 : v.Price, !alike && v.Stripe,
                    Shown(v.Name), alike ? ["standard", "premium", "gift"] : v.Products)
                {
                    // A customer buys about twice in 18 months; a subscriber about nine times.
                    Regulars = Math.Max(20, (int)(orders * share / (v.Code == "lumora" && !alike ? 9 : 2.2))),
                };
            }),
        ];
    }

    // What a bank statement shows: upper case, at most 22 characters.
    private static string Shown(string name)
    {
        var text = name.ToUpperInvariant().Replace(" & ", " ", StringComparison.Ordinal);
        return text.Length <= 22 ? text : text[..22].TrimEnd();
    }
}
