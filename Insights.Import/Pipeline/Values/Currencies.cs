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

    private Currencies(string two, string none, string three)
    {
        Add(two, 2);
        Add(none, 0);
        Add(three, 3);
    }

    /// <summary>ISO 4217.</summary>
    public static Currencies Iso { get; } = new(TwoDecimals, NoDecimals, ThreeDecimals);

    /// <summary>
    /// Stripe's lists of zero- and three-decimal currencies. Malagasy ariary has none there; krona and forint keep two.
    /// </summary>
    public static Currencies Stripe { get; } = new(
        TwoDecimals + " ISK IQD LYD UYI",
        "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF",
        "BHD JOD KWD OMR TND");

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

    private void Add(string codes, int decimals)
    {
        foreach (string code in codes.Split(' '))
        {
            int index = 0;
            foreach (char c in code)
                index = (index * 26) + c - 'A';
            _byLetters[index] = new Currency(code, decimals);
        }
    }
}

/// <summary>An ISO 4217 code with the number of decimals its amounts have.</summary>
internal sealed record Currency(string Code, int Decimals);
