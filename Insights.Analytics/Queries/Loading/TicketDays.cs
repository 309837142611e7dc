using System.Globalization;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>What some tickets say of one day.</summary>
/// <param name="Profile">What they carry, by its number.</param>
/// <param name="Subject">Of their subject's key, by its number; 0 without one.</param>
/// <param name="Columns">One bit each (TicketColumns).</param>
internal readonly record struct TicketCell(int Profile, int Subject, ushort Columns, ushort Count);

/// <summary>The cells of tickets day by day: of one vendor, or of all whose rows the house reads.</summary>
internal sealed class TicketDays : IKeptRows<TicketDays>
{
    private readonly DayBlocks<TicketCell> _blocks;

    private readonly Lazy<Dictionary<(int VendorId, long SubjectKey), int>> _first;

    /// <param name="first">First days that are known already, all of them before <paramref name="unknownFrom"/>.</param>
    private TicketDays(TicketProfiles profiles, DayBlocks<TicketCell> blocks, Dictionary<(int VendorId, long SubjectKey), int> first, int unknownFrom)
    {
        (Profiles, _blocks) = (profiles, blocks);
        _first = new(() => WithFirst(first, unknownFrom));
    }

    public TicketProfiles Profiles { get; }

    public long Bytes => _blocks.Bytes + Profiles.Bytes;

    public IEnumerable<(int Day, TicketCell[] Cells)> During(int from, int to) => _blocks.ByDay(from, to);

    /// <summary>The first day with a ticket, by vendor and subject.</summary>
    public IReadOnlyDictionary<(int VendorId, long SubjectKey), int> First => _first.Value;

    /// <param name="fresh">Of the same profiles.</param>
    public TicketDays Replaced(int from, int to, TicketDays fresh)
    {
        var blocks = _blocks.Replaced(from, to, fresh._blocks);
        // What began before the exchanged days began there still; the history before them is not walked for it again.
        return _first.IsValueCreated ? new(Profiles, blocks, _first.Value.Where(one => one.Value < from).ToDictionary(), from) : new(Profiles, blocks, [], int.MinValue);
    }

    /// <summary>What is kept for the scope: a vendor reads its own, the house all of them.</summary>
    public static Task<TicketDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, VendorNames vendors) =>
        cache.Days.ReadAsync<TicketDays>(store, cache, $"{scope.CacheKey}|cells {CellKind.Tickets}", DerivedDay.Tickets, async (kept, from, to) =>
        {
            await using var context = store.Open(scope);
            // Each vendor named is a piece of the key.
            var rows = context.DailyCells.AsNoTracking().Where(row => row.Kind == CellKind.Tickets && row.Day >= from && row.Day <= to)
                .WhereVendor(scope.Kind == ScopeKind.Vendor ? [scope.VendorId] : [0, .. vendors.All.Select(vendor => vendor.Id)]);
            // Read into the profiles there are, so that days are exchanged without numbering anew.
            var profiles = kept?.Profiles ?? new();
            return new TicketDays(profiles, await profiles.ReadAsync(rows.AsAsyncEnumerable()), [], int.MinValue);
        });

    private Dictionary<(int VendorId, long SubjectKey), int> WithFirst(Dictionary<(int VendorId, long SubjectKey), int> first, int from)
    {
        var (members, subjects) = (Profiles.Members.ByColumn(), Profiles.Subjects());
        // In the order of days: whoever comes first stays.
        foreach (var (day, cells) in During(from, int.MaxValue))
        {
            foreach (ref readonly var cell in cells.AsSpan())
            {
                if (cell.Subject > 0 && (cell.Columns & 1 << TicketColumns.Created) != 0)
                    first.TryAdd((members.VendorIds[members.Vendors[cell.Profile]], subjects[cell.Subject]), day);
            }
        }
        return first;
    }
}

/// <summary>What tickets carry, and the keys of their subjects, each under a number. Grows and never forgets while its cells are kept.</summary>
internal sealed class TicketProfiles
{
    private static readonly int s_subject = CellShape.Of(CellKind.Tickets).Length;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _numbers = [];
    private readonly List<long> _subjects = [0];

    public CellProfiles Members { get; } = new(CellKind.Tickets);

    public long Bytes => Members.Bytes + (_subjects.Count * 40L);

    /// <summary>The keys so far, by their numbers; the first stands for tickets without a subject.</summary>
    public long[] Subjects()
    {
        lock (_lock)
            return [.. _subjects];
    }

    public async Task<DayBlocks<TicketCell>> ReadAsync(IAsyncEnumerable<DailyCells> packed)
    {
        var days = new SortedDictionary<int, List<TicketCell>>();
        await foreach (var row in packed)
        {
            var day = UnixTime.ToDays(row.Day);
            if (!days.TryGetValue(day, out var cells))
                days[day] = cells = [];
            var reader = new Reader(this, row.VendorId, cells);
            CellBlock.Unpack(row.Cells, s_subject + 1, reader.Word, ref reader);
        }
        return DayBlocks<TicketCell>.Of(days.Select(day => (day.Key, day.Value.ToArray())));
    }

    private int NumberOf(string subject)
    {
        if (subject == ReportFilter.Unknown)
            return 0;
        var key = long.Parse(subject, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        lock (_lock)
        {
            if (!_numbers.TryGetValue(key, out var number))
            {
                _numbers[key] = number = _subjects.Count;
                _subjects.Add(key);
            }
            return number;
        }
    }

    /// <summary>A block's words are told apart where they stand: as members or as subjects.</summary>
    private sealed class Reader(TicketProfiles profiles, int vendorId, List<TicketCell> cells) : ICellReader
    {
        private readonly List<(string Text, int Member, int Subject)> _words = [];
        private CellKey _before;
        private int _profile = -1;

        public int Word(string text)
        {
            _words.Add((text, -1, -1));
            return _words.Count - 1;
        }

        public void Read(CellKey key, long count, long minor)
        {
            var words = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_words);
            ref var subject = ref words[key[s_subject]];
            if (subject.Subject < 0)
                subject.Subject = profiles.NumberOf(subject.Text);
            var column = key[CellKey.Column];
            (key[CellKey.Column], key[s_subject]) = (0, 0);
            if (_profile < 0 || !key.Equals(_before))
            {
                _before = key;
                for (var i = 1; i < s_subject; i++)
                {
                    ref var word = ref words[key[i]];
                    if (word.Member < 0)
                        word.Member = profiles.Members.Word(word.Text);
                    key[i] = word.Member;
                }
                _profile = profiles.Members.NumberOf(vendorId, key);
            }
            for (; count > 0; count -= ushort.MaxValue)
                cells.Add(new(_profile, subject.Subject, checked((ushort)column), (ushort)Math.Min(count, ushort.MaxValue)));
        }
    }
}
