using Insights.Analytics.Metrics.Chargebacks.Patterns;

namespace Insights.Analytics.Tests.Metrics.Chargebacks.Patterns;

/// <summary>
/// A marketplace of 24 vendors made in memory: sizes fall off as marketplaces' do, vendors differ in customers, prices and products, payments in everything else;
/// who disputes is luck alone unless something is planted.
/// </summary>
internal sealed class MadeWorld
{
    public const int Vendors = 24;

    private static readonly double[] s_networks = [0.52, 0.36, 0.08, 0.04];
    private static readonly double[] s_reasons = [0.38, 0.06, 0.18, 0.13, 0.04, 0.08, 0.08, 0.03, 0.02];
    private static readonly int[] s_bins = [12, 10, 4, 3];

    private readonly List<(int Vendor, int Day, int[] Codes)> _payments = [];
    private readonly Random _dice;
    private readonly Random _abroad;
    private readonly List<PatternCase> _cases = [];
    private readonly List<(int Age, int Lag)> _lags = [];

    /// <param name="plant">Of a payment (vendor, day, codes): how likely it is to be disputed instead, with which reason code and after how many days; null leaves it as it is.</param>
    public MadeWorld(int seed, int payments, double disputed = 0.008, Func<int, int, int[], Random, (double Share, int Reason, int Lag)?>? plant = null, Action<int, int, int[]>? change = null)
    {
        _dice = new(seed);
        _abroad = new(-seed);
        var upTo = new double[Vendors];
        var total = Enumerable.Range(0, Vendors).Sum(i => 1 / Math.Pow(i + 1.2, 1.05));
        var sum = 0.0;
        for (var i = 0; i < Vendors; i++)
            upTo[i] = sum += 1 / Math.Pow(i + 1.2, 1.05) / total;
        for (var i = 0; i < payments; i++)
        {
            var day = (int)(PatternWindow.Days * (double)i / payments);
            var vendor = Pick(upTo);
            var codes = Codes(vendor, day);
            change?.Invoke(vendor, day, codes);
            _payments.Add((vendor, day, codes));
            var planted = plant?.Invoke(vendor, day, codes, _dice);
            if (_dice.NextDouble() >= (planted?.Share ?? disputed))
                continue;
            var reason = planted?.Reason ?? Weighted(s_reasons) + 1;
            var lag = planted?.Lag ?? (int)Math.Clamp(28 * Math.Exp(0.6 * Normal()), 5, 120);
            if (day + lag >= PatternWindow.Days)
                continue;
            _cases.Add(new()
            {
                Vendor = vendor,
                Day = day,
                Codes = codes,
                Outcomes = [reason, PatternBands.OfDays(lag), _dice.NextDouble() < 0.05 ? 3 : 1, _dice.NextDouble() < 0.35 ? 2 + _dice.Next(3) : 1],
                AmountMinor = 1000,
                Currency = "EUR",
                Ref = FormattableString.Invariant($"d{_cases.Count}"),
                OpenedAt = DateTime.UnixEpoch.AddDays(day + lag),
            });
            _lags.Add((PatternWindow.Days - 1 - day, lag));
        }
    }

    public IReadOnlyList<PatternCase> Cases => _cases;

    public PatternResult Search() => PatternSearch.Run(Development.Of(_lags, PatternWindow.Days), _cases, sink =>
    {
        foreach (var (vendor, day, codes) in _payments)
            sink(vendor, day, codes);
    });

    private int[] Codes(int vendor, int day)
    {
        var method = Pick([0.72, 0.84, 0.91, 0.95, 1]) + 1;
        var card = method == 1;
        var network = card ? Weighted(s_networks) + 1 : 0;
        var codes = new int[PatternDimensions.OfPayments.Count];
        codes[PatternDimensions.Descriptor] = vendor + 1;
        codes[PatternDimensions.Bin] = card ? (network * 20) + _dice.Next(s_bins[network - 1]) : 0;
        codes[PatternDimensions.Network] = network;
        codes[PatternDimensions.Method] = method;
        codes[PatternDimensions.Country] = _dice.NextDouble() < 0.5 ? (vendor % 14) + 1 : 1 + _dice.Next(14);
        codes[PatternDimensions.Product] = (vendor * 4) + 1 + _dice.Next(3);
        codes[PatternDimensions.Amount] = Math.Clamp(2 + (vendor % 5) + _dice.Next(3), 1, 8);
        codes[PatternDimensions.Gateway] = Pick([0.45, 0.78, 1]) + 1;
        codes[PatternDimensions.ThreeDs] = card ? Pick([0.62, 0.7, 1]) + 1 : 0;
        codes[PatternDimensions.Avs] = card ? Pick([0.7, 0.78, 0.83, 0.95, 1]) + 1 : 0;
        codes[PatternDimensions.Cvc] = card ? Pick([0.92, 0.97, 1]) + 1 : 0;
        codes[PatternDimensions.Weekday] = (day % 7) + 1;
        codes[PatternDimensions.Hour] = 1 + _dice.Next(24);
        codes[PatternDimensions.RepeatCustomer] = _dice.NextDouble() < 0.5 ? 2 : 1;
        codes[PatternDimensions.CustomerCountry] = _abroad.NextDouble() < 0.92 ? codes[PatternDimensions.Country] : 1 + _abroad.Next(14);
        codes[PatternDimensions.DuplicateCharge] = _dice.NextDouble() < 0.002 ? 2 : 1;
        return codes;
    }

    private int Pick(double[] upTo)
    {
        var at = _dice.NextDouble();
        for (var i = 0; i < upTo.Length - 1; i++)
        {
            if (at < upTo[i])
                return i;
        }
        return upTo.Length - 1;
    }

    private int Weighted(double[] weights)
    {
        var at = _dice.NextDouble();
        for (var i = 0; i < weights.Length - 1; i++)
        {
            at -= weights[i];
            if (at < 0)
                return i;
        }
        return weights.Length - 1;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _dice.NextDouble())) * Math.Cos(2 * Math.PI * _dice.NextDouble());
}
