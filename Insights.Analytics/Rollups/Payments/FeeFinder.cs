using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>
/// Fees out of line: more than three times the median of at least twenty payments of the same week, gateway, method, currency and size (amounts within a factor of two),
/// or more than the payment itself. Within such a group a fee of a fixed part and a share differs by a factor of two at most.
/// </summary>
internal sealed class FeeFinder(int firstDay, int lastDay)
{
    public const int Least = 20;
    public const int Times = 3;

    private readonly record struct Group(int Week, int Gateway, int Method, int Currency, int Band);

    private readonly Dictionary<Group, List<(long Fee, int At)>> _fees = [];
    private readonly List<BillingFinding> _candidates = [];

    public void Add(Move move)
    {
        if (move.IsRefund || move.Status != MoveStatus.Succeeded || move.FeeMinor <= 0 || move.AmountMinor <= 0)
            return;
        // Days since a Monday, so that weeks begin on one.
        var group = new Group((move.Day + 3) / 7, move.GatewayCode, move.MethodCode, move.CurrencyCode, 63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)move.AmountMinor));
        if (!_fees.TryGetValue(group, out var fees))
            _fees[group] = fees = [];
        var at = -1;
        if (move.Day >= firstDay && move.Day <= lastDay && MayBeOutOfLine(fees, move))
        {
            at = _candidates.Count;
            var finding = BillingFinder.Of(BillingFinding.Fee, move);
            finding.FeeMinor = move.FeeMinor;
            _candidates.Add(finding);
        }
        fees.Add((move.FeeMinor, at));
    }

    public List<BillingFinding> Finish(CasesAround cases)
    {
        var found = new List<BillingFinding>();
        foreach (var fees in _fees.Values.Where(fees => fees.Exists(one => one.At >= 0)))
        {
            var sorted = fees.Select(one => one.Fee).Order().ToArray();
            var median = sorted[(sorted.Length - 1) / 2];
            foreach (var (fee, at) in fees.Where(one => one.At >= 0))
            {
                var finding = _candidates[at];
                var judged = sorted.Length >= Least;
                if ((!judged || fee <= Times * median) && fee < finding.AmountMinor)
                    continue;
                finding.ExpectedMinor = judged ? median : null;
                BillingFinder.Ask(finding, cases);
                found.Add(finding);
            }
        }
        return found;
    }

    /// <summary>Keeps the list of those that are looked at again short: a fee that is not far above the smallest seen so far is never three times the median.</summary>
    private static bool MayBeOutOfLine(List<(long Fee, int At)> fees, Move move) =>
        move.FeeMinor >= move.AmountMinor || fees.Count < Least || move.FeeMinor > Times * fees.Take(Least).Min(one => one.Fee);
}
