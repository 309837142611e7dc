namespace Insights.Import.Pipeline.Values;

/// <summary>Currencies and how many decimals each provider writes them with: the exponent belongs to the provider, not to ISO 4217 alone.</summary>
internal sealed class Currencies
{
    private const string TwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK "
        + "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL "
        + "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
        + "SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWL ZWG XCG";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    // Three letters are a number of base 26, so that a look-up is one array access.
    private readonly Currency?[] _byLetters = new Currency?[26 * 26 * 26];

    private Currencies(string two, string none, string three, Currencies? stored = null)
    {
        Add(two, 2, stored);
        Add(none, 0, stored);
        Add(three, 3, stored);
    }

    /// <summary>ISO 4217; also the decimals in which amounts are stored.</summary>
    public static Currencies Iso { get; } = new(TwoDecimals, NoDecimals, ThreeDecimals);

    /// <summary>
    /// Stripe's lists of zero- and three-decimal currencies. Malagasy ariary has none there; krona and forint keep two.
    /// </summary>
    public static Currencies Stripe { get; } = new(
        TwoDecimals + " ISK IQD LYD UYI",
        "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF",
        "BHD JOD KWD OMR TND",
        Iso);

    /// <summary>ISO 4217 but for the peso, the escudo and the krona.</summary>
    public static Currencies Adyen { get; } = Iso.With(new Dictionary<string, int> { ["CLP"] = 2, ["CVE"] = 0, ["ISK"] = 2 });

    /// <summary>Two decimals for every currency: PayPal's settlement files write 100 yen as 10000.</summary>
    public static Currencies TwoAlways { get; } = new($"{TwoDecimals} {NoDecimals} {ThreeDecimals}", "", "", Iso);

    /// <summary>By the name used in a source's settings.</summary>
    public static Currencies? Named(string name) => name.ToLowerInvariant() switch
    {
        "iso" => Iso,
        "stripe" => Stripe,
        "adyen" => Adyen,
        "two" => TwoAlways,
        _ => null,
    };

    /// <summary>These, but for the decimals an installation gives: <c>{ "JPY": 2 }</c>.</summary>
    public Currencies With(IReadOnlyDictionary<string, int> decimals)
    {
        var own = new Currencies("", "", "");
        _byLetters.CopyTo(own._byLetters, 0);
        foreach (var (code, digits) in decimals)
        {
            if (Iso.Find(code) is { } iso)
                own._byLetters[IndexOf(iso.Code)] = new Currency(iso.Code, digits, iso.Decimals);
        }

        return own;
    }

    public Currency? Find(ReadOnlySpan<byte> code)
    {
        if (code.Length != 3)
            return null;
        int index = 0;
        foreach (byte b in code)
        {
            int letter = (b | 0x20) - 'a';
            if (letter is < 0 or > 25)
                return null;
            index = (index * 26) + letter;
        }

        return _byLetters[index];
    }

    public Currency? Find(string code)
    {
        Span<byte> bytes = stackalloc byte[3];
        return code.Length == 3 && System.Text.Ascii.FromUtf16(code, bytes, out _) == System.Buffers.OperationStatus.Done ? Find(bytes) : null;
    }

    private void Add(string codes, int decimals, Currencies? stored)
    {
        foreach (string code in codes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            _byLetters[IndexOf(code)] = new Currency(code, decimals, stored?.Find(code)?.Decimals ?? decimals);
    }

    private static int IndexOf(string code)
    {
        int index = 0;
        foreach (char c in code)
            index = (index * 26) + c - 'A';
        return index;
    }
}

/// <summary>An ISO 4217 code with the number of decimals its amounts have.</summary>
/// <param name="Decimals">As the source writes them.</param>
/// <param name="StoredDecimals">As ISO 4217 has them: stored amounts of all sources can be added.</param>
internal sealed record Currency(string Code, int Decimals, int StoredDecimals)
{
    private static readonly Fault Finer = new("amount-too-precise", "The amount has more decimals than its currency. Check the currency, or round the amount at the source.");
    private static readonly Fault Larger = new("amount-too-large", "The amount is larger than any payment can be. Check the column and its decimals.");

    /// <summary>From minor units as the source counts them to those that are stored.</summary>
    public Fault? TryStored(long minor, out long stored)
    {
        stored = minor;
        for (int i = Decimals; i < StoredDecimals; i++)
        {
            if (Math.Abs(stored) > 100_000_000_000_000_000)
                return Larger;
            stored *= 10;
        }

        for (int i = StoredDecimals; i < Decimals; i++)
        {
            if (stored % 10 != 0)
                return Finer;
            stored /= 10;
        }

        return null;
    }
}
