namespace Insights.SampleData.World;

/// <summary>Someone who pays. Everything about a customer follows from the key, so that none has to be remembered.</summary>
/// <param name="Country">Where the customer lives.</param>
/// <param name="Issuer">Where the card was issued: mostly at home; null for other methods.</param>
internal readonly record struct Customer(ulong Key, Country Country, string Method, string? Brand, string? Bin, int Last4, Country? Issuer)
{
    /// <summary>Cards of people who live abroad, and of travellers.</summary>
    private const double IssuedElsewhere = 0.08;

    private const ulong SharedPool = 1000;

    /// <summary>Most orders come from the vendor's own customers; one in seven from people who shop everywhere.</summary>
    public static Customer Pick(ulong seed, Vendor vendor, int shared, Dice dice, double progress)
    {
        // New customers keep arriving: at the start only part of the pool exists.
        var known = 0.25 + (0.75 * progress);
        return dice.Chance(1 / 7.0)
            ? Of(seed, null, Dice.Mix(Dice.Mix(seed, SharedPool), (ulong)dice.Below(Math.Max(1, (int)(shared * known)))))
            : Of(seed, vendor, Dice.Mix(Dice.Mix(seed, (ulong)vendor.Rank), (ulong)dice.Below(Math.Max(1, (int)(vendor.Regulars * known)))));
    }

    public static Customer Of(ulong seed, Vendor? vendor, ulong key)
    {
        var dice = new Dice(Dice.Mix(seed ^ 0xC057UL, key));
        var country = vendor?.Home is { } home && dice.Chance(0.6) ? home : Everywhere.Pick(dice);
        var method = Payments.Methods.Pick(dice);
        var brand = method == "card" ? (vendor is { Code: "alder-finch", Home: not null } ? Payments.BrandsMostlyMastercard : Payments.Brands).Pick(dice) : null;
        var bin = brand is null ? null : Payments.Bin(brand, dice.Next());
        var last4 = dice.Below(10_000);
        var issuer = brand is null ? null : dice.Chance(IssuedElsewhere) ? Everywhere.Pick(dice) : country;
        return new(key, country, method, brand, bin, last4, issuer);
    }

    private static readonly Mix<Country> Everywhere = new([.. Country.All.Select(c => (c, c.Weight))]);
}
