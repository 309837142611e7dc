using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Adds what a column's rows are to sums.</summary>
internal delegate void AddColumn(ref Sums sums, int column, long count, long minor);

/// <summary>What is asked of cells: which rows, and which of a kind's columns they lie in.</summary>
/// <param name="Fact">What a filter may name of the rows.</param>
/// <param name="Column">The only column that counts; null = all.</param>
internal sealed record CellQuestion(CellKind Kind, FactKind Fact, int? Column, AddColumn Add)
{
    public static CellQuestion Payments { get; } = new(CellKind.Payments, FactKind.Payments, null, PaymentCells.AddTo);

    public static CellQuestion Tickets { get; } = new(CellKind.Tickets, FactKind.Outcomes, null, TicketColumns.AddTo);

    /// <summary>Rows and amounts of a set of payment cases; null where its rows are in no cells.</summary>
    public static CellQuestion? OfCases(string rowSet) => rowSet switch
    {
        RowSets.OrdersFailed => Orders(PaymentCells.OrdersFailed),
        RowSets.OrdersRecovered => Orders(PaymentCells.OrdersRecovered),
        RowSets.OrdersLost => Orders(PaymentCells.OrdersLost),
        RowSets.RefundsTimed => Refunds(PaymentCells.RefundsTimed),
        RowSets.RefundsInTime => Refunds(PaymentCells.RefundsInTime),
        RowSets.RefundsModeKnown => Refunds(PaymentCells.RefundsModeKnown),
        RowSets.RefundsManual => Refunds(PaymentCells.RefundsManual),
        _ => null,
    };

    /// <summary>Whether cells hold all that the filter narrows these rows by, and the dimension they are split by.</summary>
    public bool Answers(AppliedFilter filter, string? by) =>
        filter.Values.All(pair => !Carried.Has(Fact, pair.Key) || PlaceOf(pair.Key) is not null) && (by is null or "vendor" || PlaceOf(by) is not null);

    /// <summary>Where among a profile's codes the dimension stands; null where cells do not carry it.</summary>
    public int? PlaceOf(string dimension)
    {
        var property = dimension == "currency" ? CellShape.Currency : Carried.Has(Fact, dimension) && dimension != "vendor" ? Carried.Property(Fact, dimension) : null;
        var place = property is null ? -1 : Array.IndexOf(CellShape.Of(Kind), property);
        return place < 0 ? null : place + 1;
    }

    /// <summary>The same of all columns at once, each by itself: whoever asks for orders that failed asks next which of them were paid.</summary>
    public CellQuestion Whole => Column is null ? this : this with { Column = null, Add = AddEach };

    /// <summary>What the answer to <see cref="Whole"/> says of this question's column.</summary>
    public DayRows Of(DayRows whole)
    {
        if (Column is not { } column)
            return whole;
        var rows = new List<DayRow>();
        foreach (var row in whole.During(int.MinValue, int.MaxValue))
        {
            Sums own = default;
            AddRows(ref own, column, row.Sums[column * 2], row.Sums[(column * 2) + 1]);
            if (own[PaymentCaseLoader.Rows] != 0 || own[PaymentCaseLoader.AmountMinor] != 0)
                rows.Add(row with { Sums = own });
        }
        return new(rows);
    }

    private static CellQuestion Orders(int column) => new(CellKind.FailedOrders, FactKind.FailedOrders, column, AddRows);

    private static CellQuestion Refunds(int column) => new(CellKind.Refunds, FactKind.PaymentCases, column, AddRows);

    private static void AddEach(ref Sums sums, int column, long count, long minor)
    {
        sums[column * 2] += count;
        sums[(column * 2) + 1] += minor;
    }

    private static void AddRows(ref Sums sums, int column, long count, long minor)
    {
        sums[PaymentCaseLoader.Rows] += count;
        sums[PaymentCaseLoader.AmountMinor] += minor;
    }
}

/// <summary>Daily sums under any filter, from cells that are kept in memory.</summary>
internal sealed class CellLoader(AnalyticsStore store, ResultCache cache, VendorNames vendors, AppliedFilter filter)
{
    /// <summary>Columns of a kind are fewer than this.</summary>
    private const int Columns = 16;

    /// <summary>Each day by itself.</summary>
    public async Task<DayRows> ByDayAsync(CellQuestion question, int from, int to, string? by)
    {
        var days = await CellDays.OfAsync(store, cache, filter.Scope, vendors, question.Kind);
        var profiles = days.Profiles.ByColumn();
        var groups = new Groups(question, profiles, vendors, by, byCurrency: true);
        var slots = new int[profiles.Count];
        Array.Fill(slots, -1);
        foreach (var profile in Wanted(question, profiles))
        {
            var column = profiles.Codes[CellKey.Column][profile];
            if (question.Column is null || question.Column == column)
                slots[profile] = (groups.Of(profile) * Columns) + column;
        }

        var (counts, minors) = (new long[groups.Count * Columns], new long[groups.Count * Columns]);
        var rows = new List<DayRow>();
        foreach (var (day, cells) in days.During(from, to))
        {
            foreach (ref readonly var cell in cells.AsSpan())
            {
                if (slots[cell.Profile] is >= 0 and var slot)
                {
                    counts[slot] += cell.Count;
                    minors[slot] += cell.Minor;
                }
            }
            for (var group = 0; group < groups.Count; group++)
            {
                Sums sums = default;
                var isAny = false;
                for (var column = 0; column < Columns; column++)
                {
                    var slot = (group * Columns) + column;
                    if (counts[slot] == 0 && minors[slot] == 0)
                        continue;
                    question.Add(ref sums, column, counts[slot], minors[slot]);
                    (counts[slot], minors[slot], isAny) = (0, 0, true);
                }
                if (isAny)
                    rows.Add(new(day, groups.Member(group), groups.Currency(group), sums));
            }
        }
        return new(rows);
    }

    /// <summary>All of the days as one, and all currencies: counts of a period, under its first day.</summary>
    public async Task<DayRows> OverAsync(CellQuestion question, int from, int to, string? by)
    {
        var days = await CellDays.OfAsync(store, cache, filter.Scope, vendors, question.Kind);
        var totals = days.Over(from, to);
        // Profiles that came later have nothing in these days.
        var profiles = days.Profiles.ByColumn();
        var groups = new Groups(question, profiles, vendors, by, byCurrency: false);
        var sums = new List<Sums>();
        foreach (var profile in Wanted(question, profiles))
        {
            if (profile >= totals.Counts.Length)
                break;
            if ((totals.Counts[profile] == 0 && totals.Minors[profile] == 0) || (question.Column is { } only && profiles.Codes[CellKey.Column][profile] != only))
                continue;
            var group = groups.Of(profile);
            if (group == sums.Count)
                sums.Add(default);
            question.Add(ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sums)[group], profiles.Codes[CellKey.Column][profile], totals.Counts[profile], totals.Minors[profile]);
        }
        return new([.. sums.Select((sum, group) => new DayRow(from, groups.Member(group), "", sum))]);
    }

    /// <summary>The profiles that the filter leaves, in the order of their numbers: found once, whatever they are split by.</summary>
    private int[] Wanted(CellQuestion question, CellProfiles.Columns profiles) => profiles.Left(filter.Key, () => Narrowed(question, filter, profiles));

    public static int[] Narrowed(CellQuestion question, AppliedFilter filter, CellProfiles.Columns profiles)
    {
        var wanted = new bool[profiles.Count];
        Array.Fill(wanted, true);
        if (filter.VendorIds is { } ids)
            Narrow(profiles.Vendors, code => ids.Contains(profiles.VendorIds[code]), profiles.VendorIds.Length);
        foreach (var (dimension, values) in filter.Values)
        {
            if (question.PlaceOf(dimension) is { } place)
                Narrow(profiles.Codes[place], code => values.Contains(profiles.Words[code]), profiles.Words.Length);
        }
        var left = new int[wanted.AsSpan().Count(true)];
        var at = 0;
        for (var profile = 0; profile < wanted.Length; profile++)
        {
            if (wanted[profile])
                left[at++] = profile;
        }
        return left;

        void Narrow(int[] codes, Func<int, bool> isWanted, int most)
        {
            var known = new bool[most];
            for (var code = 0; code < most; code++)
                known[code] = isWanted(code);
            for (var profile = 0; profile < codes.Length; profile++)
                wanted[profile] &= known[codes[profile]];
        }
    }

    /// <summary>What profiles are gathered by, numbered as they come: a member, and a currency where amounts are asked for.</summary>
    internal sealed class Groups
    {
        private readonly CellProfiles.Columns _profiles;
        private readonly VendorNames _vendors;
        private readonly bool _isVendor;
        private readonly int[]? _members;
        private readonly int[]? _currencies;
        private readonly int[] _known;
        private readonly int _most;
        private readonly List<(int Member, int Currency)> _groups = [];

        public Groups(CellQuestion question, CellProfiles.Columns profiles, VendorNames vendors, string? by, bool byCurrency)
        {
            (_profiles, _vendors, _isVendor) = (profiles, vendors, by == "vendor");
            _members = by is null ? null : _isVendor ? profiles.Vendors : profiles.Codes[question.PlaceOf(by)!.Value];
            _currencies = byCurrency && question.PlaceOf("currency") is { } place ? profiles.Codes[place] : null;
            _most = _currencies is null ? 1 : profiles.Words.Length;
            _known = new int[(by is null ? 1 : _isVendor ? profiles.VendorIds.Length : profiles.Words.Length) * _most];
        }

        public int Count => _groups.Count;

        public int Of(int profile)
        {
            var (member, currency) = (_members?[profile] ?? 0, _currencies?[profile] ?? 0);
            ref var known = ref _known[(member * _most) + currency];
            if (known == 0)
            {
                _groups.Add((member, currency));
                known = _groups.Count;
            }
            return known - 1;
        }

        public string Member(int group) => _members is null ? "" : _isVendor ? _vendors.Code(_profiles.VendorIds[_groups[group].Member]) : _profiles.Words[_groups[group].Member];

        public string Currency(int group) => _currencies is null ? "" : _profiles.Words[_groups[group].Currency];
    }
}
