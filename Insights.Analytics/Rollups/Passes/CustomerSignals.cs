using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Cases of a customer → what speaks for trouble, one row a customer who has something.</summary>
internal sealed class CustomerSignals(AnalyticsDbContext analytics, DerivedWriter writer)
{
    private const int CustomersAtOnce = 500;

    public static readonly DerivedTable<CustomerSignal> Table = new(
        "customer_signals",
        ["vendor_id", "customer_hash"],
        ["vendor_id", "customer_hash", "repeats", "repeated_issue", "rated_bad", "open_refunds", "tickets", "signs", "last_day", "cases"],
        (row, sink) =>
        {
            sink.Int32(row.VendorId);
            sink.Int64(row.CustomerHash);
            sink.Int32(row.Repeats);
            sink.Text(row.RepeatedIssue);
            sink.Int32(row.RatedBad);
            sink.Int32(row.OpenRefunds);
            sink.Int32(row.Tickets);
            sink.Int32(row.Signs);
            sink.Day(row.LastDay);
            sink.Bytes(row.Cases);
        });

    private readonly TextCodes _codes = new();

    /// <summary>The days under which a customer stands or stood.</summary>
    private readonly HashSet<int> _days = [];

    /// <summary>All customers, into an empty table.</summary>
    public Task AllAsync(CancellationToken cancel) => WriteAsync(analytics.TicketOutcomes.Where(row => row.CustomerHash != null), cancel);

    public async Task SomeAsync(IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        foreach (var chunk in customers.Order().Chunk(CustomersAtOnce))
        {
            var before = analytics.CustomerSignals.Where(row => chunk.Contains(row.CustomerHash));
            _days.UnionWith((await before.Select(row => row.LastDay).Distinct().ToListAsync(cancel)).Select(UnixTime.ToDays));
            await before.ExecuteDeleteAsync(cancel);
            await WriteAsync(analytics.TicketOutcomes.Where(row => row.CustomerHash != null && chunk.Contains(row.CustomerHash.Value)), cancel);
        }
        await DerivedDays.WriteAsync(writer, DerivedDay.Customers, _days, cancel);
    }

    private async Task WriteAsync(IQueryable<TicketOutcome> tickets, CancellationToken cancel)
    {
        // Read whole before anything is written: the cursor and the writer share a connection.
        var rows = new List<CustomerSignal>();
        var (cases, members) = (new List<CustomerCase>(), new List<CellKey>());
        (long Hash, int Vendor)? current = null;
        await foreach (var ticket in tickets.AsNoTracking().Where(row => !row.Merged).OrderBy(row => row.CustomerHash).ThenBy(row => row.VendorId).ThenBy(row => row.CreatedDay)
            .Select(row => new { Hash = row.CustomerHash!.Value, row.VendorId, row.CreatedDay, row.Satisfaction, row.SolvedDay, row.Tier, row.Team, row.State, row.Channel, row.Priority, row.Category, row.Issue, row.IssueCause })
            .AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (current != (ticket.Hash, ticket.VendorId))
                Close();
            current = (ticket.Hash, ticket.VendorId);
            cases.Add(new(ticket.CreatedDay, ticket.Issue ?? IssueTypes.Unclear, ticket.Satisfaction == "bad", ticket.SolvedDay is null && ticket.State is not ("solved" or "closed")));
            members.Add(Members(ticket.CreatedDay, [ticket.Tier, ticket.Team, ticket.State, ticket.Channel, ticket.Priority, ticket.Category, ticket.Issue, ticket.IssueCause]));
        }
        Close();
        await writer.InsertAsync(Table, rows.OrderBy(row => row.VendorId).ThenBy(row => row.CustomerHash).ToList(), cancel);

        void Close()
        {
            if (current is { } customer && CustomerRisk.Of(cases) is { Signs: > 0 } risk)
            {
                rows.Add(new()
                {
                    VendorId = customer.Vendor,
                    CustomerHash = customer.Hash,
                    Repeats = risk.Repeats,
                    RepeatedIssue = risk.RepeatedIssue,
                    RatedBad = risk.RatedBad,
                    OpenRefunds = risk.OpenRefunds,
                    Tickets = cases.Count,
                    Signs = risk.Signs,
                    LastDay = cases[^1].Created,
                    Cases = Pack(members),
                });
                _days.Add(UnixTime.ToDays(cases[^1].Created));
            }
            cases.Clear();
            members.Clear();
        }
    }

    /// <param name="carried">In the order of <see cref="CellShape.TicketMembers"/>.</param>
    private CellKey Members(DateOnly created, ReadOnlySpan<string?> carried)
    {
        CellKey key = default;
        key[CellKey.Column] = UnixTime.ToDays(created);
        for (var i = 0; i < carried.Length; i++)
            key[1 + i] = _codes.Of(carried[i]);
        return key;
    }

    private byte[] Pack(List<CellKey> members)
    {
        var cells = new Dictionary<CellKey, CellSum>();
        foreach (var key in members)
            CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _).Count++;
        return CellBlock.Pack(cells, code => code == 0 ? ReportFilter.Unknown : _codes.Texts[code]!, 1 + CellShape.TicketMembers.Length);
    }
}
