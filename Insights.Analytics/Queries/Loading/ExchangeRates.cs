using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Reference rates of the store. Each day's money is converted at that day's rate, or the last published one before it.</summary>
internal sealed class ExchangeRates
{
    /// <summary>Rates are published on working days; a longer gap than Christmas means that the file is missing, and a stale rate would be a guess.</summary>
    private const int OldestDays = 7;

    private readonly Dictionary<string, (int[] Days, long[] PerEuro)> _rates;
    private readonly string _target;

    public ExchangeRates(IEnumerable<FxRate> rates, string target)
    {
        _target = target;
        _rates = rates.GroupBy(rate => rate.Currency, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group =>
            {
                var sorted = group.OrderBy(rate => rate.Day).ToArray();
                return (sorted.Select(rate => UnixTime.ToDays(rate.Day)).ToArray(), sorted.Select(rate => rate.PerEuroMillionths).ToArray());
            });
    }

    private ExchangeRates(ExchangeRates other, string target) => (_rates, _target) = (other._rates, target);

    /// <summary>The same rates into another currency.</summary>
    public ExchangeRates Into(string target) => new(this, target);

    /// <summary>The amounts by day and currency as one total; rounded once, at the end.</summary>
    public ConvertedMoney Convert(IEnumerable<(int Day, Money Amount)> amounts)
    {
        decimal total = 0;
        var without = new SortedDictionary<string, Money>(StringComparer.Ordinal);
        foreach (var (day, amount) in amounts)
        {
            if (amount.Currency == _target)
                total += Major(amount);
            else if (PerEuro(amount.Currency, day) is { } from && PerEuro(_target, day) is { } to)
                total += Major(amount) / from * to;
            else
                without[amount.Currency] = without.TryGetValue(amount.Currency, out var sum) ? sum + amount : amount;
        }
        var minor = decimal.Round(total * PowerOfTen(_target), 0, MidpointRounding.AwayFromZero);
        return new(new((long)minor, _target), [.. without.Values.Where(money => money.Minor != 0)]);
    }

    /// <summary>Which currency lacks a rate of this day, so that nothing in the first can be converted; null when none does.</summary>
    public string? LackingOn(string currency, int day) =>
        currency == _target ? null : PerEuro(currency, day) is null ? currency : PerEuro(_target, day) is null ? _target : null;

    private decimal? PerEuro(string currency, int day)
    {
        if (currency == "EUR")
            return 1m;
        if (!_rates.TryGetValue(currency, out var rates))
            return null;
        var at = Array.BinarySearch(rates.Days, day);
        if (at < 0)
            at = ~at - 1;
        return at >= 0 && day - rates.Days[at] <= OldestDays && rates.PerEuro[at] > 0 ? rates.PerEuro[at] / 1_000_000m : null;
    }

    private static decimal Major(Money amount) => amount.Minor / PowerOfTen(amount.Currency);

    private static decimal PowerOfTen(string currency) => CellText.CurrencyDecimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };
}
