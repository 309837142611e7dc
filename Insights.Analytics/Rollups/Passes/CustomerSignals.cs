using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Cases of a customer → what speaks for trouble, one row a customer who has something.</summary>
internal sealed class CustomerSignals(AnalyticsDbContext analytics, DerivedWriter writer)
{
    private const int CustomersAtOnce = 500;

    public static readonly DerivedTable<CustomerSignal> Table = new(
        "customer_signals",
        ["vendor_id", "customer_hash"],
        ["vendor_id", "customer_hash", "repeats", "repeated_issue", "rated_bad", "open_refunds", "tickets", "signs", "last_day"],
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
        });

    /// <summary>All customers, into an empty table.</summary>
    public Task AllAsync(CancellationToken cancel) => WriteAsync(analytics.TicketOutcomes.Where(row => row.CustomerHash != null), cancel);

    public async Task SomeAsync(IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        foreach (var chunk in customers.Order().Chunk(CustomersAtOnce))
        {
            await analytics.CustomerSignals.Where(row => chunk.Contains(row.CustomerHash)).ExecuteDeleteAsync(cancel);
            await WriteAsync(analytics.TicketOutcomes.Where(row => row.CustomerHash != null && chunk.Contains(row.CustomerHash.Value)), cancel);
        }
    }

    private async Task WriteAsync(IQueryable<TicketOutcome> tickets, CancellationToken cancel)
    {
        // Read whole before anything is written: the cursor and the writer share a connection.
        var rows = new List<CustomerSignal>();
        var cases = new List<CustomerCase>();
        (long Hash, int Vendor)? current = null;
        await foreach (var ticket in tickets.AsNoTracking().Where(row => !row.Merged).OrderBy(row => row.CustomerHash).ThenBy(row => row.VendorId).ThenBy(row => row.CreatedDay)
            .Select(row => new { Hash = row.CustomerHash!.Value, row.VendorId, row.CreatedDay, row.Issue, row.Satisfaction, row.State, row.SolvedDay }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (current != (ticket.Hash, ticket.VendorId))
                Close();
            current = (ticket.Hash, ticket.VendorId);
            cases.Add(new(ticket.CreatedDay, ticket.Issue ?? IssueTypes.Unclear, ticket.Satisfaction == "bad", ticket.SolvedDay is null && ticket.State is not ("solved" or "closed")));
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
                });
            }
            cases.Clear();
        }
    }
}
