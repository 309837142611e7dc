using Insights.Analytics.Metrics.Statistics;

namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>
/// Asks every segment of every family whether it has more disputes than it should, and keeps what is left when so many questions are allowed for:
/// q-values within each family (Benjamini and Hochberg), in families that stand out among families (Simes; Benjamini and Bogomolov 2014),
/// so that a world without any pattern yields one in at most the stated share of worlds.
/// </summary>
internal sealed class Screening
{
    /// <summary>The share of false discoveries allowed.</summary>
    public const double Level = 0.05;

    /// <summary>A difference that is certain but smaller than this is not told: with many payments everything differs.</summary>
    public const double LeastRatio = 1.25;

    /// <summary>Segments with fewer payments can never have three disputed ones.</summary>
    public const int FewestPayments = 3;

    /// <summary>A mix of fewer disputes than this is not looked at.</summary>
    public const int FewestForMix = 10;

    /// <summary>A segment with more than this part of its payments at one vendor is that vendor's, and asked about there.</summary>
    private const double OneVendor = 0.95;

    private readonly ExposureSurvey _survey;
    private readonly IReadOnlyList<PatternCase> _cases;
    private readonly int _vendors;
    private readonly long[,] _disputes;
    private readonly long[] _ofPeriod = new long[PatternWindow.Periods];
    private readonly double[,] _developed;
    private readonly double[] _developedOfPeriod = new double[PatternWindow.Periods];
    private readonly List<SegmentTest> _tests = [];

    private Screening(ExposureSurvey survey, IReadOnlyList<PatternCase> cases)
    {
        (_survey, _cases) = (survey, cases);
        _vendors = Math.Max(cases.Count == 0 ? 0 : cases.Max(one => one.Vendor) + 1, survey.Vendors.Keys.Count == 0 ? 0 : survey.Vendors.Keys.Max(key => key.Vendor) + 1);
        _disputes = new long[_vendors, PatternWindow.Periods];
        _developed = new double[_vendors, PatternWindow.Periods];
        foreach (var one in cases)
        {
            _disputes[one.Vendor, one.Period]++;
            _ofPeriod[one.Period]++;
        }
        for (var slot = 0; slot < survey.Vendors.Keys.Count; slot++)
        {
            for (var t = 0; t < PatternWindow.Periods; t++)
            {
                _developed[survey.Vendors.Keys[slot].Vendor, t] = survey.Vendors.Developed(slot, t);
                _developedOfPeriod[t] += survey.Vendors.Developed(slot, t);
            }
        }
    }

    public IReadOnlyList<SegmentTest> Tests => _tests;

    public int Families { get; private set; }

    /// <summary>What is kept, the surest first.</summary>
    public IReadOnlyList<SegmentTest> Discoveries { get; private set; } = [];

    public static Screening Run(ExposureSurvey survey, IReadOnlyList<PatternCase> cases)
    {
        var screening = new Screening(survey, cases);
        screening.Vendors();
        for (var i = 0; i < survey.Dimensions.Length; i++)
        {
            var dimension = i;
            screening.Members(survey.Dimensions[i], code => [(dimension, code)], one => one.Codes[dimension]);
        }
        for (var i = 0; i < survey.Pairs.Length; i++)
        {
            var pair = i;
            var (one, other) = PatternDimensions.Pairs[i];
            screening.Members(survey.Pairs[i], code => survey.PairMembers(pair, code) is var (a, b) ? [(one, a), (other, b)] : [], at => survey.PairCode(pair, at.Codes), withVendors: false);
        }
        foreach (var dimension in PatternDimensions.WithReason)
            screening.MembersByReason(dimension);
        for (var outcome = 0; outcome < PatternDimensions.OfDisputes.Count; outcome++)
            screening.Mixes(outcome, -1);
        screening.Mixes(PatternDimensions.Reason, PatternDimensions.Network);
        screening.Mixes(PatternDimensions.DaysToDispute, PatternDimensions.Network);
        screening.Select();
        return screening;
    }

    private void Vendors()
    {
        for (var slot = 0; slot < _survey.Vendors.Keys.Count; slot++)
        {
            var vendor = _survey.Vendors.Keys[slot].Vendor;
            var compared = new StratifiedCount();
            long payments = 0, disputes = 0;
            for (var t = 0; t < PatternWindow.Periods; t++)
            {
                payments += _survey.Vendors.Payments(slot, t);
                disputes += _disputes[vendor, t];
                if (_developedOfPeriod[t] > 0)
                    compared.Add(_disputes[vendor, t], _ofPeriod[t], _developed[vendor, t] / _developedOfPeriod[t]);
            }
            Ask(new(vendor, [], -1, 0, false, Baseline.SamePeriod), disputes, payments, compared);
        }
    }

    /// <summary>A member against the other payments of the same vendors and four weeks; and within each vendor against the vendor's other payments.</summary>
    private void Members(SegmentTable table, Func<int, (int, int)[]> members, Func<PatternCase, int> codeOf, bool withVendors = true)
    {
        var counts = new long[table.Keys.Count * PatternWindow.Periods];
        foreach (var one in _cases)
        {
            if (table.Find(one.Vendor, codeOf(one)) is >= 0 and var slot)
                counts[(slot * PatternWindow.Periods) + one.Period]++;
        }
        foreach (var ofCode in Enumerable.Range(0, table.Keys.Count).Where(slot => table.Keys[slot].Code > 0).GroupBy(slot => table.Keys[slot].Code))
        {
            var compared = new StratifiedCount();
            long payments = 0, disputes = 0;
            double most = 0, all = 0;
            foreach (var slot in ofCode)
            {
                var vendor = table.Keys[slot].Vendor;
                long ofVendor = 0, paid = 0;
                double developed = 0;
                for (var t = 0; t < PatternWindow.Periods; t++)
                {
                    var count = counts[(slot * PatternWindow.Periods) + t];
                    paid += table.Payments(slot, t);
                    ofVendor += count;
                    developed += table.Developed(slot, t);
                    if (_developed[vendor, t] > 0)
                        compared.Add(count, _disputes[vendor, t], table.Developed(slot, t) / _developed[vendor, t]);
                }
                (payments, disputes, all, most) = (payments + paid, disputes + ofVendor, all + developed, Math.Max(most, developed));
                if (withVendors && paid >= FewestPayments)
                {
                    var own = new StratifiedCount();
                    double total = 0;
                    long totalDisputes = 0;
                    for (var t = 0; t < PatternWindow.Periods; t++)
                        (total, totalDisputes) = (total + _developed[vendor, t], totalDisputes + _disputes[vendor, t]);
                    if (total > 0)
                        own.Add(ofVendor, totalDisputes, developed / total);
                    if (own.Trials > 0)
                        Ask(new(vendor, members(ofCode.Key), -1, 0, false, Baseline.OwnVendor), ofVendor, paid, own);
                }
            }
            if (payments >= FewestPayments && most < OneVendor * all && compared.Trials > 0)
                Ask(new(-1, members(ofCode.Key), -1, 0, false, Baseline.SameVendorAndPeriod), disputes, payments, compared);
        }
    }

    /// <summary>Disputes of one reason per payment of a member, against all other payments of the same four weeks.</summary>
    private void MembersByReason(int dimension)
    {
        var table = _survey.Dimensions[dimension];
        var reasons = _cases.Select(one => one.Outcomes[PatternDimensions.Reason]).Where(code => code > 0).Distinct().Order().ToList();
        var byReason = reasons.ToDictionary(code => code, code => Totals(one => one.Outcomes[PatternDimensions.Reason] == code));
        foreach (var ofCode in Enumerable.Range(0, table.Keys.Count).Where(slot => table.Keys[slot].Code > 0).GroupBy(slot => table.Keys[slot].Code))
        {
            var developed = new double[PatternWindow.Periods];
            var byVendor = new Dictionary<int, double>();
            long payments = 0;
            foreach (var slot in ofCode)
            {
                for (var t = 0; t < PatternWindow.Periods; t++)
                {
                    developed[t] += table.Developed(slot, t);
                    payments += table.Payments(slot, t);
                    byVendor[table.Keys[slot].Vendor] = byVendor.GetValueOrDefault(table.Keys[slot].Vendor) + table.Developed(slot, t);
                }
            }
            if (payments < FewestPayments)
                continue;
            var vendor = byVendor.MaxBy(pair => pair.Value) is var top && top.Value > OneVendor * byVendor.Values.Sum() ? top.Key : -1;
            foreach (var reason in reasons)
            {
                var own = Totals(one => one.Codes[dimension] == ofCode.Key && one.Outcomes[PatternDimensions.Reason] == reason);
                var compared = new StratifiedCount();
                for (var t = 0; t < PatternWindow.Periods; t++)
                {
                    if (_developedOfPeriod[t] > 0)
                        compared.Add(own[t], byReason[reason][t], developed[t] / _developedOfPeriod[t]);
                }
                if (compared.Trials > 0)
                    Ask(new(vendor, [(dimension, ofCode.Key)], PatternDimensions.Reason, reason, false, Baseline.SamePeriod), own.Sum(), payments, compared);
            }
        }
    }

    /// <summary>
    /// Which part of a vendor's disputes (on one network) has an outcome, against all others on the same network and of the same four weeks: networks name reasons
    /// differently (Visa has no code for "not recognised"), and young charges have had their early disputes only.
    /// </summary>
    private void Mixes(int outcome, int dimension)
    {
        var known = _cases.Where(one => one.Outcomes[outcome] > 0).ToList();
        if (known.Count == 0)
            return;
        var strata = (known.Max(one => one.Codes[PatternDimensions.Network]) + 1) * PatternWindow.Periods;
        var all = ByNetwork(known, strata);
        var withOutcome = known.GroupBy(one => one.Outcomes[outcome]).ToDictionary(group => group.Key, group => ByNetwork(group, strata));
        foreach (var segment in known.GroupBy(one => (one.Vendor, Code: dimension < 0 ? 1 : one.Codes[dimension])).Where(group => group.Key.Code > 0).OrderBy(group => group.Key))
        {
            var own = ByNetwork(segment, strata);
            if (own.Sum() < FewestForMix)
                continue;
            foreach (var (code, others) in withOutcome.OrderBy(pair => pair.Key))
            {
                var hits = ByNetwork(segment.Where(one => one.Outcomes[outcome] == code), strata);
                var compared = new StratifiedCount();
                for (var stratum = 0; stratum < strata; stratum++)
                    compared.AddMix(hits[stratum], others[stratum], own[stratum], all[stratum]);
                if (compared.Trials > 0)
                    Ask(new(segment.Key.Vendor, dimension < 0 ? [] : [(dimension, segment.Key.Code)], outcome, code, true, Baseline.SamePeriod), hits.Sum(), own.Sum(), compared);
            }
        }
    }

    private static long[] ByNetwork(IEnumerable<PatternCase> cases, int strata)
    {
        var totals = new long[strata];
        foreach (var one in cases)
            totals[(one.Codes[PatternDimensions.Network] * PatternWindow.Periods) + one.Period]++;
        return totals;
    }

    private long[] Totals(Func<PatternCase, bool> which) => Totals(_cases.Where(which));

    private static long[] Totals(IEnumerable<PatternCase> cases)
    {
        var totals = new long[PatternWindow.Periods];
        foreach (var one in cases)
            totals[one.Period]++;
        return totals;
    }

    private void Ask(Segment segment, long disputes, long of, StratifiedCount compared) => _tests.Add(new(segment, disputes, of, compared));

    private void Select()
    {
        // A mix and a rate by reason may carry the same name; each is a family of its own.
        var families = _tests.GroupBy(test => (test.Family, test.Segment.IsMix, test.Segment.Baseline == Baseline.SamePeriod)).ToList();
        Families = families.Count;
        var within = families.Select(family => FalseDiscovery.QValues([.. family.Select(test => test.P)])).ToList();
        var ofFamilies = FalseDiscovery.QValues([.. within.Select(q => q.Min())]);
        var standing = ofFamilies.Count(q => q <= Level);
        for (var f = 0; f < families.Count; f++)
        {
            var tests = families[f].ToList();
            for (var i = 0; i < tests.Count; i++)
            {
                tests[i].M = tests.Count;
                tests[i].Q = ofFamilies[f] <= Level ? Math.Min(1, within[f][i] * families.Count / standing) : 1;
            }
        }
        Discoveries = [.. _tests.Where(test => test.Q <= Level && test.Compared.Ratio >= LeastRatio).OrderBy(test => test.P).ThenByDescending(test => test.Disputes)];
    }
}
