using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Tickets → daily_tickets, their decided clocks → daily_clocks, with a sign: a ticket that changed is taken out as it was and put in as it is.</summary>
internal sealed class TicketMargins
{
    /// <summary>In the order of <see cref="CellShape.TicketMembers"/>.</summary>
    public static readonly RollupDimension[] Dimensions =
        [RollupDimension.Tier, RollupDimension.Team, RollupDimension.State, RollupDimension.Channel, RollupDimension.Priority, RollupDimension.Category, RollupDimension.Issue, RollupDimension.IssueCause];

    private static readonly ClockMetric[] s_promises = [.. ClockMetrics.All.Where(metric => ClockColumns.WithTarget.Contains(metric.Id()))];

    private readonly Margins _margins = new(Dimensions);
    private readonly Margins _clocks = new([]);
    private readonly TextCodes _codes = new();
    private readonly int[] _members = new int[Dimensions.Length];

    private readonly HashSet<int> _closed = [];

    public TicketMargins() => Cells = new(_codes);

    /// <summary>Every day whose sums these tickets touch, and on which one of their clocks closed.</summary>
    public IEnumerable<int> Days => _margins.Rows.Keys.Select(row => row.Day).Concat(_clocks.Rows.Keys.Select(row => row.Day)).Concat(Support.Days).Concat(_closed).Distinct();

    /// <summary>How cases end and what recurs, from the same tickets.</summary>
    public SupportMargins Support { get; } = new();

    /// <summary>The same tickets by everything they carry at once.</summary>
    public TicketCells Cells { get; }

    /// <summary>A ticket with the stretches in which it was unsolved. It is usually created as the first begins and solved as the last ends, which is one addition and not two.</summary>
    public void Add(TicketOutcome ticket, ReadOnlySpan<TicketSpan> spans, int sign)
    {
        Support.Add(ticket, sign);
        if (ticket.Merged && spans.IsEmpty)
            return;
        ReadOnlySpan<int> members = Members(ticket);
        Cells.Add(ticket, spans, members, sign);
        var (created, solved) = ticket.Merged ? ((DateOnly?)null, (DateOnly?)null) : (ticket.CreatedDay, ticket.SolvedDay);
        foreach (var span in spans)
        {
            Sums began = default;
            began[TicketColumns.UnsolvedBegan] = sign;
            if (created == span.BeganDay)
            {
                began = OfCreated(ticket, sign);
                began[TicketColumns.UnsolvedBegan] = sign;
                created = null;
            }
            Add(ticket.VendorId, span.BeganDay, members, began);
            if (span.EndedDay is not { } day)
                continue;
            Sums ended = default;
            ended[TicketColumns.UnsolvedEnded] = sign;
            if (solved == day)
            {
                ended[TicketColumns.Solved] = sign;
                solved = null;
            }
            Add(ticket.VendorId, day, members, ended);
        }
        if (created is { } createdDay)
        {
            var own = OfCreated(ticket, sign);
            Add(ticket.VendorId, createdDay, members, own);
        }
        if (solved is { } solvedDay)
            Add(ticket.VendorId, solvedDay, members, TicketColumns.Solved, sign);
    }

    /// <summary>A clock counts by the day it was decided, when it was, and when customers were promised it.</summary>
    public void AddClock(int vendorId, ClockMetric metric, Verdict verdict, DateOnly? decided, DateOnly? closed, int sign)
    {
        if (closed is { } closedDay)
            _closed.Add(UnixTime.ToDays(closedDay));
        if (decided is not { } day || verdict is not (Verdict.Met or Verdict.Breached) || Array.IndexOf(s_promises, metric) < 0)
            return;
        Sums sums = default;
        sums[ClockColumns.Of(metric.Id(), verdict.Word())] = sign;
        _clocks.Add(vendorId, UnixTime.ToDays(day), 0, [], sums);
    }

    public async Task InsertAsync(DerivedWriter writer, CancellationToken cancel)
    {
        await writer.InsertAsync(DailyTables.Tickets, Rows(_margins), cancel);
        await writer.InsertAsync(DailyTables.Clocks, Rows(_clocks), cancel);
        await Support.InsertAsync(writer, cancel);
        await Cells.InsertAsync(writer, cancel);
    }

    public async Task AddToStoredAsync(AnalyticsDbContext analytics, DerivedWriter writer, CancellationToken cancel)
    {
        await writer.AddAsync(DailyTables.Tickets, Rows(_margins), cancel);
        await writer.AddAsync(DailyTables.Clocks, Rows(_clocks), cancel);
        await Support.AddToStoredAsync(writer, cancel);
        await Cells.AddToStoredAsync(analytics, writer, cancel);
    }

    private IEnumerable<MarginRow> Rows(Margins margins) => DailyTables.Sorted(margins, _codes.Texts).Where(row => !IsZero(row.Sums));

    private int[] Members(TicketOutcome ticket)
    {
        _members[0] = _codes.Of(ticket.Tier);
        _members[1] = _codes.Of(ticket.Team);
        _members[2] = _codes.Of(ticket.State);
        _members[3] = _codes.Of(ticket.Channel);
        _members[4] = _codes.Of(ticket.Priority);
        _members[5] = _codes.Of(ticket.Category);
        _members[6] = _codes.Of(ticket.Issue);
        _members[7] = _codes.Of(ticket.IssueCause);
        return _members;
    }

    /// <summary>What a ticket adds to the day of its creation.</summary>
    private static Sums OfCreated(TicketOutcome ticket, int sign)
    {
        Sums sums = default;
        sums[TicketColumns.Created] = sign;
        sums[TicketColumns.Classified] = ticket.IssueBy == IssueSource.Nothing ? 0 : sign;
        sums[TicketColumns.WordsKnown] = ticket.WordsSay == WordsVerdict.NotAsked ? 0 : sign;
        sums[TicketColumns.WordsAgree] = ticket.WordsSay == WordsVerdict.Same ? sign : 0;
        return sums;
    }

    private void Add(int vendor, DateOnly day, ReadOnlySpan<int> members, int column, int sign)
    {
        Sums sums = default;
        sums[column] = sign;
        Add(vendor, day, members, sums);
    }

    private void Add(int vendor, DateOnly day, ReadOnlySpan<int> members, ReadOnlySpan<long> sums) => _margins.Add(vendor, UnixTime.ToDays(day), 0, members, sums);

    private static bool IsZero(Sums sums)
    {
        foreach (var sum in sums)
        {
            if (sum != 0)
                return false;
        }
        return true;
    }
}
