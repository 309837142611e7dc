using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>
/// Card testing: hours in which at least ten attempts on cards of one BIN were refused at one vendor, six in ten or more of all, on at least eight cards; hours beside
/// each other are one wave. Velocity: one card (or customer, where no card is named) tried six times with no pause of ten minutes. Failures of the gateway count for neither:
/// an outage is no fraud.
/// </summary>
internal sealed class FraudFinder(Func<int, bool> wanted)
{
    public const int LeastRefused = 10;
    public const int LeastCards = 8;
    public const int LeastTries = 6;
    public const int PauseSeconds = 600;

    private readonly Dictionary<(int Vendor, int Bin), Hour> _hours = [];
    private readonly List<(int Vendor, long Hour, Hour Sum)> _hot = [];
    private readonly Recent<Run> _runs = new(PauseSeconds);
    private readonly List<Run> _fast = [];
    private long _hour = long.MinValue;

    public void Add(Move move)
    {
        if (move.IsRefund || move.Status is MoveStatus.Canceled or MoveStatus.Pending || move.Cause is "gateway_error" or "customer_abandoned")
            return;
        if (move.BinCode != 0)
        {
            var hour = move.At / 3600;
            if (hour != _hour)
                End(hour);
            var key = (move.VendorId, move.BinCode);
            if (!_hours.TryGetValue(key, out var tries))
                _hours[key] = tries = new() { Bin = move.Bin! };
            tries.Add(move);
        }
        if ((move.Card ?? move.Customer) is not { } token)
            return;
        var who = Move.Mix(TimeWindows.HashOf(move.VendorId, token), move.Card is null ? 1 : 2);
        if (!_runs.TryGet(who, out var run) || move.At - run.LastAt > PauseSeconds)
            run = new() { VendorId = move.VendorId, Token = token, IsCard = move.Card is not null, FirstDay = move.Day };
        _runs.Put(who, run, move.At);
        if (run.Add(move) == LeastTries)
            _fast.Add(run);
    }

    /// <summary>The signals that begin in the days asked for, and who took part.</summary>
    /// <param name="tokensOf">Reads the cards of a wave again: (vendor, BIN, from, to) → token, tries, passed, last try.</param>
    public (List<FraudSignal> Signals, List<BlockCandidate> Candidates) Finish(Func<long, int> dayOf, Func<int, string, long, long, List<CardTried>> tokensOf)
    {
        var signals = new List<FraudSignal>();
        var candidates = new Dictionary<(int, string, string, string, DateOnly), BlockCandidate>();
        foreach (var wave in Waves())
        {
            var day = dayOf(wave.From);
            if (!wanted(day))
                continue;
            var cards = tokensOf(wave.VendorId, wave.Bin, wave.From, wave.To);
            signals.Add(new()
            {
                Kind = FraudSignal.Testing,
                VendorId = wave.VendorId,
                StartedAt = UnixTime.FromSeconds(wave.From),
                EndedAt = UnixTime.FromSeconds(wave.To),
                Member = wave.Bin,
                Day = UnixTime.FromDays(day),
                Attempts = wave.Sum.Attempts,
                Failed = wave.Sum.Refused,
                Cards = cards.Count,
                LeastMinor = wave.Sum.Least,
                MostMinor = wave.Sum.Most,
                Currency = wave.Sum.Currency ?? "",
            });
            foreach (var card in cards)
                Keep(candidates, wave.VendorId, BlockCandidate.Card, card.Token, FraudSignal.Testing, day, card.Tries, card.Passed, card.LastAt);
        }
        foreach (var run in _fast.Where(run => wanted(run.FirstDay)))
        {
            signals.Add(new()
            {
                Kind = FraudSignal.Velocity,
                VendorId = run.VendorId,
                StartedAt = UnixTime.FromSeconds(run.FirstAt),
                EndedAt = UnixTime.FromSeconds(run.LastAt),
                Member = run.Token,
                Day = UnixTime.FromDays(run.FirstDay),
                Attempts = run.Attempts,
                Failed = run.Refused,
                Cards = run.IsCard ? 1 : 0,
                LeastMinor = run.Least,
                MostMinor = run.Most,
                Currency = run.Currency ?? "",
            });
            Keep(candidates, run.VendorId, run.IsCard ? BlockCandidate.Card : BlockCandidate.Customer, run.Token, FraudSignal.Velocity, run.FirstDay, run.Attempts, run.Attempts - run.Refused, run.LastAt);
        }
        // One card may be tried in two runs that begin in the same second only in files that say nothing else: the larger one stands.
        return ([.. signals.OrderByDescending(one => one.Attempts).DistinctBy(one => (one.Kind, one.VendorId, one.StartedAt, one.Member))], [.. candidates.Values]);
    }

    private IEnumerable<(int VendorId, string Bin, long From, long To, Hour Sum)> Waves()
    {
        End(long.MaxValue);
        var hot = _hot.OrderBy(one => one.Vendor).ThenBy(one => one.Sum.Bin, StringComparer.Ordinal).ThenBy(one => one.Hour).ToList();
        for (var i = 0; i < hot.Count;)
        {
            var (vendor, last, began) = hot[i];
            var sum = new Hour { Bin = began.Bin };
            while (i < hot.Count && hot[i].Vendor == vendor && hot[i].Sum.Bin == sum.Bin && hot[i].Hour <= last + 1)
            {
                last = hot[i].Hour;
                sum.Add(hot[i].Sum);
                i++;
            }
            yield return (vendor, sum.Bin, sum.FirstAt, sum.LastAt, sum);
        }
    }

    /// <summary>An hour is over: few of its BINs are remembered.</summary>
    private void End(long next)
    {
        foreach (var ((vendor, _), tries) in _hours)
        {
            if (tries.IsHot)
                _hot.Add((vendor, _hour, tries));
        }
        _hours.Clear();
        _hour = next;
    }

    private static void Keep(Dictionary<(int, string, string, string, DateOnly), BlockCandidate> candidates, int vendor, string kind, string token, string reason, int day, int attempts, int passed, long lastAt)
    {
        var key = (vendor, kind, token, reason, UnixTime.FromDays(day));
        if (!candidates.TryGetValue(key, out var one))
            candidates[key] = one = new() { VendorId = vendor, TokenKind = kind, Token = token, Reason = reason, Day = key.Item5 };
        one.Attempts += attempts;
        one.Passed += passed;
        var at = UnixTime.FromSeconds(lastAt);
        if (at > one.LastAt)
            one.LastAt = at;
    }

    /// <summary>A card of a wave.</summary>
    internal sealed record CardTried(string Token, int Tries, int Passed, long LastAt);

    private class Tally
    {
        public int Attempts;
        public int Refused;
        public long Least = long.MaxValue;
        public long Most;
        public string? Currency;
        public long FirstAt = long.MaxValue;
        public long LastAt;

        protected void Count(Move move)
        {
            Attempts++;
            Refused += move.Status == MoveStatus.Failed ? 1 : 0;
            Amount(move.AmountMinor, move.AmountMinor, move.Currency, Attempts == 1);
            FirstAt = Math.Min(FirstAt, move.At);
            LastAt = Math.Max(LastAt, move.At);
        }

        protected void Amount(long least, long most, string? currency, bool first)
        {
            Least = Math.Min(Least, least);
            Most = Math.Max(Most, most);
            Currency = first || Currency == currency ? currency : "";
        }
    }

    private sealed class Hour : Tally
    {
        private HashSet<string>? _cards;

        public string Bin = "";

        /// <summary>Without tokens of cards the number of refusals has to do.</summary>
        public bool IsHot => Refused >= LeastRefused && Refused * 10 >= Attempts * 6 && (_cards is null || _cards.Count >= LeastCards);

        public void Add(Move move)
        {
            Count(move);
            if (move.Status == MoveStatus.Failed && move.Card is { } card)
                (_cards ??= []).Add(card);
        }

        public void Add(Hour other)
        {
            Amount(other.Least, other.Most, other.Currency, Attempts == 0);
            Attempts += other.Attempts;
            Refused += other.Refused;
            FirstAt = Math.Min(FirstAt, other.FirstAt);
            LastAt = Math.Max(LastAt, other.LastAt);
            if (other._cards is not null)
                (_cards ??= []).UnionWith(other._cards);
        }
    }

    private sealed class Run : Tally
    {
        public int VendorId;
        public string Token = "";
        public bool IsCard;
        public int FirstDay;

        public int Add(Move move)
        {
            Count(move);
            return Attempts;
        }
    }
}
