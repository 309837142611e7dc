namespace Insights.SampleData.World;

internal enum Region
{
    Emea,
    Americas,
    Apac,
}

/// <summary>A currency the marketplace sells in.</summary>
/// <param name="PerEuro">The level its rate moves around, and what prices are converted with.</param>
internal sealed record Currency(string Code, int Decimals, double PerEuro)
{
    public static readonly Currency Eur = new("EUR", 2, 1);
    public static readonly Currency Usd = new("USD", 2, 1.12);
    public static readonly Currency Gbp = new("GBP", 2, 0.86);
    public static readonly Currency Jpy = new("JPY", 0, 164);
    public static readonly Currency Aud = new("AUD", 2, 1.72);

    /// <summary>Those that have a rate against the euro, in the order of the file's columns.</summary>
    public static readonly IReadOnlyList<Currency> Quoted = [Usd, Jpy, Gbp, Aud];

    public string LowerCode { get; } = Code.ToLowerInvariant();

    public long Minor(double euros)
    {
        var major = euros * PerEuro;
        return Decimals == 0 ? Math.Max(50, (long)Math.Round(major / 10) * 10) : Math.Max(50, (long)Math.Round(major * 100));
    }
}

/// <summary>Where customers live.</summary>
/// <param name="OffsetHours">Standard offset of its main zone: decides at which hours its people shop.</param>
internal sealed record Country(string Code, Currency Currency, Region Region, int OffsetHours, double Weight)
{
    public static readonly IReadOnlyList<Country> All =
    [
        new("DE", Currency.Eur, Region.Emea, 1, 16), new("FR", Currency.Eur, Region.Emea, 1, 11), new("NL", Currency.Eur, Region.Emea, 1, 7),
        new("ES", Currency.Eur, Region.Emea, 1, 6), new("IT", Currency.Eur, Region.Emea, 1, 6), new("GB", Currency.Gbp, Region.Emea, 0, 13),
        new("US", Currency.Usd, Region.Americas, -5, 20), new("CA", Currency.Usd, Region.Americas, -5, 5), new("BR", Currency.Usd, Region.Americas, -3, 4),
        new("MX", Currency.Usd, Region.Americas, -6, 3), new("JP", Currency.Jpy, Region.Apac, 9, 6), new("AU", Currency.Aud, Region.Apac, 10, 6),
        new("NZ", Currency.Aud, Region.Apac, 12, 2), new("SG", Currency.Usd, Region.Apac, 8, 3),
    ];

    public static Country Of(string code) => All.First(c => c.Code == code);
}

/// <summary>How payments are made. Failure and dispute rates do not depend on any of it unless something is planted.</summary>
internal static class Payments
{
    public static readonly Mix<string> Gateways = new(("meridian", 45), ("corvex", 33), ("tidewater", 22));

    public static readonly Mix<string> Methods = new(("card", 72), ("wallet", 12), ("bank_debit", 7), ("bank_transfer", 4), ("bnpl", 5));

    public static readonly Mix<string> Brands = new(("visa", 52), ("mastercard", 36), ("amex", 8), ("discover", 4));

    public static readonly Mix<string> BrandsMostlyMastercard = new(("visa", 19), ("mastercard", 74), ("amex", 5), ("discover", 2));

    public static readonly Mix<string> ThreeDs = new(("authenticated", 62), ("attempted", 8), ("not_used", 30));

    public static readonly Mix<string> Avs = new(("Y", 70), ("Z", 8), ("A", 5), ("U", 12), ("N", 5));

    public static readonly Mix<string> Cvc = new(("M", 92), ("U", 5), ("N", 3));

    private static readonly string[] Visa = ["400012", "401177", "402618", "404029", "407306", "413770", "421345", "426684", "434256", "448590", "453903", "465921"];
    private static readonly string[] Mastercard = ["510321", "512106", "515462", "518791", "520473", "524364", "532610", "540168", "547383", "552043"];
    private static readonly string[] Amex = ["340118", "371240", "375622", "379186"];
    private static readonly string[] Discover = ["601104", "644307", "650022"];

    public static string Bin(string brand, ulong pick)
    {
        var bins = brand switch { "visa" => Visa, "mastercard" => Mastercard, "amex" => Amex, _ => Discover };
        return bins[(int)(pick % (ulong)bins.Length)];
    }
}

/// <summary>Why a payment fails, with the code its gateway gives.</summary>
internal sealed record Failure(string Cause, string Code, string SellerMessage)
{
    public static readonly Mix<Failure> Causes = new(
        (new("insufficient_funds", "insufficient_funds", "The bank returned the decline code `insufficient_funds`."), 34),
        (new("issuer_declined", "do_not_honor", "The bank returned the decline code `do_not_honor`."), 24),
        (new("wrong_details", "incorrect_cvc", "The bank returned the decline code `incorrect_cvc`."), 9),
        (new("expired_method", "expired_card", "The bank returned the decline code `expired_card`."), 8),
        (new("authentication_failed", "authentication_required", "The bank returned the decline code `authentication_required`."), 9),
        (new("limit_exceeded", "card_velocity_exceeded", "The bank returned the decline code `card_velocity_exceeded`."), 5),
        (new("suspected_fraud", "fraudulent", "The bank returned the decline code `fraudulent`."), 4),
        (new("customer_abandoned", "checkout_abandoned", "The customer left the checkout."), 4),
        (new("gateway_error", "processing_error", "The bank returned the decline code `processing_error`."), 2),
        (new("unknown", "generic_decline", "The bank returned the decline code `generic_decline`."), 1));

    public static readonly Failure GatewayTimeout = new("gateway_error", "gateway_timeout", "The gateway did not answer in time.");

    public static readonly Mix<Failure> CardTesting = new(
        (new("issuer_declined", "do_not_honor", "The bank returned the decline code `do_not_honor`."), 46),
        (new("wrong_details", "incorrect_cvc", "The bank returned the decline code `incorrect_cvc`."), 36),
        (new("suspected_fraud", "fraudulent", "The bank returned the decline code `fraudulent`."), 18));
}
