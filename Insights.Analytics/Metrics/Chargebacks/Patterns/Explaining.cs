namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>One cause, and the other names under which the same disputes stood out.</summary>
/// <param name="Index">Of the discovery.</param>
/// <param name="PGivenOthers">Its p-value with the causes told before it allowed for.</param>
internal sealed record Cause(int Index, double PGivenOthers, IReadOnlyList<(int Index, long Shared, double P)> SeenAlsoAs);

/// <summary>
/// Tells a cause once. Of two patterns that share disputes the one that is left when the other is allowed for is the better explanation; where neither is,
/// they are two names of one thing, and the more telling name is taken. What is left of nothing else is listed beside its cause.
/// </summary>
internal sealed class Explaining
{
    /// <summary>What still stands after conditioning; stricter than chance alone asks for, because a few dozen such questions are asked.</summary>
    public const double Stands = 0.001;

    private readonly IReadOnlyList<SegmentTest> _found;
    private readonly IReadOnlyList<PatternCase> _cases;
    private readonly JointExposure _joint;
    private readonly ulong[] _maskOfCase;
    private readonly HashSet<int>[] _counted;
    private readonly int[] _all;
    private readonly ILookup<int, int> _ofVendor;

    public Explaining(IReadOnlyList<SegmentTest> found, JointExposure joint, IReadOnlyList<PatternCase> cases)
    {
        (_found, _cases, _joint) = (found, cases, joint);
        _all = [.. Enumerable.Range(0, cases.Count)];
        _ofVendor = _all.ToLookup(c => cases[c].Vendor);
        _maskOfCase = [.. cases.Select(one => joint.MaskOf(one.Vendor, one.Codes))];
        _counted = [.. found.Select((test, i) => Enumerable.Range(0, cases.Count).Where(c => (_maskOfCase[c] >> i & 1) == 1 && test.Segment.HasOutcome(cases[c])).ToHashSet())];
    }

    /// <summary>The disputes of a discovery, as indexes into the cases.</summary>
    public IReadOnlySet<int> CountedBy(int index) => _counted[index];

    public IReadOnlyList<Cause> Run()
    {
        var left = Enumerable.Range(0, _found.Count).ToDictionary(i => i, i => _found[i].P);
        var causes = new List<(int Index, double P)>();
        var explained = new List<(int Index, double P)>();
        while (left.Count > 0)
        {
            var told = causes.ConvertAll(cause => cause.Index);
            var chosen = Best(left.OrderBy(pair => pair.Value).ThenBy(pair => Telling(pair.Key)).First().Key, left.Keys, told);
            causes.Add((chosen, left[chosen]));
            left.Remove(chosen);
            told.Add(chosen);
            foreach (var other in left.Keys.ToList())
            {
                var p = Given(other, told);
                if (p > Stands)
                {
                    left.Remove(other);
                    explained.Add((other, p));
                }
                else
                {
                    left[other] = p;
                }
            }
        }
        var of = explained.ToLookup(one => causes.MaxBy(cause => (Shared(cause.Index, one.Index), -cause.P)).Index);
        return [.. causes.Select(cause => new Cause(cause.Index, cause.P, [.. of[cause.Index].Select(one => (one.Index, Shared(cause.Index, one.Index), one.P)).OrderByDescending(one => one.Item2).ThenBy(one => one.Index)]))];
    }

    /// <summary>From the surest to the one that explains it, if any does.</summary>
    private int Best(int start, IEnumerable<int> left, List<int> told)
    {
        var chosen = start;
        var others = left.Where(i => i != start && 2 * Shared(start, i) >= Math.Min(_counted[start].Count, _counted[i].Count)).OrderBy(i => _found[i].P).ToList();
        // Each step goes to one that stands where the last did not, so no step is taken twice.
        var seen = new HashSet<int> { start };
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var other in others.Where(i => !seen.Contains(i)))
            {
                var otherStands = Given(other, [.. told, chosen]) <= Stands;
                var chosenStands = Given(chosen, [.. told, other]) <= Stands;
                if ((otherStands && !chosenStands) || (otherStands == chosenStands && !otherStands && Telling(other).CompareTo(Telling(chosen)) < 0))
                {
                    chosen = other;
                    seen.Add(other);
                    moved = true;
                    break;
                }
            }
        }
        return chosen;
    }

    private long Shared(int one, int other) => _counted[one].Count < _counted[other].Count ? _counted[one].LongCount(_counted[other].Contains) : _counted[other].LongCount(_counted[one].Contains);

    /// <summary>Its p-value within the strata of these others; disputes with the outcome of a mix among them are taken out on all sides.</summary>
    public double Given(int index, IReadOnlyCollection<int> others)
    {
        var segment = _found[index].Segment;
        ulong strata = 0;
        var removed = new List<Segment>();
        foreach (var other in others.Where(other => Shared(index, other) > 0))
        {
            var allowedFor = _found[other].Segment;
            if (allowedFor.Outcome >= 0 && !(segment.Outcome == allowedFor.Outcome && segment.OutcomeCode == allowedFor.OutcomeCode))
                removed.Add(allowedFor);
            else
                strata |= 1UL << other;
        }
        return segment.IsMix ? Mix(index, segment, strata, removed) : Rate(index, segment, strata, removed);
    }

    private double Rate(int index, Segment segment, ulong strata, List<Segment> removed)
    {
        var cells = new Dictionary<(int Vendor, int Period, ulong Mask), (double Developed, double Own, long Disputes, long Count)>();
        (int, int, ulong) Key(int vendor, int period, ulong mask) =>
            (segment.Baseline == Baseline.SamePeriod ? -1 : vendor, segment.Baseline == Baseline.OwnVendor ? -1 : period, mask & strata);
        foreach (var ((vendor, mask), cell) in _joint.Cells)
        {
            if (segment.Vendor >= 0 && segment.Baseline == Baseline.OwnVendor && vendor != segment.Vendor)
                continue;
            for (var t = 0; t < PatternWindow.Periods; t++)
            {
                double developed = 0;
                for (var week = t * PatternWindow.PeriodDays / 7; week < (t + 1) * PatternWindow.PeriodDays / 7; week++)
                    developed += cell.Developed[week];
                if (developed == 0)
                    continue;
                var key = Key(vendor, t, mask);
                var was = cells.GetValueOrDefault(key);
                cells[key] = was with { Developed = was.Developed + developed, Own = was.Own + ((mask >> index & 1) == 1 ? developed : 0) };
            }
        }
        foreach (var c in segment.Baseline == Baseline.OwnVendor ? _ofVendor[segment.Vendor] : _all)
        {
            var one = _cases[c];
            if (!segment.HasOutcome(one) || removed.Exists(other => other.HasOutcome(one)))
                continue;
            var key = Key(one.Vendor, one.Period, _maskOfCase[c]);
            if (cells.TryGetValue(key, out var was))
                cells[key] = was with { Disputes = was.Disputes + 1, Count = was.Count + ((_maskOfCase[c] >> index & 1) == 1 ? 1 : 0) };
        }
        var compared = new StratifiedCount();
        foreach (var cell in cells.Values)
            compared.Add(cell.Count, cell.Disputes, cell.Own / cell.Developed);
        return compared.P;
    }

    private double Mix(int index, Segment segment, ulong strata, List<Segment> removed)
    {
        var cells = new Dictionary<(int Period, int Network, ulong Mask), (long All, long Own, long WithOutcome, long Count)>();
        for (var c = 0; c < _cases.Count; c++)
        {
            var one = _cases[c];
            if (one.Outcomes[segment.Outcome] == 0 || removed.Exists(other => other.HasOutcome(one)))
                continue;
            var key = (one.Period, one.Codes[PatternDimensions.Network], _maskOfCase[c] & strata);
            var was = cells.GetValueOrDefault(key);
            var (own, hit) = ((_maskOfCase[c] >> index & 1) == 1, segment.HasOutcome(one));
            cells[key] = (was.All + 1, was.Own + (own ? 1 : 0), was.WithOutcome + (hit ? 1 : 0), was.Count + (own && hit ? 1 : 0));
        }
        var compared = new StratifiedCount();
        foreach (var cell in cells.Values)
            compared.AddMix(cell.Count, cell.WithOutcome, cell.Own, cell.All);
        return compared.P;
    }

    /// <summary>Of two names of the same thing the lower number says more about what to do; at the same number, the surer one.</summary>
    private (int, double) Telling(int index)
    {
        var segment = _found[index].Segment;
        var rank = segment.Kind.Split('+').Where(id => id != "vendor").Select(id => id switch
        {
            "duplicate_charge" => 0,
            "descriptor" => 1,
            "bin" => 2,
            "three_ds" => 3,
            "avs" or "cvc" => 4,
            "product" => 5,
            "gateway" => 6,
            "network" => 7,
            "reason" => 8,
            "method" => 9,
            "ticket_history" => 11,
            "refund_state" => 12,
            "days_to_dispute" => 13,
            "issuer_country" => 14,
            "customer_country" => 15,
            "amount_band" => 16,
            "repeat_customer" => 17,
            _ => 18,
        }).DefaultIfEmpty(10).Min();
        // Two words where one does are one too many, except where they name the network a lag or reason is about.
        return (rank, (segment.Members.Count > 1 ? 1 : 0) + _found[index].P);
    }
}
