using Insights.Analytics.Metrics.Statistics;

namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>Size, baseline, interval, shrunken estimate and beginning of each cause.</summary>
internal sealed class Describing(ExposureSurvey survey, Screening screening, JointExposure joint, IReadOnlyList<SegmentTest> found, Explaining explaining, IReadOnlyList<PatternCase> cases)
{
    /// <summary>A vendor's other payments are taken as if they had this many more disputes at everybody's rate: a quiet month is no baseline.</summary>
    private const double PriorDisputes = 5;

    private const double Ripe = 0.5;

    public FoundPattern Describe(Cause cause)
    {
        var test = found[cause.Index];
        var own = explaining.CountedBy(cause.Index);
        var weeks = test.Segment.IsMix ? Mix(test.Segment, own) : Rate(cause.Index, test.Segment, own);
        var expected = weeks.Weeks.Sum(week => week.Expected);
        var prior = Prior(test);
        var posterior = prior.After(test.Disputes, Math.Max(test.Base, test.Disputes));
        return new()
        {
            Segment = test.Segment,
            Base = test.Base,
            Disputes = test.Disputes,
            Expected = expected,
            ExpectedLikeAll = weeks.LikeAll,
            RateInterval = test.Disputes <= test.Base ? ProportionInterval.ClopperPearson(new(test.Disputes, test.Base)) : null,
            RatioInterval = CountInterval.Ratio(test.Disputes, expected),
            ShrunkenRate = posterior.Mean,
            ShrunkenInterval = posterior.Interval,
            P = test.P,
            PGivenOthers = cause.PGivenOthers,
            Q = test.Q,
            M = test.M,
            Change = Since(weeks.Weeks),
            FirstWeek = weeks.Weeks.FirstOrDefault(week => week.Base > 0)?.Week ?? 0,
            Weeks = weeks.Weeks,
            Cases = [.. own.OrderByDescending(c => cases[c].OpenedAt).ThenBy(c => cases[c].Ref, StringComparer.Ordinal)],
            SeenAlsoAs = [.. cause.SeenAlsoAs.Select(other => (found[other.Index], other.Shared, other.P))],
        };
    }

    /// <summary>
    /// Looked for among weeks that have had most of their disputes: where they come sooner than elsewhere, young weeks have more than expected by that alone.
    /// A stretch that lasts to the end of these goes on.
    /// </summary>
    private ChangePoint? Since(IReadOnlyList<PatternWeekCount> weeks)
    {
        var ripe = weeks.TakeWhile(week => survey.DevelopedOn(week.Week * 7) >= Ripe).ToList();
        var since = ChangePoint.Find([.. ripe.Select(week => week.Disputes)], [.. ripe.Select(week => week.Expected)], seed: 1);
        return since is not { IsClear: true } ? null : since.End == ripe.Count ? since with { End = weeks.Count } : since;
    }

    /// <summary>What is usual in the family, for the same outcome: rates of its segments and how far they spread.</summary>
    private BetaPrior Prior(SegmentTest test)
    {
        var family = screening.Tests.Where(other => other.Family == test.Family && other.Segment.IsMix == test.Segment.IsMix && other.Segment.OutcomeCode == test.Segment.OutcomeCode
            && (other.Segment.Members.Count == 0) == (test.Segment.Members.Count == 0) && other.Base >= other.Disputes).ToList();
        return Shrinkage.FitBeta([.. family.Select(other => (double)other.Disputes)], [.. family.Select(other => (double)other.Base)]);
    }

    private (IReadOnlyList<PatternWeekCount> Weeks, double LikeAll) Rate(int index, Segment segment, IReadOnlySet<int> own)
    {
        var payments = new long[PatternWindow.Weeks];
        // Developed payments and disputes inside and outside the segment, by what the baseline keeps apart.
        var inside = new Dictionary<(int, int), double[]>();
        var outside = new Dictionary<(int, int), double>();
        double allOutside = 0, allInside = 0;
        (int, int) Key(int vendor, int week) => segment.Baseline switch
        {
            Baseline.SamePeriod => (-1, week * 7 / PatternWindow.PeriodDays),
            Baseline.OwnVendor => (vendor, -1),
            // With the vendor's own rate over the year: its four weeks hold too few disputes to say what to expect of one member.
            _ => (vendor, -1),
        };
        foreach (var ((vendor, mask), cell) in joint.Cells)
        {
            var isOwn = (mask >> index & 1) == 1;
            for (var week = 0; week < PatternWindow.Weeks; week++)
            {
                if (isOwn)
                    payments[week] += cell.Payments[week];
                if (cell.Developed[week] == 0)
                    continue;
                if (isOwn)
                {
                    allInside += cell.Developed[week];
                    if (!inside.TryGetValue(Key(vendor, week), out var byWeek))
                        inside[Key(vendor, week)] = byWeek = new double[PatternWindow.Weeks];
                    byWeek[week] += cell.Developed[week];
                }
                else
                {
                    allOutside += cell.Developed[week];
                    outside[Key(vendor, week)] = outside.GetValueOrDefault(Key(vendor, week)) + cell.Developed[week];
                }
            }
        }
        var counts = new long[PatternWindow.Weeks];
        var others = new Dictionary<(int, int), long>();
        long allOthers = 0;
        for (var c = 0; c < cases.Count; c++)
        {
            if (own.Contains(c))
            {
                counts[cases[c].Week]++;
            }
            else if (segment.HasOutcome(cases[c]) && !segment.Holds(cases[c].Vendor, cases[c].Codes))
            {
                allOthers++;
                others[Key(cases[c].Vendor, cases[c].Week)] = others.GetValueOrDefault(Key(cases[c].Vendor, cases[c].Week)) + 1;
            }
        }
        var usual = allOutside > 0 ? allOthers / allOutside : 0;
        var expected = new double[PatternWindow.Weeks];
        foreach (var (key, byWeek) in inside)
        {
            var rate = usual > 0 ? (others.GetValueOrDefault(key) + PriorDisputes) / (outside.GetValueOrDefault(key) + (PriorDisputes / usual)) : 0;
            for (var week = 0; week < PatternWindow.Weeks; week++)
                expected[week] += byWeek[week] * rate;
        }
        return ([.. Enumerable.Range(0, PatternWindow.Weeks).Select(week => new PatternWeekCount(week, payments[week], counts[week], expected[week]))], usual * allInside);
    }

    private (IReadOnlyList<PatternWeekCount> Weeks, double LikeAll) Mix(Segment segment, IReadOnlySet<int> own)
    {
        var (bases, counts, expected) = (new long[PatternWindow.Weeks], new long[PatternWindow.Weeks], new double[PatternWindow.Weeks]);
        var byStratum = new Dictionary<(int Network, int Period), (long Others, long Hits)>();
        var byNetwork = new Dictionary<int, (long Others, long Hits)>();
        var known = Enumerable.Range(0, cases.Count).Where(c => cases[c].Outcomes[segment.Outcome] > 0).ToList();
        foreach (var one in known.Select(c => cases[c]).Where(one => !segment.Holds(one.Vendor, one.Codes)))
        {
            var (network, hit) = (one.Codes[PatternDimensions.Network], segment.HasOutcome(one) ? 1 : 0);
            var (stratum, whole) = (byStratum.GetValueOrDefault((network, one.Period)), byNetwork.GetValueOrDefault(network));
            byStratum[(network, one.Period)] = (stratum.Others + 1, stratum.Hits + hit);
            byNetwork[network] = (whole.Others + 1, whole.Hits + hit);
        }
        double others = byNetwork.Values.Sum(of => of.Others), usual = others > 0 ? byNetwork.Values.Sum(of => of.Hits) / others : 0;
        foreach (var c in known.Where(c => segment.Holds(cases[c].Vendor, cases[c].Codes)))
        {
            var one = cases[c];
            var network = byNetwork.GetValueOrDefault(one.Codes[PatternDimensions.Network]);
            var ofNetwork = (network.Hits + (PriorDisputes * usual)) / (network.Others + PriorDisputes);
            var stratum = byStratum.GetValueOrDefault((one.Codes[PatternDimensions.Network], one.Period));
            bases[one.Week]++;
            counts[one.Week] += own.Contains(c) ? 1 : 0;
            expected[one.Week] += (stratum.Hits + (PriorDisputes * ofNetwork)) / (stratum.Others + PriorDisputes);
        }
        return ([.. Enumerable.Range(0, PatternWindow.Weeks).Select(week => new PatternWeekCount(week, bases[week], counts[week], expected[week]))], usual * bases.Sum());
    }
}
