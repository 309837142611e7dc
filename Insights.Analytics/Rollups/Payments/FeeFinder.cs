using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>
/// Fees out of line: more than three times the median of at least twenty payments of the same week, gateway, method, currency and size (amounts within a factor of two),
/// or more than the payment itself. Within such a group a fee of a fixed part and a share differs by a factor of two at most.
/// </summary>
internal sealed class FeeFinder(Func<int, bool> wanted)
{
    public const int Least = 20;
    public const int Times = 3;

    private readonly record struct Group(int Gateway, int Method, int Currency, int Band);

    private readonly Dictionary<Group, Fees> _fees = [];
    private readonly List<BillingFinding> _candidates = [];
    private readonly List<BillingFinding> _found = [];
    private int _week;

    public void Add(Move move)
    {
        if (move.IsRefund || move.Status != MoveStatus.Succeeded || move.FeeMinor <= 0 || move.AmountMinor <= 0)
            return;
        // Days since a Monday, so that weeks begin on one.
        var week = (move.Day + 3) / 7;
        if (week != _week)
        {
            Judge();
            _week = week;
        }
        var group = new Group(move.GatewayCode, move.MethodCode, move.CurrencyCode, 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)move.AmountMinor));
        if (!_fees.TryGetValue(group, out var fees))
            _fees[group] = fees = new();
        var at = -1;
        if (wanted(move.Day) && fees.MayBeOutOfLine(move))
        {
            at = _candidates.Count;
            var finding = BillingFinder.Of(BillingFinding.Fee, move);
            finding.FeeMinor = move.FeeMinor;
            _candidates.Add(finding);
        }
        fees.Add(move.FeeMinor, at);
    }

    /// <summary>What whole weeks gave since the last time; with <paramref name="all"/> also the week that was read last.</summary>
    public List<BillingFinding> Take(CasesAround cases, bool all)
    {
        if (all)
            Judge();
        foreach (var one in _found)
            BillingFinder.Ask(one, cases);
        var found = _found.ToList();
        _found.Clear();
        return found;
    }

    private void Judge()
    {
        foreach (var fees in _fees.Values.Where(fees => fees.Candidates > 0))
        {
            var sorted = fees.All.Select(one => one.Fee).Order().ToArray();
            var median = sorted[(sorted.Length - 1) / 2];
            foreach (var (fee, at) in fees.All.Where(one => one.At >= 0))
            {
                var finding = _candidates[at];
                var judged = sorted.Length >= Least;
                if ((!judged || fee <= Times * median) && fee < finding.AmountMinor)
                    continue;
                finding.ExpectedMinor = judged ? median : null;
                _found.Add(finding);
            }
        }
        _fees.Clear();
        _candidates.Clear();
    }

    /// <summary>The fees of one group in one week.</summary>
    private sealed class Fees
    {
        private long _leastOfFirst = long.MaxValue;

        public List<(long Fee, int At)> All { get; } = [];

        public int Candidates { get; private set; }

        public void Add(long fee, int at)
        {
            if (All.Count < Least)
                _leastOfFirst = Math.Min(_leastOfFirst, fee);
            All.Add((fee, at));
            Candidates += at >= 0 ? 1 : 0;
        }

        /// <summary>Keeps the list of those that are looked at again short: a fee that is not far above the smallest of the first is never three times the median.</summary>
        public bool MayBeOutOfLine(Move move) => move.FeeMinor >= move.AmountMinor || All.Count < Least || move.FeeMinor > Times * _leastOfFirst;
    }
}
