using System.Numerics;
using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Columns of the sums over ledger rows.</summary>
internal static class LedgerColumns
{
    public const int Rows = 0;
    public const int AmountMinor = 1;

    /// <summary>Fees less fees returned.</summary>
    public const int FeesMinor = 2;
    public const int RecoveredMinor = 3;

    /// <summary>What was both refunded and lost: no more than either.</summary>
    public const int TwiceLostMinor = 4;
}

/// <summary>What margins of disputes do not hold, from the disputes that are kept one by one: under any filter, by any dimension.</summary>
internal sealed class DisputeSums(AnalyticsStore store, ResultCache cache, VendorNames vendors, AppliedFilter filter)
{
    private static readonly CellQuestion s_question = new(CellKind.Disputes, FactKind.Disputes, null, (ref Sums _, int _, long _, long _) => { });

    /// <summary>The columns of <see cref="DisputeColumns"/>.</summary>
    /// <param name="isByDay">Each day and currency by itself; otherwise all of them as one, under the first day.</param>
    public async Task<DayRows> OfAsync(DisputeBasis basis, DateOnly from, DateOnly to, string? by, bool isByDay)
    {
        var (first, last) = (UnixTime.ToDays(from), UnixTime.ToDays(to));
        var kept = await KeptDisputes.OfAsync(store, cache, filter.Scope, CellKind.Disputes);
        var asked = Ask(kept, by, isByDay);
        var sums = new Dictionary<long, Sums>();
        foreach (var (day, disputes) in basis == DisputeBasis.Opened ? kept.During(first, last) : kept.During(int.MinValue, int.MaxValue))
        {
            foreach (ref readonly var one in disputes.AsSpan())
            {
                if (asked.GroupOf(one.Profile) is not (>= 0 and var group) || DayOf(one.Holds, one.Numbers, day, basis) is not { } own || own < first || own > last)
                    continue;
                var state = asked.StateOf(one.Profile);
                if (basis == DisputeBasis.Decided && !DisputeOutcome.IsDecided(state))
                    continue;
                var add = DisputeCell.SumsOf(one.Holds, state, one.Numbers);
                Add(ref CollectionsMarshal.GetValueRefOrAddDefault(sums, Asked.KeyOf(isByDay ? own : first, group), out _), add);
            }
        }
        return asked.ToRows(sums);
    }

    /// <summary>Row sets of the ledger in the columns of <see cref="LedgerColumns"/>: where no margin has one of them, a page asks for most.</summary>
    /// <param name="only">Null = every one of them, at once.</param>
    /// <param name="asOf">Up to when the data speaks: what may still be turned round is judged then, so that a number and its rows are of the same moment.</param>
    public async Task<IReadOnlyDictionary<string, DayRows>> LedgerAsync(string? only, DateOnly from, DateOnly to, string? by, bool isByDay, DateTime asOf)
    {
        var (first, last, now) = (UnixTime.ToDays(from), UnixTime.ToDays(to), UnixTime.ToSeconds(asOf));
        var kept = await KeptDisputes.OfAsync(store, cache, filter.Scope, CellKind.Ledger);
        var asked = Ask(kept, by, isByDay);
        var provisional = LedgerSets.PlaceOf(RowSets.DisputesProvisional);
        var wanted = only is null ? (1u << LedgerSets.All.Count) - 1 : 1u << LedgerSets.PlaceOf(only);
        var sums = LedgerSets.All.Select(_ => new Dictionary<long, Sums>()).ToArray();
        foreach (var (day, disputes) in kept.During(int.MinValue, int.MaxValue))
        {
            foreach (ref readonly var one in disputes.AsSpan())
            {
                if ((one.Holds & wanted) == 0 || asked.GroupOf(one.Profile) is not (>= 0 and var group))
                    continue;
                var decided = (one.Holds & LedgerCell.Decided) != 0 ? day + (int)one.Numbers[LedgerCell.DecidedAfter] : int.MinValue;
                var (isReceived, isDecided) = (day >= first && day <= last, decided >= first && decided <= last);
                if (!isReceived && !isDecided)
                    continue;
                for (var left = one.Holds & wanted; left != 0; left &= left - 1)
                {
                    var place = BitOperations.TrailingZeroCount(left);
                    var byDecision = LedgerSets.All[place].ByDecision;
                    if (!(byDecision ? isDecided : isReceived) || (place == provisional && one.Numbers[LedgerCell.FinalAt] <= now))
                        continue;
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums[place], Asked.KeyOf(!isByDay ? first : byDecision ? decided : day, group), out _);
                    sum[LedgerColumns.Rows]++;
                    sum[LedgerColumns.AmountMinor] += one.Numbers[LedgerCell.AmountMinor];
                    sum[LedgerColumns.FeesMinor] += one.Numbers[LedgerCell.FeesMinor];
                    sum[LedgerColumns.RecoveredMinor] += one.Numbers[LedgerCell.RecoveredMinor];
                    sum[LedgerColumns.TwiceLostMinor] += one.Numbers[LedgerCell.TwiceLostMinor];
                }
            }
        }
        return sums.Select((of, place) => (LedgerSets.All[place].RowSet, Rows: asked.ToRows(of))).ToDictionary(set => set.RowSet, set => set.Rows, StringComparer.Ordinal);
    }

    /// <summary>What was measured of each dispute of a row set, by the day it was received: seconds from dispute to first response, or whole days from charge to dispute, in seconds.</summary>
    public async Task<ClockSamples> TimesAsync(string rowSet, DateOnly from, DateOnly to, string? by)
    {
        var kept = await KeptDisputes.OfAsync(store, cache, filter.Scope, CellKind.Ledger);
        var asked = Ask(kept, by, isByDay: false);
        var (bit, number, unit) = (1u << LedgerSets.PlaceOf(rowSet), rowSet == RowSets.DisputesResponded ? LedgerCell.ResponseSeconds : LedgerCell.DaysToDispute, rowSet == RowSets.DisputesResponded ? 1 : 86_400);
        var times = new List<ClockSample>();
        foreach (var (day, disputes) in kept.During(UnixTime.ToDays(from), UnixTime.ToDays(to)))
        {
            foreach (ref readonly var one in disputes.AsSpan())
            {
                if ((one.Holds & bit) != 0 && asked.GroupOf(one.Profile) is >= 0 and var group)
                    times.Add(new(day, asked.Member(group), one.Numbers[number] * unit, one.Numbers[number] * unit));
            }
        }
        return ClockSamples.InOrder([.. times]);
    }

    /// <summary>Who held the disputes received on these days until their evidence was due.</summary>
    public async Task<(long Disputes, long VendorSeconds, long AcquirerSeconds)> HeldAsync(DateOnly from, DateOnly to)
    {
        var kept = await KeptDisputes.OfAsync(store, cache, filter.Scope, CellKind.Ledger);
        var asked = Ask(kept, null, isByDay: false);
        (long Disputes, long VendorSeconds, long AcquirerSeconds) held = default;
        foreach (var (_, disputes) in kept.During(UnixTime.ToDays(from), UnixTime.ToDays(to)))
        {
            foreach (ref readonly var one in disputes.AsSpan())
            {
                if ((one.Holds & LedgerCell.Held) != 0 && asked.GroupOf(one.Profile) >= 0)
                    held = (held.Disputes + 1, held.VendorSeconds + one.Numbers[LedgerCell.VendorHeldSeconds], held.AcquirerSeconds + one.Numbers[LedgerCell.AcquirerHeldSeconds]);
            }
        }
        return held;
    }

    /// <summary>What waits for evidence, by its currency and how soon that is due.</summary>
    public async Task<IReadOnlyList<DeadlineSum>> AwaitingAsync(Instant now)
    {
        var kept = await KeptDisputes.OfAsync(store, cache, filter.Scope, CellKind.Ledger);
        var asked = Ask(kept, "currency", isByDay: false);
        var sums = new Dictionary<(DeadlineUrgency Urgency, int Group), (long Disputes, long Minor)>();
        foreach (var (_, disputes) in kept.During(int.MinValue, int.MaxValue))
        {
            foreach (ref readonly var one in disputes.AsSpan())
            {
                if ((one.Holds & LedgerCell.Awaiting) == 0 || asked.GroupOf(one.Profile) is not (>= 0 and var group))
                    continue;
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (DeadlineSum.Of(Instant.FromUnixTimeSeconds(one.Numbers[LedgerCell.DueAt]), now), group), out _);
                sum = (sum.Disputes + 1, sum.Minor + one.Numbers[LedgerCell.AmountMinor]);
            }
        }
        return [.. sums.Select(sum => new DeadlineSum(sum.Key.Urgency, asked.Member(sum.Key.Group), sum.Value.Disputes, sum.Value.Minor)).OrderBy(sum => sum.Urgency).ThenBy(sum => sum.Currency, StringComparer.Ordinal)];
    }

    /// <summary>How challenged disputes ended, by network and reason: what a win chance rests on. What is not given is "".</summary>
    public async Task<IReadOnlyList<WinRecord>> WinsAsync()
    {
        var kept = await KeptDisputes.OfAsync(store, cache, filter.Scope, CellKind.Ledger);
        var profiles = kept.Profiles.ByColumn();
        var (networks, reasons) = (profiles.Codes[s_question.PlaceOf("network")!.Value], profiles.Codes[s_question.PlaceOf("reason")!.Value]);
        var sums = new Dictionary<(int Network, int Reason), (long Won, long Decided)>();
        foreach (var (_, disputes) in kept.During(int.MinValue, int.MaxValue))
        {
            foreach (ref readonly var one in disputes.AsSpan())
            {
                if ((one.Holds & (LedgerCell.ChallengedWon | LedgerCell.ChallengedLost)) == 0)
                    continue;
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (networks[one.Profile], reasons[one.Profile]), out _);
                sum = (sum.Won + ((one.Holds & LedgerCell.ChallengedWon) != 0 ? 1 : 0), sum.Decided + 1);
            }
        }
        return
        [
            .. sums.Select(sum => new WinRecord(Given(sum.Key.Network), Given(sum.Key.Reason), sum.Value.Won, sum.Value.Decided))
                .OrderBy(record => record.Network, StringComparer.Ordinal).ThenBy(record => record.Category, StringComparer.Ordinal),
        ];

        string Given(int code) => profiles.Words[code] is var word && word == ReportFilter.Unknown ? "" : word;
    }

    private static int? DayOf(uint holds, ReadOnlySpan<long> numbers, int received, DisputeBasis basis) => basis switch
    {
        DisputeBasis.Opened => received,
        // A fraud report stands beside the disputes by the day it was made, and by no other.
        _ when (holds & DisputeCell.Notice) != 0 => null,
        DisputeBasis.Charged => (holds & DisputeCell.Charged) != 0 ? received - (int)numbers[DisputeCell.ChargedBefore] : null,
        _ => (holds & DisputeCell.Decided) != 0 ? received + (int)numbers[DisputeCell.DecidedAfter] : null,
    };

    private static void Add(ref Sums to, ReadOnlySpan<long> add)
    {
        for (var i = 0; i < Sums.Length; i++)
            to[i] += add[i];
    }

    private Asked Ask(KeptDisputes kept, string? by, bool isByDay)
    {
        var profiles = kept.Profiles.ByColumn();
        return new(profiles, new(s_question, profiles, vendors, by, byCurrency: isByDay), profiles.Left(filter.Key, () => CellLoader.Narrowed(s_question, filter, profiles)));
    }

    /// <summary>What the filter leaves, and what it is gathered by: asked once of every combination that occurred.</summary>
    private sealed class Asked
    {
        private readonly CellProfiles.Columns _profiles;
        private readonly CellLoader.Groups _groups;
        private readonly int[] _groupOf;
        private readonly int _state = s_question.PlaceOf("state")!.Value;

        public Asked(CellProfiles.Columns profiles, CellLoader.Groups groups, int[] wanted)
        {
            (_profiles, _groups, _groupOf) = (profiles, groups, new int[profiles.Count]);
            Array.Fill(_groupOf, -1);
            foreach (var profile in wanted)
                _groupOf[profile] = groups.Of(profile);
        }

        /// <summary>-1 for what the filter leaves out.</summary>
        public int GroupOf(int profile) => _groupOf[profile];

        public string StateOf(int profile) => _profiles.Words[_profiles.Codes[_state][profile]];

        public string Member(int group) => _groups.Member(group);

        /// <summary>By day first, so that sums come in the order of their days.</summary>
        public static long KeyOf(int day, int group) => ((long)day << 32) | (uint)group;

        public DayRows ToRows(Dictionary<long, Sums> sums) => new(
        [
            .. sums.OrderBy(sum => sum.Key).Select(sum =>
            {
                var group = (int)(sum.Key & int.MaxValue);
                return new DayRow((int)(sum.Key >> 32), _groups.Member(group), _groups.Currency(group), sum.Value);
            }),
        ]);
    }
}
