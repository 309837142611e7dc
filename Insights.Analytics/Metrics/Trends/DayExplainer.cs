namespace Insights.Analytics.Metrics.Trends;

/// <param name="Where">Dimensions a cause may lie in: gateway, vendor, card number range.</param>
/// <param name="What">Dimensions that only describe: the cause of a failure, its code.</param>
/// <param name="OutOfRows">The count is a part of the day's rows (a rate); otherwise all rows are counted, and days are compared with days.</param>
/// <param name="Width">Variance ÷ mean of the whole, as the days before have shown it.</param>
internal sealed record ExplainerSettings(IReadOnlyList<int> Where, IReadOnlyList<int> What, bool OutOfRows, double Width = 1)
{
    public double Chance { get; init; } = 1e-4;

    /// <summary>A cause of fewer is no news.</summary>
    public double LeastExcess { get; init; } = 10;
}

/// <summary>
/// Says where a day's surplus (or lack) comes from, each cause once: the member whose count speaks most against "as usual" is told, its rows are set aside, and the
/// question is asked again of what is left. A cause common to all members is told as everything.
/// </summary>
internal static class DayExplainer
{
    private const int MostCauses = 3;

    /// <summary>A member with few rows before is taken to have been like everything: so many rows of the common rate are lent to it.</summary>
    private const double LentRows = 20;

    /// <summary>A member that holds so much of a surplus, and has so many times the increase of the rest, is its cause, however loudly everything together speaks.</summary>
    private const double MostOfIt = 0.6;
    private const double FarMore = 2;

    private const double MostInHours = 0.5;

    /// <summary>So much in common, and so much more than elsewhere, is worth telling.</summary>
    private const double Common = 0.6;

    private const double CommonElsewhere = 0.3;

    /// <param name="before">The same day of earlier weeks (or as many days), none of them out of the ordinary.</param>
    /// <param name="high">Whether a surplus is to be explained, or a lack.</param>
    /// <param name="known">Members whose part in it is told already: their rows are set aside from the beginning.</param>
    public static IReadOnlyList<DayCause> Explain(DayCases day, IReadOnlyList<DayCases> before, bool high, ExplainerSettings settings, IReadOnlyCollection<(int Dimension, int Member)>? known = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(before.Count);
        var left = new Rows(day, before);
        foreach (var (dimension, member) in known ?? [])
            left.SetAside(dimension, member);
        var causes = new List<DayCause>();
        while (causes.Count < MostCauses && Next(left, high, settings) is { } cause)
        {
            causes.Add(cause);
            if (cause.Dimension < 0)
                break;
            left.SetAside(cause.Dimension, cause.Member);
        }

        return causes;
    }

    private static DayCause? Next(Rows left, bool high, ExplainerSettings settings)
    {
        var all = left.All();
        var rate = (all.CountedBefore + 0.5) / (all.RowsBefore + 1);
        double Expected(Tally tally) => settings.OutOfRows
            ? tally.Rows * (tally.CountedBefore + (LentRows * rate)) / (tally.RowsBefore + LentRows)
            : Math.Max(0.5, tally.CountedBefore) / left.DaysBefore;

        // What makes the whole swing (a mood, a retry that fails with its first attempt) swings a part of it by its share.
        var allExpected = Expected(all);
        ExplainerSettings Narrowed(double expected) => settings with { Width = 1 + ((settings.Width - 1) * Math.Min(1, expected / Math.Max(allExpected, 0.5))) };

        var asked = settings.Where.SelectMany(dimension => left.By(dimension).Select(pair => (Dimension: dimension, Member: pair.Key, Tally: pair.Value))).ToList();
        var members = asked.Where(member => member.Member != 0).Select(member => (member.Dimension, member.Member, member.Tally, Expected: Expected(member.Tally)))
            .Where(member => StandsOut(member.Tally.Counted, member.Expected, high, Narrowed(member.Expected), asked.Count))
            .OrderByDescending(member => Gain(member.Tally.Counted, member.Expected)).ToList();
        var excess = all.Counted - allExpected;
        // The member alone, or everything: a member is the cause where the rest is as usual without it, or where it holds most of what is too much and is far more out than the rest.
        bool IsCause(Tally tally, double expected)
        {
            var (rest, restExpected) = (all.Counted - tally.Counted, Math.Max(0.5, allExpected - expected));
            return !StandsOut(rest, restExpected, high, settings, 1)
                || ((tally.Counted - expected) / excess >= MostOfIt && FarMore * rest / restExpected < tally.Counted / Math.Max(0.5, expected));
        }

        var best = members.FirstOrDefault(member => IsCause(member.Tally, member.Expected));
        if (best.Tally is not null)
            return Told(left, best.Dimension, best.Member, best.Tally, best.Expected, high, Narrowed(best.Expected), asked.Count);
        if (StandsOut(all.Counted, allExpected, high, settings, 1))
            return Told(left, -1, 0, all, allExpected, high, settings, 1);
        return members.Count > 0 ? Told(left, members[0].Dimension, members[0].Member, members[0].Tally, members[0].Expected, high, Narrowed(members[0].Expected), asked.Count) : null;
    }

    private static DayCause Told(Rows left, int dimension, int member, Tally tally, double expected, bool high, ExplainerSettings settings, int asked)
    {
        var (hours, hoursBefore) = left.Hours(dimension, member);
        // Hours that hold less than half of the surplus are no answer to "when".
        var window = high ? HourWindow.Of(hours, hoursBefore) : null;
        return new(
            dimension, member, tally.Counted, expected, Math.Min(1, AnomalyFinder.Beyond(tally.Counted, expected, settings.Width, high) * asked),
            window is not null && window.Count - window.Usual >= MostInHours * (tally.Counted - expected) ? window : null, Shared(left, dimension, member, settings));
    }

    private static List<CommonMember> Shared(Rows left, int dimension, int member, ExplainerSettings settings)
    {
        var shared = new List<(CommonMember Member, double Telling)>();
        foreach (var other in settings.What.Concat(settings.Where).Where(other => other != dimension))
        {
            var (inside, outside) = left.CountedBy(other, dimension, member);
            var counted = inside.Values.Sum();
            if (counted == 0)
                continue;
            var most = inside.Where(pair => pair.Key != 0).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).FirstOrDefault();
            var share = (double)most.Value / counted;
            var elsewhere = outside.Values.Sum() is > 0 and var total ? (double)outside.GetValueOrDefault(most.Key) / total : 0;
            if (share >= Common && share - elsewhere >= CommonElsewhere)
                shared.Add((new(other, most.Key, share), share - elsewhere + (settings.What.Contains(other) ? 1 : 0)));
        }

        return [.. shared.OrderByDescending(one => one.Telling).Select(one => one.Member)];
    }

    private static bool StandsOut(long count, double expected, bool high, ExplainerSettings settings, int asked) =>
        (high ? count - expected : expected - count) >= settings.LeastExcess && AnomalyFinder.Beyond(count, expected, settings.Width, high) * asked < settings.Chance;

    /// <summary>Log-likelihood of the count by its own mean against the expected one.</summary>
    private static double Gain(long count, double expected) => (count > 0 ? count * Math.Log(count / expected) : 0) - (count - expected);

    private sealed record Tally
    {
        public long Counted { get; set; }
        public long Rows { get; set; }
        public long CountedBefore { get; set; }
        public long RowsBefore { get; set; }
    }

    /// <summary>The rows not yet accounted for.</summary>
    private sealed class Rows(DayCases day, IReadOnlyList<DayCases> before)
    {
        private readonly List<(int Dimension, int Member)> _aside = [];

        public int DaysBefore => before.Count;

        public void SetAside(int dimension, int member) => _aside.Add((dimension, member));

        public Tally All() => Sum(_ => 0).GetValueOrDefault(0) ?? new();

        public Dictionary<int, Tally> By(int dimension) => Sum(row => row.Code(dimension));

        public (double[] Day, IReadOnlyList<IReadOnlyList<double>> Before) Hours(int dimension, int member) =>
            (HoursOf(day, dimension, member), [.. before.Select(past => HoursOf(past, dimension, member))]);

        /// <summary>Counted rows of the day by the members of a dimension: those of the cause, and all others of the day and the days before.</summary>
        public (Dictionary<int, long> Inside, Dictionary<int, long> Outside) CountedBy(int other, int dimension, int member)
        {
            Dictionary<int, long> inside = [], outside = [];
            foreach (var (cases, isDay) in before.Select(past => (past, false)).Prepend((day, true)))
            {
                for (var row = 0; row < cases.Rows; row++)
                {
                    if (!cases.IsCounted(row) || IsAside(cases, row))
                        continue;
                    var side = isDay && IsOf(cases, row, dimension, member) ? inside : outside;
                    side[cases.Code(row, other)] = side.GetValueOrDefault(cases.Code(row, other)) + 1;
                }
            }

            return (inside, outside);
        }

        private Dictionary<int, Tally> Sum(Func<Row, int> member)
        {
            var sums = new Dictionary<int, Tally>();
            Add(day, true);
            foreach (var past in before)
                Add(past, false);
            return sums;

            void Add(DayCases cases, bool isDay)
            {
                for (var row = 0; row < cases.Rows; row++)
                {
                    if (IsAside(cases, row))
                        continue;
                    var key = member(new(cases, row));
                    if (!sums.TryGetValue(key, out var tally))
                        sums[key] = tally = new();
                    if (isDay)
                    {
                        tally.Rows++;
                        tally.Counted += cases.IsCounted(row) ? 1 : 0;
                    }
                    else
                    {
                        tally.RowsBefore++;
                        tally.CountedBefore += cases.IsCounted(row) ? 1 : 0;
                    }
                }
            }
        }

        private double[] HoursOf(DayCases cases, int dimension, int member)
        {
            var hours = new double[24];
            for (var row = 0; row < cases.Rows; row++)
            {
                if (cases.IsCounted(row) && !IsAside(cases, row) && IsOf(cases, row, dimension, member))
                    hours[cases.Hour(row)]++;
            }

            return hours;
        }

        private bool IsAside(DayCases cases, int row)
        {
            foreach (var (dimension, member) in _aside)
            {
                if (cases.Code(row, dimension) == member)
                    return true;
            }

            return false;
        }

        private static bool IsOf(DayCases cases, int row, int dimension, int member) => dimension < 0 || cases.Code(row, dimension) == member;

        internal readonly record struct Row(DayCases Cases, int Number)
        {
            public int Code(int dimension) => Cases.Code(Number, dimension);
        }
    }
}
