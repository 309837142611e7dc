using System.Globalization;
using System.Runtime.InteropServices;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>Sums by facet, day, vendor (and all vendors together) and up to three members.</summary>
internal sealed class FacetSums
{
    /// <summary>Codes from here on are words of ours; below they are the reader's.</summary>
    private const int Own = 1 << 28;

    private readonly record struct Key(PaymentFacet Facet, int VendorId, int Day, int A, int B, int C, int Currency)
    {
        /// <summary>Asked several times of every payment.</summary>
        public override int GetHashCode()
        {
            unchecked
            {
                var hash = (((ulong)(uint)A << 32) | (uint)Day) * 0x9E3779B97F4A7C15UL;
                hash ^= (((ulong)(uint)B << 32) | (uint)VendorId) * 0xC2B2AE3D27D4EB4FUL;
                hash ^= (((ulong)(uint)C << 32) | ((uint)Currency << 8) | (uint)Facet) * 0x165667B19E3779F9UL;
                return (int)((hash ^ (hash >> 29)) >> 16);
            }
        }
    }

    private struct Sum
    {
        public long Count;
        public long Base;
        public long Minor;
    }

    private readonly Dictionary<Key, Sum> _sums = [];
    private readonly Dictionary<string, int> _words = [];
    private readonly List<string> _texts = [];

    /// <summary>Hours of the week, asked of every charge.</summary>
    private readonly int[] _numbers = new int[7 * 24];

    /// <summary>The code of a word that is none of the facts'.</summary>
    public int Word(string word)
    {
        if (!_words.TryGetValue(word, out var code))
        {
            _words[word] = code = Own + _texts.Count;
            _texts.Add(word);
        }
        return code;
    }

    /// <summary>The code of a small number.</summary>
    public int Number(int number)
    {
        if (number < 0 || number >= _numbers.Length)
            return Word(number.ToString(CultureInfo.InvariantCulture));
        return _numbers[number] != 0 ? _numbers[number] : _numbers[number] = Word(number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A word as the facts' members are: nothing given is one member.</summary>
    public int Member(string? text) => string.IsNullOrEmpty(text) ? 0 : Word(text);

    public void Add(PaymentFacet facet, int vendorId, int day, int a, int b = -1, int c = -1, long count = 0, long of = 0, long minor = 0, int currency = -1)
    {
        Add(_sums, new(facet, vendorId, day, a, b, c, currency), count, of, minor);
    }

    /// <summary>The rows with their texts, in the order of their table; those of all vendors together beside each vendor's.</summary>
    public List<PaymentFacetRow> Rows(Func<int, string?> textOf)
    {
        var together = new Dictionary<Key, Sum>();
        foreach (var (key, sum) in _sums)
            Add(together, key with { VendorId = RollupVendor.All }, sum.Count, sum.Base, sum.Minor);
        var rows = new List<PaymentFacetRow>(_sums.Count);
        foreach (var (key, sum) in _sums.Concat(together))
        {
            if (sum.Count == 0 && sum.Base == 0 && sum.Minor == 0)
                continue;
            rows.Add(new()
            {
                Facet = key.Facet,
                VendorId = key.VendorId,
                Day = UnixTime.FromDays(key.Day),
                Member = key.B == -1 ? Text(key.A) : key.C == -1 ? Text(key.A) + "|" + Text(key.B) : Text(key.A) + "|" + Text(key.B) + "|" + Text(key.C),
                Currency = key.Currency == -1 ? "" : Text(key.Currency),
                Count = sum.Count,
                Base = sum.Base,
                Minor = sum.Minor,
            });
        }
        rows.Sort((left, right) =>
        {
            var order = left.Facet.CompareTo(right.Facet);
            if (order == 0)
                order = left.VendorId.CompareTo(right.VendorId);
            if (order == 0)
                order = left.Day.CompareTo(right.Day);
            if (order == 0)
                order = string.CompareOrdinal(left.Member, right.Member);
            return order != 0 ? order : string.CompareOrdinal(left.Currency, right.Currency);
        });
        return Merged(rows);

        string Text(int code) => code >= Own ? _texts[code - Own] : code == 0 ? ReportFilter.Unknown : textOf(code)?.Replace('|', '/') ?? ReportFilter.Unknown;
    }

    /// <summary>Two spellings that read alike once a stroke is taken out are one member.</summary>
    private static List<PaymentFacetRow> Merged(List<PaymentFacetRow> rows)
    {
        var merged = new List<PaymentFacetRow>(rows.Count);
        foreach (var row in rows)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Facet == row.Facet && last.VendorId == row.VendorId && last.Day == row.Day && last.Member == row.Member && last.Currency == row.Currency)
            {
                last.Count += row.Count;
                last.Base += row.Base;
                last.Minor += row.Minor;
            }
            else
            {
                merged.Add(row);
            }
        }
        return merged;
    }

    private static void Add(Dictionary<Key, Sum> sums, Key key, long count, long of, long minor)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
        sum.Count += count;
        sum.Base += of;
        sum.Minor += minor;
    }
}
