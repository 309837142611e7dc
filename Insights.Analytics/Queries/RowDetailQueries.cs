using Insights.Analytics.Queries.Rows;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>Reads single facts by their natural key, in the reader's scope.</summary>
internal sealed class RowDetailQueries(AnalyticsStore analytics) : IRowDetailQueries
{
    private readonly IReportingStore _store = analytics.Reporting;

    public async Task<RowDetail?> FindAsync(RowKind kind, int? sourceId, string externalId, DataScope scope, CancellationToken cancel = default)
    {
        await using var context = _store.Open(scope);
        foreach (var source in sourceId is { } one ? [one] : await SourcesAsync(cancel))
        {
            var found = kind switch
            {
                RowKind.Tickets or RowKind.Clocks => await TicketAsync(context, source, externalId, cancel),
                RowKind.Transactions => await TransactionAsync(context, source, externalId, cancel),
                RowKind.Disputes => await DisputeAsync(context, source, externalId, scope, cancel),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of row."),
            };
            if (found is not null)
                return found;
        }
        return null;
    }

    // Ids of sources only: which systems a house has is no vendor's secret, and no row of theirs is read here.
    private async Task<List<int>> SourcesAsync(CancellationToken cancel)
    {
        await using var house = _store.Open(DataScope.Staff);
        return await house.Sources.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancel);
    }

    private static async Task<RowDetail?> TicketAsync(ReportingDbContext context, int source, string id, CancellationToken cancel)
    {
        if (await context.Tickets.ByRef(source, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } ticket)
            return null;
        var events = await context.TicketEvents.Of(source, id).ToListAsync(cancel);
        return new RowDetail
        {
            Kind = RowKind.Tickets,
            SourceId = source,
            ExternalId = ticket.ExternalId,
            Fields =
            [
                new("Subject", Text(ticket.Subject)),
                new("Vendor", await VendorAsync(context, ticket.VendorId, cancel)),
                new("Status", ticket.Status is { } state ? Word(state) : Text(ticket.RawStatus)),
                new("Priority", Word(ticket.Priority)),
                new("Category", Word(ticket.Category)),
                new("Channel", Word(ticket.Channel)),
                new("Team", Text(ticket.Team)),
                new("Tier", Text(ticket.Tier)),
                new("Agent", Text(ticket.Agent)),
                new("Customer", Text(ticket.CustomerRef)),
                new("Created", Moment(ticket.CreatedAt)),
                new("Solved", Moment(ticket.SolvedAt, "not solved")),
                new("Payment", Reference(RowKind.Transactions, null, ticket.TransactionRef)),
                new("Merged into", Reference(RowKind.Tickets, source, ticket.MergedInto)),
                new("Follow-up of", Reference(RowKind.Tickets, source, ticket.FollowUpOf)),
                new("Satisfaction", Word(ticket.Satisfaction)),
                new("Tags", Text(ticket.Tags)),
            ],
            Events = new Table
            {
                Id = "events",
                Title = "What happened",
                Columns = [new("when", "When", ColumnKind.Moment), new("what", "What", ColumnKind.Text), new("value", "Value", ColumnKind.Text), new("who", "Who", ColumnKind.Text), new("note", "Note", ColumnKind.Text)],
                Rows = [.. events.Select(happened => (IReadOnlyList<Cell>)
                [
                    Moment(happened.OccurredAt),
                    Word(happened.Kind),
                    happened.Kind is "status" or "priority" ? Word(happened.Value) : Text(happened.Value),
                    Text(happened.Actor is null ? happened.ActorKind : $"{happened.Actor} ({happened.ActorKind})"),
                    happened is { Kind: "comment", IsPublic: false } ? new Cell.Text("internal") : Text(happened.Reason),
                ])],
                EmptyText = "No events were imported for this ticket, so its clocks cannot be derived.",
            },
            Lineage = await LineageAsync(context, ticket, cancel),
        };
    }

    private static async Task<RowDetail?> TransactionAsync(ReportingDbContext context, int source, string id, CancellationToken cancel)
    {
        if (await context.Transactions.ByRef(source, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } payment)
            return null;
        return new RowDetail
        {
            Kind = RowKind.Transactions,
            SourceId = source,
            ExternalId = payment.ExternalId,
            Fields =
            [
                new("Kind", Word(payment.Kind)),
                new("Status", Word(payment.Status)),
                new("Amount", new Cell.Money(payment.AmountMinor, payment.Currency)),
                new("Provider's fee", new Cell.Money(payment.FeeMinor, payment.Currency)),
                new("Vendor", await VendorAsync(context, payment.VendorId, cancel)),
                new("Occurred", Moment(payment.OccurredAt)),
                new("Settled", Moment(payment.SettledAt, "not settled")),
                new("Original payment", Reference(RowKind.Transactions, source, payment.OriginalRef)),
                new("Refund", Word(payment.RefundExtent is null && payment.RefundMode is null ? null : string.Join(", ", new[] { payment.RefundExtent, payment.RefundMode }.OfType<string>()))),
                new("Gateway", Text(payment.Gateway)),
                new("Method", Word(payment.Method)),
                new("Card brand", Word(payment.Brand)),
                new("Card", Card(payment.Bin6, payment.Last4)),
                new("Issuer country", Text(payment.Country)),
                new("Customer country", Text(payment.CustomerCountry)),
                new("Failure cause", Word(payment.FailureCause)),
                new("Failure code", Text(payment.FailureCode)),
                new("Customer", Text(payment.CustomerRef)),
                new("Order", Text(payment.OrderRef)),
                new("Product", Text(payment.Product)),
                new("Descriptor", Text(payment.Descriptor)),
                new("3-D Secure", Word(payment.ThreeDs)),
                new("AVS, CVC", Text(string.Join(", ", new[] { payment.AvsResult, payment.CvcResult }.OfType<string>()))),
            ],
            Lineage = await LineageAsync(context, payment, cancel),
        };
    }

    private async Task<RowDetail?> DisputeAsync(ReportingDbContext context, int source, string id, DataScope scope, CancellationToken cancel)
    {
        if (await context.Chargebacks.ByRef(source, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } dispute)
            return null;
        var events = await context.ChargebackEvents.Of(source, id).ToListAsync(cancel);
        var story = await DisputeStory.ReadAsync(analytics, source, id, scope, cancel);
        return new RowDetail
        {
            Kind = RowKind.Disputes,
            SourceId = source,
            ExternalId = dispute.ExternalId,
            Fields =
            [
                new("State", Word(dispute.State)),
                new("Disputed", new Cell.Money(dispute.AmountMinor, dispute.Currency)),
                new("Vendor", await VendorAsync(context, dispute.VendorId, cancel)),
                new("Payment", Reference(RowKind.Transactions, null, dispute.TransactionRef)),
                new("Network", Word(dispute.Network)),
                new("Reason group", Word(dispute.ReasonGroup)),
                new("Reason", Word(dispute.ReasonCategory)),
                new("Reason as received", Text(string.Join(" · ", new[] { dispute.ReasonCode, dispute.SubReason, dispute.ProviderReason }.OfType<string>()))),
                new("Opened", Moment(dispute.OpenedAt)),
                new("Charge date", Moment(dispute.ChargedAt, "charge not known yet")),
                new(dispute.EvidenceDueIsEstimated ? "Evidence due (estimated)" : "Evidence due", Moment(dispute.EvidenceDueAt, "no date given")),
                new("Evidence submitted", Moment(dispute.EvidenceSubmittedAt, "not submitted")),
                new(dispute.OutcomeIsProvisional ? "Decided (provisional)" : "Decided", Moment(dispute.DecidedAt, "not decided")),
                new("Fee", new Cell.Money(dispute.FeeMinor, dispute.Currency)),
                new("Fee returned", new Cell.Money(dispute.FeeReturnedMinor, dispute.Currency)),
                new("Recovered", new Cell.Money(dispute.RecoveredMinor, dispute.Currency)),
                new("Card", Card(dispute.Bin6, dispute.Last4)),
                new("Issuer country", Text(dispute.Country)),
                new("Customer", Text(dispute.CustomerRef)),
                new("Product", Text(dispute.Product)),
                .. story?.Fields ?? [],
            ],
            Parts = story?.Parts ?? [],
            Events = story?.Timeline(events) ?? new Table
            {
                Id = "events",
                Title = "Stages",
                Columns = [new("when", "When", ColumnKind.Moment), new("state", "State", ColumnKind.Text), new("received", "As received", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money)],
                Rows = [.. events.Select(stage => (IReadOnlyList<Cell>)
                [
                    Moment(stage.OccurredAt),
                    Word(stage.State),
                    Text(stage.RawStatus),
                    stage.AmountMinor is { } minor ? new Cell.Money(minor, dispute.Currency) : new Cell.None("not given"),
                ])],
                EmptyText = "No stages were imported; the state above is all its source told.",
            },
            Lineage = await LineageAsync(context, dispute, cancel),
        };
    }

    private static async Task<Cell> VendorAsync(ReportingDbContext context, int vendorId, CancellationToken cancel) =>
        vendorId == 0 ? new Cell.None("no vendor known yet") : Text(await context.Vendors.AsNoTracking().Where(v => v.Id == vendorId).Select(v => v.Name).FirstOrDefaultAsync(cancel));

    // File names are the house's: one file may hold many vendors.
    private static async Task<RowLineage?> LineageAsync(ReportingDbContext context, IFact fact, CancellationToken cancel)
    {
        if (!context.Scope.IsStaff)
            return null;
        var file = await context.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == fact.FileId, cancel);
        var source = await context.Sources.AsNoTracking().Where(s => s.Id == fact.SourceId).Select(s => s.Name).FirstOrDefaultAsync(cancel);
        return file is null ? null : new RowLineage(file.Id, file.Name, fact.Line, source ?? "", Instant(file.StartedAt));
    }

    private static Cell Text(string? value) => string.IsNullOrEmpty(value) ? new Cell.None("not given") : new Cell.Text(value);

    /// <summary>One of the store's own keys, in words; what a source wrote stays as it is.</summary>
    private static Cell Word(string? key) => Text(key is null ? null : Words.Label(key));

    private static Cell Moment(DateTime? value, string missing = "not given") => value is { } at ? new Cell.Moment(Instant(at)) : new Cell.None(missing);

    private static Instant Instant(DateTime utc) => NodaTime.Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static Cell Reference(RowKind kind, int? source, string? id) =>
        string.IsNullOrEmpty(id) ? new Cell.None("none") : new Cell.Text(id) { Link = RowDetailLinks.To(kind, source, id) };

    private static Cell Card(string? bin, string? last4) => bin is null && last4 is null ? new Cell.None("no card") : new Cell.Text($"{bin ?? "······"} ······ {last4 ?? "····"}");
}
