using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>
/// Reads what ledger rows are derived from. Disputes, their events and their payments are found by id; charges, refunds and support cases of the same
/// customers by the lists of <see cref="PayerDays"/>, or by one walk over the time they can lie in where the disputes are so many that it costs no more.
/// </summary>
/// <param name="worthAWalk">Customers and payments beyond this are looked for in one walk over all payments and cases of the time.</param>
internal sealed class LedgerReader(IFactReader facts, AnalyticsDbContext analytics, PayerDays payerDays, int worthAWalk = 10_000)
{
    private static readonly string[] s_movementColumns =
    [
        nameof(Transaction.Kind), nameof(Transaction.Status), nameof(Transaction.SourceId), nameof(Transaction.OriginalRef), nameof(Transaction.VendorId), nameof(Transaction.CustomerRef),
        nameof(Transaction.CardFingerprint), nameof(Transaction.ExternalId), nameof(Transaction.OccurredAt), nameof(Transaction.AmountMinor), nameof(Transaction.Currency),
        nameof(Transaction.OrderRef), nameof(Transaction.RefundExtent),
    ];

    private static readonly string[] s_contactColumns =
    [
        nameof(Ticket.Key), nameof(Ticket.SourceId), nameof(Ticket.ExternalId), nameof(Ticket.VendorId), nameof(Ticket.CustomerRef), nameof(Ticket.TransactionRef),
        nameof(Ticket.CreatedAt), nameof(Ticket.Channel), nameof(Ticket.Category), nameof(Ticket.Status),
    ];

    /// <summary>Earlier payments of a customer are looked for this far back: as far as Compelling Evidence 3.0 does.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromDays(365);

    private static readonly string[] s_disputeColumns =
    [
        nameof(Chargeback.Key), nameof(Chargeback.SourceId), nameof(Chargeback.ExternalId), nameof(Chargeback.TransactionRef), nameof(Chargeback.OpenedAt),
        nameof(Chargeback.IsDispute), nameof(Chargeback.State), nameof(Chargeback.VendorId), nameof(Chargeback.CustomerRef), nameof(Chargeback.CardFingerprint),
        nameof(Chargeback.Network), nameof(Chargeback.ReasonCode), nameof(Chargeback.SubReason), nameof(Chargeback.ReasonGroup), nameof(Chargeback.ReasonCategory),
        nameof(Chargeback.ChargedAt), nameof(Chargeback.EvidenceDueAt), nameof(Chargeback.EvidenceDueIsEstimated), nameof(Chargeback.EvidenceSubmittedAt),
        nameof(Chargeback.DecidedAt), nameof(Chargeback.OutcomeIsProvisional), nameof(Chargeback.AmountMinor), nameof(Chargeback.Currency),
        nameof(Chargeback.TransactionAmountMinor), nameof(Chargeback.TransactionCurrency), nameof(Chargeback.FeeMinor), nameof(Chargeback.FeeReturnedMinor),
        nameof(Chargeback.RecoveredMinor), nameof(Chargeback.Country), nameof(Chargeback.Bin6), nameof(Chargeback.Product), nameof(Chargeback.VersionAt),
    ];

    /// <summary>The wanted disputes (null: all) with their events, in key order, and a glance at every dispute there is.</summary>
    public (List<DisputeFact> Disputes, List<DisputeGlance> All) Disputes(IReadOnlySet<TicketName>? wanted)
    {
        var disputes = new List<DisputeFact>();
        var all = new List<DisputeGlance>();
        using (var cursor = facts.ReadAll<Chargeback>(s_disputeColumns))
        {
            while (cursor.Read())
            {
                var name = new TicketName(cursor.Int32(1), cursor.Text(2)!);
                var payment = cursor.Text(3);
                var opened = UnixTime.FromSeconds(cursor.Int64(4));
                var (isDispute, state) = (cursor.Int64(5) != 0, cursor.Interned(6) ?? "");
                if (payment is { Length: > 0 })
                    all.Add(new(cursor.Int64(0), TimeWindows.HashOf(name.SourceId, payment), opened, isDispute, state));
                if (wanted is null || wanted.Contains(name))
                    disputes.Add(Dispute(cursor, name, payment, opened, isDispute, state));
            }
        }
        AddEvents(disputes);
        return (disputes, all);
    }

    private static DisputeFact Dispute(FactCursor cursor, TicketName name, string? payment, DateTime opened, bool isDispute, string state) => new()
    {
        Key = cursor.Int64(0),
        Name = name,
        PaymentRef = payment,
        OpenedAt = opened,
        IsDispute = isDispute,
        State = state,
        VendorId = cursor.Int32(7),
        CustomerRef = cursor.Text(8),
        CardFingerprint = cursor.Text(9),
        Network = cursor.Interned(10),
        ReasonCode = cursor.Interned(11),
        SubReason = cursor.Interned(12),
        ReasonGroup = cursor.Interned(13),
        ReasonCategory = cursor.Interned(14),
        ChargedAt = cursor.Instant(15),
        DueAt = cursor.Instant(16),
        DueIsEstimated = cursor.Int64(17) != 0,
        EvidenceSubmittedAt = cursor.Instant(18),
        DecidedAt = cursor.Instant(19),
        OutcomeIsProvisional = cursor.Int64(20) != 0,
        AmountMinor = cursor.Int64(21),
        Currency = cursor.Interned(22) ?? "",
        TransactionAmountMinor = cursor.IsNull(23) ? null : cursor.Int64(23),
        TransactionCurrency = cursor.Interned(24),
        FeeMinor = cursor.Int64(25),
        FeeReturnedMinor = cursor.Int64(26),
        RecoveredMinor = cursor.Int64(27),
        Country = cursor.Interned(28),
        Bin6 = cursor.Text(29),
        Product = cursor.Interned(30),
        VersionAt = cursor.Instant(31),
    };

    private void AddEvents(List<DisputeFact> disputes)
    {
        if (disputes.Count == 0)
            return;
        // Two disputes may share a hash, so the lists are found by name.
        var byName = disputes.ToDictionary(dispute => dispute.Name);
        using var cursor = facts.ReadChargebackEvents(
            [.. disputes.Select(dispute => dispute.Hash).Distinct()],
            nameof(ChargebackEvent.SourceId), nameof(ChargebackEvent.ChargebackRef), nameof(ChargebackEvent.OccurredAt), nameof(ChargebackEvent.State), nameof(ChargebackEvent.EventId));
        while (cursor.Read())
        {
            if (byName.TryGetValue(new(cursor.Int32(0), cursor.Text(1)!), out var dispute))
                dispute.Events.Add(new(Instant.FromUnixTimeSeconds(cursor.Int64(2)), cursor.Interned(3) ?? "", cursor.Text(4) ?? ""));
        }
    }

    /// <summary>The disputed payments that have been imported, each only for disputes of its own vendor.</summary>
    public Dictionary<TicketName, PaymentFact> Payments(IEnumerable<DisputeFact> disputes)
    {
        var names = disputes.Where(dispute => dispute.PaymentHash is not null).Select(dispute => new TicketName(dispute.Name.SourceId, dispute.PaymentRef!)).ToHashSet();
        var payments = new Dictionary<TicketName, PaymentFact>(names.Count);
        if (names.Count == 0)
            return payments;
        using var cursor = facts.ReadTransactions(
            names,
            nameof(Transaction.SourceId), nameof(Transaction.ExternalId), nameof(Transaction.Key), nameof(Transaction.VendorId), nameof(Transaction.OccurredAt), nameof(Transaction.Status),
            nameof(Transaction.AmountMinor), nameof(Transaction.Currency), nameof(Transaction.CustomerRef), nameof(Transaction.CardFingerprint), nameof(Transaction.OrderRef),
            nameof(Transaction.Gateway), nameof(Transaction.Method), nameof(Transaction.Brand), nameof(Transaction.Country), nameof(Transaction.Bin6), nameof(Transaction.Descriptor),
            nameof(Transaction.Product), nameof(Transaction.ThreeDs), nameof(Transaction.AvsResult), nameof(Transaction.CvcResult), nameof(Transaction.CustomerCountry));
        while (cursor.Read())
        {
            payments[new(cursor.Int32(0), cursor.Text(1)!)] = new()
            {
                Key = cursor.Int64(2),
                VendorId = cursor.Int32(3),
                At = UnixTime.FromSeconds(cursor.Int64(4)),
                Status = cursor.Interned(5),
                AmountMinor = cursor.Int64(6),
                Currency = cursor.Interned(7) ?? "",
                CustomerRef = cursor.Text(8),
                CardFingerprint = cursor.Text(9),
                OrderRef = cursor.Text(10),
                Gateway = cursor.Interned(11),
                Method = cursor.Interned(12),
                Brand = cursor.Interned(13),
                Country = cursor.Interned(14),
                Bin6 = cursor.Text(15),
                Descriptor = cursor.Interned(16),
                Product = cursor.Interned(17),
                ThreeDs = cursor.Interned(18),
                AvsResult = cursor.Interned(19),
                CvcResult = cursor.Interned(20),
                CustomerCountry = cursor.Interned(21),
            };
        }
        return payments;
    }

    /// <summary>Successful charges by payer, and refunds by the payment they return; no order promised.</summary>
    public async Task<(Dictionary<long, List<MovementFact>> Charges, Dictionary<long, List<MovementFact>> Refunds)> MovementsAsync(
        IReadOnlySet<long> payers, IReadOnlySet<long> payments, DateTime from, CancellationToken cancel)
    {
        var charges = new Dictionary<long, List<MovementFact>>();
        var refunds = new Dictionary<long, List<MovementFact>>();
        using var cursor = payers.Count + payments.Count > worthAWalk
            ? facts.Read<Transaction>(from, DateTime.UnixEpoch.AddYears(200), s_movementColumns)
            : facts.ReadKeys<Transaction>(await payerDays.FindAsync(PayerDayKind.Payments, payers.Concat(payments), from, cancel), s_movementColumns);
        long read = 0;
        while (cursor.Read())
        {
            if ((++read & 0xFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            switch (cursor.Interned(0))
            {
                case "charge" when cursor.Interned(1) == "succeeded"
                    && PayerOf(cursor, 4, 5, 6) is { } payer && payers.Contains(payer):
                    Add(charges, payer, Movement(cursor));
                    break;
                case "refund" when cursor.Text(3) is { Length: > 0 } original
                    && TimeWindows.HashOf(cursor.Int32(2), original) is var payment && payments.Contains(payment):
                    Add(refunds, payment, Movement(cursor));
                    break;
                default:
                    break;
            }
        }
        return (charges, refunds);
    }

    /// <summary>Payer of a transaction under the cursor; its card is read only where no customer is named.</summary>
    public static long? PayerOf(FactCursor cursor, int vendor, int customer, int card) =>
        cursor.Text(customer) is { Length: > 0 } named ? Payer.HashOf(cursor.Int32(vendor), named, null) : Payer.HashOf(cursor.Int32(vendor), null, cursor.Text(card));

    private static MovementFact Movement(FactCursor cursor) => new(
        new(cursor.Int32(2), cursor.Text(7)!), UnixTime.FromSeconds(cursor.Int64(8)), cursor.Interned(1), cursor.Int64(9), cursor.Interned(10) ?? "",
        cursor.Text(11), cursor.Text(6), cursor.Interned(12));

    private static void Add(Dictionary<long, List<MovementFact>> lists, long key, MovementFact movement)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(movement);
    }

    /// <summary>Support cases by customer and by the payment they name; merged ones are the case they were merged into.</summary>
    public async Task<(ILookup<long, ContactFact> ByPayer, ILookup<string, ContactFact> ByPayment)> ContactsAsync(
        IReadOnlySet<long> payers, IReadOnlySet<string> payments, DateTime from, CancellationToken cancel)
    {
        var found = new List<(ContactFact Contact, long? Payer)>();
        using (var cursor = payers.Count + payments.Count > worthAWalk
            ? facts.Read<Ticket>(from, DateTime.UnixEpoch.AddYears(200), s_contactColumns)
            : facts.ReadKeys<Ticket>(await payerDays.FindAsync(PayerDayKind.Tickets, payers.Concat(payments.Select(PayerDays.OfReference)), from, cancel), s_contactColumns))
        {
            while (cursor.Read())
            {
                var payer = Payer.HashOf(cursor.Int32(3), cursor.Text(4), null);
                var payment = cursor.Text(5);
                if ((payer is { } known && payers.Contains(known)) || (payment is not null && payments.Contains(payment)))
                {
                    found.Add((new(
                        cursor.Int64(0), new(cursor.Int32(1), cursor.Text(2)!), cursor.Int32(3), UnixTime.FromSeconds(cursor.Int64(6)),
                        payment, cursor.Interned(7), cursor.Interned(8), cursor.Interned(9)), payer));
                }
            }
        }
        var courses = await CoursesAsync([.. found.Select(each => each.Contact.Key)], cancel);
        var contacts = found.Where(each => courses.ContainsKey(each.Contact.Key)).Select(each =>
        {
            var (replied, solved, owner) = courses[each.Contact.Key];
            return (Contact: each.Contact with { RepliedAt = replied, SolvedAt = solved, Owner = owner }, each.Payer);
        }).ToList();
        return (
            contacts.Where(each => each.Payer is not null).ToLookup(each => each.Payer!.Value, each => each.Contact),
            contacts.Where(each => !string.IsNullOrEmpty(each.Contact.TransactionRef)).ToLookup(each => each.Contact.TransactionRef!, each => each.Contact));
    }

    private async Task<Dictionary<long, (DateTime? Replied, DateTime? Solved, string? Owner)>> CoursesAsync(long[] keys, CancellationToken cancel)
    {
        var courses = new Dictionary<long, (DateTime?, DateTime?, string?)>(keys.Length);
        var (reply, resolution) = (ClockMetric.FirstReplyTime.Id(), ClockMetric.FullResolutionTime.Id());
        foreach (var chunk in keys.Chunk(500))
        {
            var outcomes = await analytics.TicketOutcomes.AsNoTracking().Where(row => chunk.Contains(row.TicketKey) && !row.Merged)
                .Select(row => new { row.TicketKey, row.SolvedAt }).ToListAsync(cancel);
            var clocks = (await analytics.TicketClocks.AsNoTracking()
                .Where(row => chunk.Contains(row.TicketKey) && ((row.Metric == reply && row.Instance == 1) || row.Metric == resolution))
                .Select(row => new { row.TicketKey, row.Metric, row.Instance, row.ClosedAt, row.ClosedBy, row.AgentSeconds, row.VendorSeconds, row.CustomerSeconds, row.ThirdPartySeconds, row.OffHoursSeconds })
                .ToListAsync(cancel)).ToLookup(row => row.TicketKey);
            var waiting = await analytics.DeskTickets.AsNoTracking().Where(row => chunk.Contains(row.TicketKey)).ToDictionaryAsync(row => row.TicketKey, row => row.WaitsOn, cancel);
            foreach (var outcome in outcomes)
            {
                var replied = clocks[outcome.TicketKey].FirstOrDefault(row => row.Metric == reply && row.ClosedBy == "reply")?.ClosedAt;
                var held = clocks[outcome.TicketKey].Where(row => row.Metric == resolution && row.AgentSeconds is not null).OrderBy(row => row.Instance).LastOrDefault();
                var owner = held is not null
                    ? LongestOf(held.AgentSeconds!.Value + held.OffHoursSeconds!.Value, held.VendorSeconds!.Value, held.CustomerSeconds!.Value, held.ThirdPartySeconds!.Value)
                    : waiting.GetValueOrDefault(outcome.TicketKey);
                courses[outcome.TicketKey] = (replied, outcome.SolvedAt, owner);
            }
        }
        return courses;
    }

    private static string? LongestOf(long us, long vendor, long customer, long provider)
    {
        var most = Math.Max(Math.Max(us, vendor), Math.Max(customer, provider));
        return most == 0 ? null : most == us ? DeskTicket.Us : most == vendor ? DeskTicket.Vendor : most == customer ? DeskTicket.Customer : DeskTicket.Provider;
    }
}
