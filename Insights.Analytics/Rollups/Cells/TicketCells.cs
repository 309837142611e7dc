using System.Globalization;
using System.Runtime.InteropServices;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>
/// Tickets → cells of their days, with a sign: a ticket that changed is taken out as it was and put in as it is. All that a ticket says of one day is one cell, its column one bit
/// for each of <see cref="TicketColumns"/>: nearly every ticket is a cell of its own, so that a cell for each number would be several times as many.
/// </summary>
/// <param name="texts">Codes of the tickets' members.</param>
internal sealed class TicketCells(TextCodes texts)
{
    /// <summary>Codes from here on are keys of subjects.</summary>
    private const int Subjects = 1 << 28;

    private const int DaysAtOnce = 400;

    private static readonly int s_codes = CellShape.Of(CellKind.Tickets).Length + 1;

    private readonly Dictionary<(int VendorId, int Day), Dictionary<CellKey, CellSum>> _open = [];
    private readonly Dictionary<(int VendorId, int Day), byte[]> _packed = [];
    private readonly Dictionary<long, int> _subjects = [];
    private readonly List<long> _subjectKeys = [];

    /// <summary>What one ticket says of each day, used again for the next.</summary>
    private readonly List<(int Day, int Column)> _days = [];

    /// <param name="members">In the order of <see cref="CellShape.TicketMembers"/>.</param>
    public void Add(TicketOutcome ticket, ReadOnlySpan<TicketSpan> spans, ReadOnlySpan<int> members, int sign)
    {
        CellKey key = default;
        members.CopyTo(((Span<int>)key)[1..]);
        key[1 + members.Length] = ticket.SubjectKey is { } subject ? CodeOf(subject) : 0;
        _days.Clear();
        if (!ticket.Merged)
        {
            Say(ticket.CreatedDay, TicketColumns.OnCreated(ticket));
            if (ticket.SolvedDay is { } solved)
                Say(solved, TicketColumns.OnSolved(ticket));
        }
        foreach (var span in spans)
        {
            Say(span.BeganDay, TicketColumns.Bit(TicketColumns.UnsolvedBegan));
            if (span.EndedDay is { } ended)
                Say(ended, TicketColumns.Bit(TicketColumns.UnsolvedEnded));
        }
        foreach (var (day, column) in _days)
        {
            key[CellKey.Column] = column;
            ref var block = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, (ticket.VendorId, day), out _);
            CollectionsMarshal.GetValueRefOrAddDefault(block ??= [], key, out _).Count += sign;
        }
    }

    /// <summary>Packs the days before one: tickets that come in the order of their creation say nothing more of them, and packed they take a tenth of the memory.</summary>
    public void PackBefore(int day)
    {
        foreach (var block in _open.Keys.Where(block => block.Day < day).ToList())
        {
            _packed[block] = Pack(block);
            _open.Remove(block);
        }
    }

    /// <summary>All of them, into a table without any.</summary>
    public Task InsertAsync(DerivedWriter writer, CancellationToken cancel)
    {
        PackBefore(int.MaxValue);
        return writer.InsertAsync(CellTable.Rows, Rows(_packed.Keys), cancel);
    }

    public async Task AddToStoredAsync(AnalyticsDbContext analytics, DerivedWriter writer, CancellationToken cancel)
    {
        // What was taken out and put in alike leaves its day as it was.
        var changed = _open.Where(block => block.Value.Values.Any(sum => sum != default)).Select(block => block.Key).ToList();
        var vendors = changed.Select(block => block.VendorId).Distinct().ToArray();
        foreach (var days in changed.Select(block => block.Day).Distinct().Order().Select(UnixTime.FromDays).Chunk(DaysAtOnce))
        {
            var stored = analytics.DailyCells.AsNoTracking().Where(row => row.Kind == CellKind.Tickets && vendors.Contains(row.VendorId) && days.Contains(row.Day));
            foreach (var row in await stored.ToListAsync(cancel))
                _packed[(row.VendorId, UnixTime.ToDays(row.Day))] = row.Cells;
        }
        foreach (var vendor in changed.GroupBy(block => block.VendorId))
        {
            foreach (var days in vendor.Select(block => block.Day).Order().Chunk(DaysAtOnce))
                await CellTable.RemoveAsync(writer, CellKind.Tickets, vendor.Key, days, cancel);
        }
        foreach (var block in changed)
            _packed[block] = Pack(block);
        await writer.InsertAsync(CellTable.Rows, Rows(changed), cancel);
    }

    private IEnumerable<DailyCells> Rows(IEnumerable<(int VendorId, int Day)> blocks) => blocks.Where(block => _packed[block].Length > 0).Order()
        .Select(block => new DailyCells { Kind = CellKind.Tickets, VendorId = block.VendorId, Day = UnixTime.FromDays(block.Day), Cells = _packed[block] });

    /// <summary>What was packed of the block together with what came since; nothing where nothing is left.</summary>
    private byte[] Pack((int VendorId, int Day) block)
    {
        var cells = _open[block];
        if (_packed.TryGetValue(block, out var before) && before.Length > 0)
        {
            var reader = new Reader(this, cells, []);
            CellBlock.Unpack(before, s_codes, reader.Word, ref reader);
        }
        return cells.Values.All(sum => sum == default) ? [] : CellBlock.Pack(cells, TextOf, s_codes);
    }

    /// <summary>On a day that says it already, once more: a case may be solved and reopened several times a day.</summary>
    private void Say(DateOnly on, int column)
    {
        var day = UnixTime.ToDays(on);
        foreach (ref var known in CollectionsMarshal.AsSpan(_days))
        {
            if (known.Day == day && (known.Column & column) == 0)
            {
                known.Column |= column;
                return;
            }
        }
        _days.Add((day, column));
    }

    private int CodeOf(long subject)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_subjects, subject, out var isKnown);
        if (!isKnown)
        {
            code = Subjects + _subjectKeys.Count;
            _subjectKeys.Add(subject);
        }
        return code;
    }

    private string TextOf(int code) => code >= Subjects ? RecurringIssueId.Of(_subjectKeys[code - Subjects]) : code == 0 ? ReportFilter.Unknown : texts.Texts[code]!;

    /// <param name="Words">Of the block, as they come; which of them are subjects only their place says.</param>
    private readonly record struct Reader(TicketCells Owner, Dictionary<CellKey, CellSum> Cells, List<string> Words) : ICellReader
    {
        public int Word(string text)
        {
            Words.Add(text);
            return Words.Count - 1;
        }

        public void Read(CellKey key, long count, long minor)
        {
            for (var i = 1; i < s_codes - 1; i++)
                key[i] = Owner.TextCode(Words[key[i]]);
            key[s_codes - 1] = Words[key[s_codes - 1]] is var subject && subject == ReportFilter.Unknown ? 0 : Owner.CodeOf(long.Parse(subject, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            CollectionsMarshal.GetValueRefOrAddDefault(Cells, key, out _).Count += count;
        }
    }

    private int TextCode(string text) => texts.Of(text);
}
