using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Payments;

/// <param name="Place">What both have in common: a country, a size of amount, a method.</param>
/// <param name="Failing">Fails more often there than <paramref name="Working"/>.</param>
/// <param name="Difference">In shares of attempts, with the interval of nineteen in twenty.</param>
internal sealed record Alternative(string Place, string Failing, string Working, Ratio Fails, Ratio Instead, double Difference, double Lower, double Upper);

/// <summary>Where one way of paying fails and another works: methods in one country and at one size of amount, gateways for one method.</summary>
internal static class Alternatives
{
    /// <summary>Fewer attempts say nothing about a method in a country.</summary>
    private const int Least = 100;

    /// <summary>A smaller difference is not worth another button at the till.</summary>
    private const double Worth = 0.05;

    private const int Suggestions = 5;

    public static async Task<IReadOnlyList<Block>> OfAsync(PaymentSetting page, CancellationToken cancel)
    {
        List<Block> blocks = [];
        await AddAsync("By country of the customer", PaymentSplit.MethodCountries, "method, country of the customer", placeAt: 1,
            (one, filter) => ($"Customers in {one.Place}", Words.Label(one.Failing), Words.Label(one.Working), "offer it first, or name it when a payment fails", filter.With("method", one.Failing).With("customer_country", one.Place)));
        await AddAsync("By size of the amount", PaymentSplit.MethodAmounts, "method", placeAt: 1,
            (one, filter) => ($"Amounts of {one.Place} in their own currency", Words.Label(one.Failing), Words.Label(one.Working), "offer it first at this size", filter.With("method", one.Failing)));
        await AddAsync("By gateway", PaymentSplit.MethodGateways, "method, gateway", placeAt: 0,
            (one, filter) => ($"{Words.Label(one.Place)}", one.Failing, one.Working, "send it there first, or retry there", filter.With("method", one.Place).With("gateway", one.Failing)));
        return blocks;

        async Task AddAsync(string title, PaymentSplit split, string by, int placeAt, Func<Alternative, ReportFilter, (string Place, string Failing, string Working, string Advice, ReportFilter Rows)> tell)
        {
            if (await page.FacetAsync(split, cancel) is not { } lines)
            {
                blocks.Add(PaymentSetting.NotSplit(title, by));
                return;
            }
            var found = Among(lines, placeAt);
            blocks.Add(found.Count == 0
                ? new Block.Paragraph($"{title}: nothing fails clearly more often than another; nowhere do two with at least {Least} attempts each differ by five points or more, beyond chance.")
                : new Block.Bullets([.. found.Take(Suggestions).Select(one =>
                {
                    var (place, failing, working, advice, rows) = tell(one, page.Filter);
                    return new Sentence(FormattableString.Invariant(
                        $"{place}: {failing} fails at {Words.Percent(one.Fails.Value!.Value)} of {one.Fails.Denominator:N0} attempts, {working} at {Words.Percent(one.Instead.Value!.Value)} of {one.Instead.Denominator:N0}; the difference is {Points(one.Difference)} points ({Points(one.Lower)} to {Points(one.Upper)}): {advice}."), RowLinks.To(RowSets.PaymentsFailed, rows));
                })]));
        }
    }

    /// <summary>What fails beyond chance more often than the best of the same place, the largest difference first.</summary>
    /// <param name="placeAt">Which member of a line is the place; the other one is what is compared there.</param>
    internal static IReadOnlyList<Alternative> Among(IReadOnlyList<FacetLine> lines, int placeAt)
    {
        var found = new List<Alternative>();
        foreach (var place in lines.Where(line => line.Base >= Least && line.Members.All(member => member != ReportFilter.Unknown)).GroupBy(line => line.Members[placeAt], StringComparer.Ordinal))
        {
            var best = place.MinBy(line => (double)line.Count / line.Base)!;
            foreach (var line in place)
            {
                var (one, other) = (new Ratio(line.Count, line.Base), new Ratio(best.Count, best.Base));
                var difference = one.Value!.Value - other.Value!.Value;
                if (difference >= Worth && ProportionInterval.Newcombe(one, other) is { Lower: > 0 } interval)
                    found.Add(new(place.Key, line.Members[1 - placeAt], best.Members[1 - placeAt], one, other, difference, interval.Lower, interval.Upper));
            }
        }
        return [.. found.OrderByDescending(one => one.Difference).ThenBy(one => one.Place, StringComparer.Ordinal).ThenBy(one => one.Failing, StringComparer.Ordinal)];
    }

    private static string Points(double share) => FormattableString.Invariant($"{share * 100:0.0}");
}
