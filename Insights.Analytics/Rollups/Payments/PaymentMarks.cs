using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>Which days of payment cases a changed fact reaches: those within a week of it.</summary>
internal sealed class PaymentMarks(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer)
{
    private const int AtOnce = 500;

    /// <summary>Charges and refunds of these days have changed.</summary>
    public async Task PaymentsAsync(IEnumerable<DateOnly> touched, CancellationToken cancel)
    {
        var reached = touched.SelectMany(day => Enumerable.Range(-PaymentCasePass.Margin, (2 * PaymentCasePass.Margin) + 1).Select(day.AddDays)).ToHashSet();
        foreach (var day in reached)
            await MarkAsync(TouchedPayments.OneDay, day, cancel);
    }

    /// <summary>Before tickets are derived anew: the days on which they came, as they were and as they are.</summary>
    public async Task TicketsAsync(IReadOnlyCollection<TicketName> tickets, ReportingDays days, CancellationToken cancel)
    {
        var created = new HashSet<DateOnly>();
        foreach (var chunk in tickets.Chunk(AtOnce))
        {
            var hashes = chunk.Select(name => TimeWindows.HashOf(name.SourceId, name.TicketRef)).ToArray();
            created.UnionWith(await analytics.TicketOutcomes.AsNoTracking().Where(row => hashes.Contains(row.TicketHash)).Select(row => row.CreatedDay).Distinct().ToListAsync(cancel));
            using var cursor = transaction.Facts.ReadTickets(chunk, nameof(Ticket.CreatedAt));
            while (cursor.Read())
                created.Add(UnixTime.FromDays(days.Of(cursor.Int64(0))));
        }
        await PaymentsAsync(created, cancel);
    }

    /// <summary>Everything: nobody knows which tickets changed.</summary>
    public Task AllAsync(CancellationToken cancel) => MarkAsync(TouchedPayments.Everything, DateOnly.FromDayNumber(UnixEpochDay), cancel);

    /// <summary>Disputes have changed.</summary>
    public Task JoinsAsync(CancellationToken cancel) => MarkAsync(TouchedPayments.Joins, DateOnly.FromDayNumber(UnixEpochDay), cancel);

    private static readonly int UnixEpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private Task<int> MarkAsync(int kind, DateOnly day, CancellationToken cancel) =>
        writer.ExecuteAsync($"INSERT INTO {writer.Sql("touched_payments")} (kind, day) VALUES (@kind, @day) ON CONFLICT DO NOTHING", cancel, ("@kind", kind), ("@day", UnixTime.ToDays(day)));
}
