using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Rows;

/// <summary>What a dispute's page shows beyond its own row: everything around it in time order, its money line by line, and the evidence.</summary>
internal sealed class DisputeStory
{
    private readonly DisputeLedger _row;
    private readonly List<DisputeLink> _links;
    private readonly List<DisputeLedger> _others;
    private readonly List<string> _tags;

    private DisputeStory(DisputeLedger row, List<DisputeLink> links, List<DisputeLedger> others, List<string> tags) =>
        (_row, _links, _others, _tags) = (row, links, others, tags);

    /// <summary>Null while the ledger has not been brought up to an import that has just ended.</summary>
    public static async Task<DisputeStory?> ReadAsync(AnalyticsStore store, int source, string id, DataScope scope, CancellationToken cancel)
    {
        var hash = TimeWindows.HashOf(source, id);
        await using var analytics = store.Open(scope);
        var row = await analytics.DisputeLedger.AsNoTracking().FirstOrDefaultAsync(one => one.DisputeHash == hash && one.SourceId == source && one.DisputeRef == id, cancel);
        if (row is null)
            return null;
        var links = await analytics.DisputeLinks.AsNoTracking().Where(link => link.DisputeKey == row.DisputeKey).OrderBy(link => link.At).ThenBy(link => link.Kind).ToListAsync(cancel);
        var others = row.PaymentHash is null ? [] : await analytics.DisputeLedger.AsNoTracking()
            .Where(other => other.PaymentHash == row.PaymentHash && other.DisputeKey != row.DisputeKey).OrderBy(other => other.DisputeKey).ToListAsync(cancel);
        var tags = await EvidenceFiles.TagsAsync(store, analytics, [row.DisputeKey], scope, cancel);
        return new(row, links, others, [.. tags[row.DisputeKey]]);
    }

    public IReadOnlyList<RowField> Fields =>
    [
        new("Stage", Word(Words.Key((DisputeStage)_row.Stage))),
        .. _row.Cycle > 1 ? [new RowField("Round", new Cell.Count(_row.Cycle))] : Array.Empty<RowField>(),
        .. _row.FinalAt > _row.DecidedAt ? [new RowField("Provisional until (estimated)", Moment(_row.FinalAt))] : Array.Empty<RowField>(),
        .. _row.OpenedAsLost ? [new RowField("Opened as lost", new Cell.Text("yes: it could not be challenged"))] : Array.Empty<RowField>(),
        .. _row.LateWin ? [new RowField("Late win", new Cell.Text("yes: won after it had been lost"))] : Array.Empty<RowField>(),
        .. _row is { DueIsEstimated: true, Outcome: null } ? [new RowField("Evidence due (estimated)", Moment(_row.DueAt))] : Array.Empty<RowField>(),
        new("Answered", _row.RespondedAt is null ? new Cell.None("no answer") : Moment(_row.RespondedAt)),
        new("In time", _row.RespondedLate switch { 1 => new Cell.Text("no"), 0 => new Cell.Text("yes"), _ => new Cell.None("not to be told") }),
        new("Days from charge to dispute", _row.DaysToDispute is { } days ? new Cell.Count(days) : new Cell.None("charge date not known")),
        new("Repeat customer", _row.CustomerSince is not null ? new Cell.Text(string.Create(CultureInfo.InvariantCulture, $"yes, {_row.EarlierPayments} earlier payments in a year"))
            : _row.CustomerHash is null ? new Cell.None("customer not known") : new Cell.Text("no")),
        new("Asked support before", _row.ContactRef is { } ticket ? Reference(RowKind.Tickets, _row.ContactSourceId!.Value, ticket) : new Cell.None(_row.CustomerHash is null ? "customer not known" : "no")),
        new("Refund before the dispute", new Cell.Text(Words.Label(_row.RefundState))),
    ];

    /// <summary>Everything that happened around the dispute, oldest first.</summary>
    public Table Timeline(IReadOnlyList<ChargebackEvent> stages)
    {
        var lines = new List<(DateTime At, IReadOnlyList<Cell> Cells)>();
        foreach (var link in _links.Where(link => link.Kind != DisputeLinkKind.EarlierPayment))
        {
            var what = link.Kind switch
            {
                DisputeLinkKind.Payment => "Payment charged",
                DisputeLinkKind.Duplicate => "The same amount charged again",
                DisputeLinkKind.Refund => link.Status == "succeeded" ? "Refunded" : $"Refund {link.Status}",
                _ => link.Counts ? "Ticket opened about this payment" : "Ticket opened by the customer",
            };
            Add(link.At, what, null, link.AmountMinor is { } minor ? new Cell.Money(minor, link.Currency!) : null,
                Reference(link.Kind == DisputeLinkKind.Ticket ? RowKind.Tickets : RowKind.Transactions, link.SourceId, link.Ref));
        }
        if (_row is { ContactRef: { } contact, ContactSourceId: { } desk })
        {
            if (_row.ContactRepliedAt is { } replied)
                Add(replied, "First reply to the customer", null, null, Reference(RowKind.Tickets, desk, contact));
            if (_row.ContactSolvedAt is { } solved)
                Add(solved, "Ticket solved", null, null, Reference(RowKind.Tickets, desk, contact));
        }
        foreach (var stage in stages)
            Add(stage.OccurredAt, Words.Label(stage.State), stage.RawStatus, stage.AmountMinor is { } minor ? new Cell.Money(minor, _row.Currency) : null, null);
        if (stages.Count == 0)
            Add(_row.OpenedAt, "Dispute opened", null, new Cell.Money(_row.AmountMinor, _row.Currency), null);
        foreach (var other in _others)
            Add(other.OpenedAt, other.IsDispute ? "Another dispute of this payment" : Words.Label(other.State) + " for this payment", null, new Cell.Money(other.AmountMinor, other.Currency), Reference(RowKind.Disputes, other.SourceId, other.DisputeRef));
        if (_row.DueAt is { } due)
            Add(due, _row.DueIsEstimated ? "Evidence due (estimated)" : "Evidence due", null, null, null);
        return new()
        {
            Id = "timeline",
            Title = "Timeline",
            Columns = [new("when", "When", ColumnKind.Moment), new("what", "What", ColumnKind.Text), new("received", "As received", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money), new("row", "Row", ColumnKind.Text)],
            Rows = [.. lines.OrderBy(line => line.At).Select(line => line.Cells)],
        };

        void Add(DateTime at, string what, string? received, Cell? amount, Cell? row) => lines.Add((at,
            [Moment(at), new Cell.Text(what), received is { Length: > 0 } ? new Cell.Text(received) : new Cell.None("–"), amount ?? new Cell.None("–"), row ?? new Cell.None("–")]));
    }

    public IReadOnlyList<RowPart> Parts
    {
        get
        {
            List<RowPart> parts = [new("evidence", "Evidence", EvidenceLead(), EvidenceTable()), new("money", "Its money, line by line", MoneyLead(), MoneyTable())];
            var earlier = _links.FindAll(link => link.Kind == DisputeLinkKind.EarlierPayment);
            if (earlier.Count > 0)
                parts.Add(new("earlier", "Earlier payments of this customer", EarlierLead(), EarlierTable(earlier)));
            return parts;
        }
    }

    private string EvidenceLead()
    {
        if (EvidenceChecklist.IsWithoutDefence(_row.Network, _row.ReasonCode))
            return "No evidence is accepted against this code. Lower the fraud rate instead of answering.";
        var (there, all) = EvidenceChecklist.Count(Checklist());
        return $"{there} of {all} on file for “{Words.Label(_row.ReasonCategory ?? ReportFilter.Unknown)}”. What only the vendor has must be added to the answer.";
    }

    private IReadOnlyList<EvidenceLine> Checklist() => EvidenceChecklist.For(EvidenceFiles.Of(_row, _tags));

    private Table EvidenceTable() => new()
    {
        Id = "evidence",
        Title = "Evidence for this reason",
        Columns = [new("what", "Evidence", ColumnKind.Text), new("status", "Status", ColumnKind.Text), new("says", "What is known", ColumnKind.Text), new("source", "Source", ColumnKind.Text)],
        Rows = [.. Checklist().Select(line => (IReadOnlyList<Cell>)
        [
            new Cell.Text(line.What),
            new Cell.Text(line.Status switch { EvidenceStatus.OnFile => "on file", EvidenceStatus.Absent => "not there", EvidenceStatus.Against => "speaks against", _ => "to add" }),
            new Cell.Text(line.Says),
            new Cell.Text(line.Source),
        ])],
        EmptyText = "No evidence is accepted against this code.",
    };

    private string MoneyLead() => _row.Outcome is null || !DisputeOutcome.IsDecided(_row.State)
        ? "Not decided with a loss or a win: nothing is lost or won yet, so its net loss is 0."
        : "Added up by hand this is the dispute's share of the net loss. Fees are those the files carry; cost of goods is not in them.";

    private Table MoneyTable()
    {
        bool decided = DisputeOutcome.IsDecided(_row.State), lost = DisputeOutcome.IsLost(_row.State);
        var lines = new List<(string What, long Minor, string Note)>
        {
            ("Disputed amount", lost ? _row.AmountMinor : 0, lost ? "lost" : "not lost: " + Words.Label(_row.State).ToLowerInvariant()),
            ("Recovered of it", lost ? -_row.RecoveredMinor : 0, lost || _row.RecoveredMinor == 0 ? "" : "the disputed amount came back, so nothing of it was lost"),
            ("Dispute fees", decided ? _row.FeeMinor : 0, ""),
            ("Fees returned", decided ? -_row.FeeReturnedMinor : 0, ""),
        };
        return new()
        {
            Id = "money",
            Title = "Net loss of this dispute",
            Columns = [new("what", "What", ColumnKind.Text), new("amount", "Adds", ColumnKind.Money), new("note", "Because", ColumnKind.Text)],
            Rows =
            [
                .. lines.Select(line => (IReadOnlyList<Cell>)[new Cell.Text(line.What), new Cell.Money(line.Minor, _row.Currency), line.Note.Length > 0 ? new Cell.Text(line.Note) : new Cell.None("–")]),
                .. _row.RefundedMinor > 0
                    ? [[new Cell.Text("Refunded of the payment"), new Cell.None("beside it"), new Cell.Text(Words.Value(new Cell.Money(_row.RefundedMinor, _row.PaymentCurrency ?? _row.Currency)) + (lost ? ": refunded and disputed, a double loss" : ": not part of the dispute"))]]
                    : Array.Empty<IReadOnlyList<Cell>>(),
            ],
            Totals = [new Cell.Text("Net loss"), new Cell.Money(_row.NetLossMinor, _row.Currency), null],
        };
    }

    /// <summary>A rule of one network for one reason: beside any other dispute its words would promise what is not there.</summary>
    private bool EarlierPaymentsCount => CompellingEvidence.Applies(_row.Network, _row.ReasonCode);

    private string EarlierLead() => "Between 365 days and 24 hours before the payment."
        + (EarlierPaymentsCount ? " Those marked count for Compelling Evidence 3.0: same card, undisputed, 120 to 365 days before the dispute." : "");

    private Table EarlierTable(List<DisputeLink> earlier)
    {
        Column[] columns = [new("when", "When", ColumnKind.Moment), new("payment", "Payment", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money)];
        return new()
        {
            Id = "earlier",
            Title = "Earlier payments, oldest first",
            Columns = EarlierPaymentsCount ? [.. columns, new("counts", "Compelling Evidence 3.0", ColumnKind.Text)] : columns,
            Rows = [.. earlier.Select(link =>
            {
                Cell[] cells = [Moment(link.At), Reference(RowKind.Transactions, link.SourceId, link.Ref), new Cell.Money(link.AmountMinor!.Value, link.Currency!)];
                return (IReadOnlyList<Cell>)(EarlierPaymentsCount ? [.. cells, link.Counts ? new Cell.Text("counts") : new Cell.None("no")] : cells);
            })],
        };
    }

    private static Cell.Text Word(string key) => new(Words.Label(key));

    private static Cell Moment(DateTime? utc) => utc is { } at ? new Cell.Moment(Instant.FromDateTimeUtc(DateTime.SpecifyKind(at, DateTimeKind.Utc))) : new Cell.None("not given");

    private static Cell.Text Reference(RowKind kind, int source, string id) => new(id) { Link = RowDetailLinks.To(kind, source, id) };
}
