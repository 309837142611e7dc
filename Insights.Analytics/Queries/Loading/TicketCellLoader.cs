using System.Numerics;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Sums of tickets under any filter, from cells that are kept in memory.</summary>
internal sealed class TicketCellLoader(AnalyticsStore store, ResultCache cache, VendorNames vendors, AppliedFilter filter)
{
    /// <summary>Whether cells hold all that the filter narrows tickets by, and the dimension they are split by.</summary>
    public static bool Answers(AppliedFilter filter, string? by) => CellQuestion.Tickets.Answers(filter.Without("cluster"), by);

    /// <summary>Each day by itself, all tickets together: the whole history, of which a change of the data costs its own days.</summary>
    public Task<DayRows> ByDayAsync()
    {
        // A wording may join a recurring issue later: then days change that nothing was derived of.
        var of = "ticket cells by day|" + filter.Key;
        return IsByIssue ? cache.GetAsync(of, () => ByDayAsync(int.MinValue, int.MaxValue))
            : cache.Days.ReadAsync(store, cache, of, DerivedDay.Tickets, (from, to) => ByDayAsync(UnixTime.ToDays(from), UnixTime.ToDays(to)));
    }

    /// <summary>All of the days as one, under the first, split by a dimension.</summary>
    public async Task<DayRows> OverAsync(int from, int to, string by)
    {
        var over = await OverAsync(from, to);
        var isVendor = by == "vendor";
        var codes = isVendor ? over.Profiles.Vendors : over.Profiles.Codes[CellQuestion.Tickets.PlaceOf(by)!.Value];
        var sums = new Sums[isVendor ? over.Profiles.VendorIds.Length : over.Profiles.Words.Length];
        for (var left = 0; left < over.Of.Length; left++)
            over.AddTo(ref sums[codes[over.Of[left]]], left);
        var rows = new List<DayRow>();
        for (var member = 0; member < sums.Length; member++)
        {
            if (((ReadOnlySpan<long>)sums[member]).ContainsAnyExcept(0))
                rows.Add(new(from, isVendor ? vendors.Code(over.Profiles.VendorIds[member]) : over.Profiles.Words[member], "", sums[member]));
        }
        return new(rows);
    }

    /// <summary>All of the days as one, by team and issue.</summary>
    public async Task<IReadOnlyDictionary<(string Team, string Issue), Sums>> ByTeamAndIssueAsync(int from, int to)
    {
        var over = await OverAsync(from, to);
        var (teams, issues) = (over.Profiles.Codes[CellQuestion.Tickets.PlaceOf("team")!.Value], over.Profiles.Codes[CellQuestion.Tickets.PlaceOf("issue")!.Value]);
        var sums = new Dictionary<(int Team, int Issue), Sums>();
        for (var left = 0; left < over.Of.Length; left++)
        {
            var profile = over.Of[left];
            over.AddTo(ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, (teams[profile], issues[profile]), out _), left);
        }
        return sums.Where(one => one.Value[TicketColumns.Solved] > 0).ToDictionary(one => (over.Profiles.Words[one.Key.Team], over.Profiles.Words[one.Key.Issue]), one => one.Value);
    }

    /// <summary>Tickets of each subject over some days, both included.</summary>
    public Task<IReadOnlyList<SubjectCount>> BySubjectAsync(int from, int to) => cache.GetAsync(FormattableString.Invariant($"ticket cells by subject|{from}|{to}|{filter.Key}"), async () =>
    {
        var wanted = await WantedAsync();
        var subjects = wanted.Days.Profiles.Subjects();
        var counts = new SubjectCount[subjects.Length];
        foreach (var (_, cells) in wanted.Days.During(from, to))
        {
            foreach (ref readonly var cell in cells.AsSpan())
            {
                if (!wanted.Has(cell))
                    continue;
                ref var count = ref counts[cell.Subject];
                count.Created += (cell.Columns >> TicketColumns.Created & 1) * cell.Count;
                count.Known += (cell.Columns >> TicketColumns.Known & 1) * cell.Count;
                count.FirstContact += (cell.Columns >> TicketColumns.FirstContact & 1) * cell.Count;
            }
        }
        for (var subject = 0; subject < counts.Length; subject++)
            counts[subject].SubjectKey = subjects[subject];
        return (IReadOnlyList<SubjectCount>)[.. counts.Skip(1).Where(count => count.Created != 0 || count.Known != 0)];
    });

    /// <summary>Tickets created over some days, both included, by vendor and subject, of these subjects.</summary>
    public async Task<IReadOnlyList<(int VendorId, long SubjectKey, long Tickets)>> ByVendorAndSubjectAsync(int from, int to, IReadOnlyCollection<long> keys)
    {
        var wanted = await WantedAsync();
        var (vendorOf, numbers) = (wanted.Profiles.Vendors, keys.Select((key, i) => (key, i)).ToDictionary(one => one.key, one => one.i));
        var numberOf = Array.ConvertAll(wanted.Days.Profiles.Subjects(), key => numbers.GetValueOrDefault(key, -1));
        // The first stands for no subject.
        numberOf[0] = -1;
        var counts = new long[keys.Count * wanted.Profiles.VendorIds.Length];
        foreach (var (_, cells) in wanted.Days.During(from, to))
        {
            foreach (ref readonly var cell in cells.AsSpan())
            {
                if (numberOf[cell.Subject] is >= 0 and var number && wanted.Has(cell))
                    counts[(vendorOf[cell.Profile] * keys.Count) + number] += (cell.Columns >> TicketColumns.Created & 1) * cell.Count;
            }
        }
        return
        [
            .. from vendor in Enumerable.Range(0, wanted.Profiles.VendorIds.Length)
               from key in numbers
               let tickets = counts[(vendor * keys.Count) + key.Value]
               where tickets != 0
               select (wanted.Profiles.VendorIds[vendor], key.Key, tickets),
        ];
    }

    /// <summary>On which days the newest tickets of each group of subjects were created, the last first; all days where the group has fewer.</summary>
    /// <param name="groups">What a subject's key belongs to.</param>
    public async Task<Dictionary<long, List<int>>> NewestDaysAsync(int from, int to, IReadOnlyDictionary<long, long> groups, int tickets)
    {
        var wanted = await WantedAsync();
        var (subjects, numbers) = (wanted.Days.Profiles.Subjects(), groups.Values.Distinct().Order().ToList());
        var groupOf = Array.ConvertAll(subjects, key => groups.TryGetValue(key, out var group) ? numbers.BinarySearch(group) : -1);
        groupOf[0] = -1;
        var (left, days) = (new long[numbers.Count], numbers.ConvertAll(_ => new List<int>()));
        Array.Fill(left, tickets);
        foreach (var (day, cells) in wanted.Days.During(from, to).Reverse())
        {
            foreach (ref readonly var cell in cells.AsSpan())
            {
                if ((cell.Columns & 1 << TicketColumns.Created) == 0 || groupOf[cell.Subject] is not (>= 0 and var group) || !wanted.Has(cell))
                    continue;
                // A group that is full by now is full with this day.
                if (days[group] is [.., var last] && last == day)
                    left[group] -= cell.Count;
                else if (left[group] > 0)
                {
                    days[group].Add(day);
                    left[group] -= cell.Count;
                }
            }
            if (Array.TrueForAll(left, one => one <= 0))
                break;
        }
        return numbers.Select((group, i) => (group, days[i])).ToDictionary(one => one.group, one => one.Item2);
    }

    private async Task<DayRows> ByDayAsync(int from, int to)
    {
        var wanted = await WantedAsync();
        var rows = new List<DayRow>();
        foreach (var (day, cells) in wanted.Days.During(from, to))
        {
            Sums sums = default;
            var isAny = false;
            foreach (ref readonly var cell in cells.AsSpan())
            {
                if (!wanted.Has(cell))
                    continue;
                isAny = true;
                TicketColumns.AddTo(ref sums, cell.Columns, cell.Count, 0);
            }
            if (isAny)
                rows.Add(new(day, "", "", sums));
        }
        return new(rows);
    }

    /// <summary>Days are walked once, whatever they are split by then.</summary>
    private Task<ProfileSums> OverAsync(int from, int to) => cache.GetAsync(FormattableString.Invariant($"ticket cells|{from}|{to}|{filter.Key}"), async () =>
    {
        var wanted = await WantedAsync();
        var sums = new ProfileSums(wanted.Profiles, wanted.Left);
        foreach (var (_, cells) in wanted.Days.During(from, to))
        {
            foreach (ref readonly var cell in cells.AsSpan())
            {
                if (wanted.Has(cell))
                    sums.Add(wanted.Places[cell.Profile], cell);
            }
        }
        return sums;
    });

    private bool IsByIssue => filter.Values.Any(pair => pair.Key == "cluster");

    private async Task<Wanted> WantedAsync()
    {
        var days = await TicketDays.OfAsync(store, cache, filter.Scope, vendors);
        var subjects = IsByIssue ? await SubjectsAsync(days.Profiles) : null;
        var profiles = days.Profiles.Members.ByColumn();
        var members = filter.Without("cluster");
        var left = profiles.Left(members.Key, () => CellLoader.Narrowed(CellQuestion.Tickets, members, profiles));
        return new(days, profiles, left, profiles.Left("places|" + members.Key, () => Places(profiles, left)), subjects);
    }

    private static int[] Places(CellProfiles.Columns profiles, int[] left)
    {
        var places = new int[profiles.Count];
        Array.Fill(places, -1);
        for (var place = 0; place < left.Length; place++)
            places[left[place]] = place;
        return places;
    }

    /// <summary>Of each subject, whether it belongs to a recurring issue that the filter names.</summary>
    private async Task<bool[]> SubjectsAsync(TicketProfiles profiles)
    {
        await using var context = store.Open(filter.Scope);
        var issues = filter.Values.First(pair => pair.Key == "cluster").Value.Select(RecurringIssueId.Parse).ToArray();
        var keys = await context.SubjectKeys.AsNoTracking().Where(key => issues.Contains(key.Cluster)).Select(key => key.SubjectKey).ToHashSetAsync();
        var subjects = profiles.Subjects();
        var wanted = Array.ConvertAll(subjects, keys.Contains);
        // The first stands for no subject.
        wanted[0] = false;
        return wanted;
    }

    /// <param name="Left">The profiles that the filter leaves.</param>
    /// <param name="Places">Of each profile: where among them it stands; −1 where it is not left.</param>
    private sealed record Wanted(TicketDays Days, CellProfiles.Columns Profiles, int[] Left, int[] Places, bool[]? Subjects)
    {
        public bool Has(in TicketCell cell) => Places[cell.Profile] >= 0 && (Subjects is null || Subjects[cell.Subject]);
    }

    /// <summary>What the tickets of each profile come to over some days.</summary>
    private sealed class ProfileSums(CellProfiles.Columns profiles, int[] of)
    {
        private readonly int[] _sums = new int[of.Length * Sums.Length];

        public CellProfiles.Columns Profiles => profiles;

        /// <summary>The profiles that are left.</summary>
        public int[] Of => of;

        public void Add(int place, in TicketCell cell)
        {
            var own = _sums.AsSpan(place * Sums.Length, Sums.Length);
            for (uint columns = cell.Columns; columns != 0; columns &= columns - 1)
                own[BitOperations.TrailingZeroCount(columns)] += cell.Count;
        }

        public void AddTo(ref Sums sums, int place)
        {
            var own = _sums.AsSpan(place * Sums.Length, Sums.Length);
            for (var column = 0; column < own.Length; column++)
                sums[column] += own[column];
        }
    }
}

/// <summary>Tickets with one key of their subject: created, solved with a conversation that is known, and of these with one reply.</summary>
internal record struct SubjectCount(long SubjectKey, long Created, long Known, long FirstContact);
