using Insights.Analytics.Metrics.Statistics;

namespace Insights.Analytics.Metrics.Chargebacks.Ledger;

/// <summary>How challenged disputes of one network and one reason ended.</summary>
public readonly record struct WinRecord(string Network, string Category, long Won, long Decided);

/// <summary>The chance to win one more.</summary>
/// <param name="Mean">Posterior mean of the beta-binomial.</param>
/// <param name="Decided">How many decided challenged disputes of this network and reason it rests on.</param>
public readonly record struct WinChance(double Mean, Interval95 Interval, long Won, long Decided);

/// <summary>
/// Win chances from the reader's own history. Each network and reason is pulled towards what is usual over all of them, the small ones most
/// (beta-binomial); under <see cref="Fewest"/> decided cases no number is said at all.
/// </summary>
public sealed class WinChances
{
    /// <summary>Below it an interval spans nearly everything, and a number would only look like knowledge.</summary>
    public const int Fewest = 10;

    /// <summary>In cases: as much as two cells with just enough of them.</summary>
    private const double HeaviestPrior = 2 * Fewest;

    private readonly Dictionary<(string, string), WinRecord> _records;
    private readonly BetaPrior? _prior;

    public WinChances(IReadOnlyList<WinRecord> records)
    {
        _records = records.Where(record => record.Decided > 0).ToDictionary(record => (record.Network, record.Category));
        var trials = _records.Values.Select(record => (double)record.Decided).ToArray();
        if (trials.Length > 0)
        {
            var fitted = Shrinkage.FitBeta([.. _records.Values.Select(record => (double)record.Won)], trials);
            // Few cells show no spread beyond chance; that is no proof that there is none, so the average may weigh no more than some cases of one's own.
            var weight = Math.Min(1, HeaviestPrior / (fitted.Alpha + fitted.Beta));
            _prior = new(fitted.Alpha * weight, fitted.Beta * weight);
        }
    }

    public IReadOnlyCollection<WinRecord> Records => _records.Values;

    /// <summary>How many decided challenged disputes are known of this network and reason.</summary>
    public long Decided(string? network, string? category) => _records.GetValueOrDefault((network ?? "", category ?? "")).Decided;

    /// <summary>Null when there are too few.</summary>
    public WinChance? Of(string? network, string? category)
    {
        if (_prior is not { } prior || !_records.TryGetValue((network ?? "", category ?? ""), out var record) || record.Decided < Fewest)
            return null;
        var after = prior.After(record.Won, record.Decided);
        return new(after.Mean, after.Interval, record.Won, record.Decided);
    }
}
