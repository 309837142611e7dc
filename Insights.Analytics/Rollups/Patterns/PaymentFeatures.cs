using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using NodaTime;

namespace Insights.Analytics.Rollups.Patterns;

/// <summary>
/// Payment rows as codes by <see cref="PatternDimensions"/>, in time order and in bounded memory: whether a customer has paid before is remembered in a Bloom filter
/// (32 MiB; at ten million customers one in a thousand new ones passes for a known one), charges of the last 24 hours by their hash.
/// </summary>
internal sealed class PaymentFeatures(PatternTexts texts, DateTimeZone zone, DateOnly first)
{
    public static readonly string[] Columns =
    [
        nameof(Transaction.Key), nameof(Transaction.OccurredAt), nameof(Transaction.VendorId), nameof(Transaction.Kind), nameof(Transaction.Status), nameof(Transaction.AmountMinor),
        nameof(Transaction.Currency), nameof(Transaction.CustomerRef), nameof(Transaction.CardFingerprint), nameof(Transaction.OrderRef), nameof(Transaction.Descriptor),
        nameof(Transaction.Product), nameof(Transaction.Bin6), nameof(Transaction.Brand), nameof(Transaction.Method), nameof(Transaction.Country), nameof(Transaction.Gateway),
        nameof(Transaction.ThreeDs), nameof(Transaction.AvsResult), nameof(Transaction.CvcResult), nameof(Transaction.CustomerCountry),
    ];

    private const int SecondsOfDay = 86_400;
    private const int Quarter = 900;

    /// <summary>Columns with few values, and the dimension of each.</summary>
    private static readonly (int Column, int Dimension)[] s_coded =
    [
        (12, PatternDimensions.Bin), (13, PatternDimensions.Network), (14, PatternDimensions.Method), (15, PatternDimensions.Country), (16, PatternDimensions.Gateway),
        (17, PatternDimensions.ThreeDs), (18, PatternDimensions.Avs), (19, PatternDimensions.Cvc), (20, PatternDimensions.CustomerCountry),
    ];

    private readonly ReportingDays _days = new(zone);
    private readonly int _first = UnixTime.ToDays(first);
    private readonly ulong[] _known = new ulong[1 << 22];
    private readonly int[] _codes = new int[PatternDimensions.OfPayments.Count];
    private Dictionary<ulong, (long At, ulong Order)> _recent = [];
    private Dictionary<ulong, (long At, ulong Order)> _beforeRecent = [];
    private long _recentFrom = long.MinValue / 2;
    private long _quarterFrom = 1;
    private int _weekday;
    private int _hour;

    public int Vendor { get; private set; }

    public int Day { get; private set; }

    public ReadOnlySpan<int> Codes => _codes;

    /// <summary>False for whatever is no successful charge.</summary>
    public bool Take(FactCursor cursor)
    {
        if (cursor.Interned(3) != "charge" || cursor.Interned(4) != "succeeded")
            return false;
        var at = cursor.Int64(1);
        Vendor = texts.VendorOf(cursor.Int32(2));
        Day = _days.Of(at) - _first;
        foreach (var (column, dimension) in s_coded)
            _codes[dimension] = texts.CodeOf(dimension, cursor, column);
        _codes[PatternDimensions.Descriptor] = texts.CodeOf(PatternDimensions.Descriptor, cursor.Text(10));
        _codes[PatternDimensions.Product] = texts.CodeOf(PatternDimensions.Product, cursor.Text(11));
        var amount = cursor.Int64(5);
        _codes[PatternDimensions.Amount] = PatternBands.OfAmount(amount);
        Clock(at);
        _codes[PatternDimensions.Weekday] = _weekday;
        _codes[PatternDimensions.Hour] = _hour;
        Customer(cursor, at, amount);
        return true;
    }

    private void Clock(long at)
    {
        if (at >= _quarterFrom && at < _quarterFrom + Quarter)
            return;
        // Offsets of zones are whole quarters of an hour.
        _quarterFrom = at - (at % Quarter);
        var hour = _days.HourOfWeek(UnixTime.FromSeconds(at));
        (_weekday, _hour) = ((hour / 24) + 1, (hour % 24) + 1);
    }

    private void Customer(FactCursor cursor, long at, long amount)
    {
        var customer = cursor.Text(7) ?? cursor.Text(8);
        if (customer is null)
        {
            (_codes[PatternDimensions.RepeatCustomer], _codes[PatternDimensions.DuplicateCharge]) = (0, 0);
            return;
        }
        var who = Hash(customer, (ulong)Vendor + 1);
        _codes[PatternDimensions.RepeatCustomer] = Meet(who) ? 2 : 1;
        _codes[PatternDimensions.DuplicateCharge] = ChargedAgain(Mix(who ^ Mix(((ulong)amount << 16) ^ (ulong)cursor.Code(6))), at, cursor.Text(9)) ? 2 : 1;
    }

    /// <summary>Whether the customer was met before; remembers the customer.</summary>
    private bool Meet(ulong who)
    {
        var known = true;
        for (var probe = 0; probe < 3; probe++)
        {
            who = Mix(unchecked(who + 0x9E3779B97F4A7C15UL));
            var bit = 1UL << (int)(who & 63);
            ref var word = ref _known[(int)((who >> 6) & (ulong)(_known.Length - 1))];
            known &= (word & bit) != 0;
            word |= bit;
        }
        return known;
    }

    /// <summary>The same customer, amount and (where both name one) order within 24 hours before.</summary>
    private bool ChargedAgain(ulong charge, long at, string? order)
    {
        if (at - _recentFrom >= SecondsOfDay)
        {
            (_beforeRecent, _recent) = (_recent, _beforeRecent);
            _recent.Clear();
            _recentFrom = at;
        }
        var of = order is { Length: > 0 } ? Hash(order, 1) : 0;
        var again = (_recent.TryGetValue(charge, out var before) || _beforeRecent.TryGetValue(charge, out before)) && at - before.At < SecondsOfDay && (before.Order == of || before.Order == 0 || of == 0);
        _recent[charge] = (at, of);
        return again;
    }

    private static ulong Hash(string text, ulong seed)
    {
        unchecked
        {
            var hash = seed * 0x9E3779B97F4A7C15UL;
            foreach (var letter in text)
                hash = (hash ^ letter) * 0x100000001B3UL;
            return Mix(hash);
        }
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
