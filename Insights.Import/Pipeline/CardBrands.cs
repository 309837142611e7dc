namespace Insights.Import.Pipeline;

/// <summary>
/// Which digits can begin a card number of which length, after the brand table of braintree/credit-card-type (src/lib/card-types.ts).
/// </summary>
internal static class CardBrands
{
    private static readonly Range[] Ranges =
    [
        new(4, 4, 13, 16, 18, 19),                 // Visa; 13 is legacy
        new(51, 55, 16), new(2221, 2720, 16),      // Mastercard
        new(34, 34, 15), new(37, 37, 15),          // American Express
        new(300, 305, 14, 16, 19), new(36, 36, 14, 16, 19), new(38, 39, 14, 16, 19),   // Diners Club
        new(6011, 6011, 16, 19), new(644, 649, 16, 19), new(65, 65, 16, 19),           // Discover
        new(3528, 3589, 16, 17, 18, 19), new(2131, 2131, 16, 17, 18, 19), new(1800, 1800, 16, 17, 18, 19), // JCB
        new(62, 62, 14, 15, 16, 17, 18, 19), new(81, 81, 14, 15, 16, 17, 18, 19),      // UnionPay
        new(50, 50, 13, 14, 15, 16, 17, 18, 19), new(56, 59, 13, 14, 15, 16, 17, 18, 19), new(6, 6, 13, 14, 15, 16, 17, 18, 19), // Maestro
        new(2200, 2204, 16, 17, 18, 19),           // Mir
    ];

    public static bool Matches(ReadOnlySpan<char> digits)
    {
        foreach (var range in Ranges)
        {
            if (range.Matches(digits))
                return true;
        }

        return false;
    }

    private sealed class Range
    {
        private readonly int _from;
        private readonly int _to;
        private readonly int _prefixDigits;
        private readonly int _lengths;

        public Range(int from, int to, params int[] lengths)
        {
            _from = from;
            _to = to;
            _prefixDigits = from >= 1000 ? 4 : from >= 100 ? 3 : from >= 10 ? 2 : 1;
            foreach (int length in lengths)
                _lengths |= 1 << length;
        }

        public bool Matches(ReadOnlySpan<char> digits)
        {
            if ((_lengths & (1 << digits.Length)) == 0)
                return false;
            int prefix = 0;
            for (int i = 0; i < _prefixDigits; i++)
                prefix = (prefix * 10) + digits[i] - '0';
            return prefix >= _from && prefix <= _to;
        }
    }
}
