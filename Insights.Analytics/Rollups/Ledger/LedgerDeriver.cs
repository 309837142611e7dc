using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using NodaTime;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>What lies around a dispute, as far as it has been imported.</summary>
internal sealed record Surroundings(
    PaymentFact? Payment, IReadOnlyList<MovementFact> Charges, IReadOnlyList<MovementFact> Refunds, IReadOnlyList<ContactFact> Contacts,
    IReadOnlyList<DisputeGlance> OfPayment, Func<long, bool> IsReported);

/// <summary>One dispute and what lies around it → its ledger row, and links to the rows that made it.</summary>
internal sealed class LedgerDeriver(ReportingDays days)
{
    /// <summary>Newest first: who has bought more often than this is a repeat customer by any measure.</summary>
    private const int MostEarlierPayments = 100;

    /// <summary>Two equal charges within it are one charge made twice; an earlier purchase lies before it.</summary>
    private static readonly TimeSpan s_twice = TimeSpan.FromHours(24);

    public (DisputeLedger Row, List<DisputeLink> Links) Derive(DisputeFact dispute, Surroundings around)
    {
        var payment = around.Payment;
        var standing = DisputeMachine.Derive(CaseOf(dispute));
        var charged = payment?.At ?? dispute.ChargedAt;
        var earlier = Earlier(dispute, around, charged ?? dispute.OpenedAt);
        var duplicate = payment is null ? null : Duplicate(dispute, payment, around.Charges);
        // How far back rows are read depends on what else is derived at the time; what counts must not.
        var start = (charged ?? dispute.OpenedAt.AddDays(-DisputeMaturity.Days)) - LedgerReader.LookBack;
        var refunds = around.Refunds.Where(refund => refund.At >= start).OrderBy(refund => refund.At).ThenBy(refund => refund.Name.TicketRef, StringComparer.Ordinal).ToList();
        var before = refunds.FindAll(refund => refund.Status == "succeeded" && refund.At < dispute.OpenedAt);
        var contacts = Contacts(dispute, payment, charged, [.. around.Contacts.Where(contact => contact.At >= start)]);
        var first = contacts.Find(contact => contact.At < dispute.OpenedAt);
        var counted = earlier.FindAll(each => each.Counts);
        var others = around.OfPayment.Where(other => other.IsDispute).OrderBy(other => other.OpenedAt).ThenBy(other => other.Key).ToList();
        // Only for what is still to be answered: a date nobody gave judges no answer. A later round's date is not the one of the first.
        var given = standing.Stage == DisputeStage.PreArbitration && dispute.DueAt <= standing.Since.ToDateTimeUtc() ? null : dispute.DueAt;
        var network = dispute.Network ?? payment?.Brand;
        DateTime? estimated = standing.Outcome is not null ? null
            : standing.Stage == DisputeStage.PreArbitration ? (standing.Since + ProvisionalTime.Of(network)).ToDateTimeUtc()
            : ResponseTime.Days(network, standing.Stage) is { } time ? dispute.OpenedAt.AddDays(time)
            : null;
        var held = HeldTime.Of(Instant.FromDateTimeUtc(dispute.OpenedAt), At(given), standing.RespondedAt, standing.DecidedAt, standing.Outcome);
        var row = new DisputeLedger
        {
            DisputeKey = dispute.Key,
            DisputeHash = dispute.Hash,
            SourceId = dispute.Name.SourceId,
            DisputeRef = dispute.Name.TicketRef,
            VendorId = dispute.VendorId,
            Network = dispute.Network ?? payment?.Brand,
            ReasonGroup = dispute.ReasonGroup,
            ReasonCategory = dispute.ReasonCategory,
            ReasonCode = dispute.ReasonCode,
            SubReason = dispute.SubReason,
            State = standing.State,
            Stage = (int)standing.Stage,
            Cycle = standing.Cycle,
            Outcome = standing.Outcome,
            IsDispute = dispute.IsDispute,
            OpenedAsLost = standing.OpenedAsLost,
            LateWin = standing.LateWin,
            Challenged = standing.Challenged,
            OpenedAt = dispute.OpenedAt,
            OpenedDay = days.DateOf(dispute.OpenedAt),
            // The dispute's own charge date first: it is what the dispute rate counts by.
            ChargedAt = dispute.ChargedAt ?? charged,
            ChargedDay = (dispute.ChargedAt ?? charged) is { } at ? days.DateOf(at) : null,
            DueAt = given ?? estimated ?? dispute.DueAt,
            DueIsEstimated = given is null ? estimated is not null : dispute.DueIsEstimated,
            RespondedAt = standing.RespondedAt?.ToDateTimeUtc(),
            RespondedLate = standing.RespondedLate is { } late ? late ? 1 : 0 : null,
            DecidedAt = standing.DecidedAt?.ToDateTimeUtc(),
            DecidedDay = standing.DecidedAt is { } decided ? days.DateOf(decided.ToDateTimeUtc()) : null,
            VendorHeldSeconds = held?.Vendor,
            AcquirerHeldSeconds = held?.Acquirer,
            FinalAt = standing.FinalAt?.ToDateTimeUtc(),
            DaysToDispute = (dispute.ChargedAt ?? charged) is { } from ? days.DateOf(dispute.OpenedAt).DayNumber - days.DateOf(from).DayNumber : null,
            AmountMinor = dispute.AmountMinor,
            Currency = dispute.Currency,
            FeeMinor = dispute.FeeMinor,
            FeeReturnedMinor = dispute.FeeReturnedMinor,
            RecoveredMinor = dispute.RecoveredMinor,
            NetLossMinor = DisputeOutcome.NetLoss(standing.State, dispute.AmountMinor, dispute.FeeMinor, dispute.FeeReturnedMinor, dispute.RecoveredMinor),
            PaymentRef = dispute.PaymentRef,
            PaymentHash = dispute.PaymentHash,
            PaymentKey = payment?.Key,
            Method = payment?.Method,
            Brand = payment?.Brand ?? dispute.Network,
            Bin6 = payment?.Bin6 ?? dispute.Bin6,
            Country = payment?.Country ?? dispute.Country,
            CustomerCountry = payment?.CustomerCountry,
            Product = payment?.Product ?? dispute.Product,
            Gateway = payment?.Gateway,
            Descriptor = payment?.Descriptor,
            ThreeDs = payment?.ThreeDs,
            AvsResult = payment?.AvsResult,
            CvcResult = payment?.CvcResult,
            PaymentMinor = payment?.AmountMinor ?? dispute.TransactionAmountMinor,
            PaymentCurrency = payment?.Currency ?? dispute.TransactionCurrency,
            CustomerRef = dispute.CustomerRef ?? payment?.CustomerRef,
            CustomerHash = PayerOf(dispute, payment),
            EarlierPayments = earlier.Count,
            CustomerSince = earlier.Count > 0 ? earlier.Min(each => each.Payment.At) : null,
            EvidencePayments = counted.Count,
            RefundState = RefundState(before, payment),
            RefundedAt = before.Count > 0 ? before[0].At : null,
            RefundedMinor = refunds.Where(refund => refund.Status == "succeeded").Sum(refund => refund.AmountMinor),
            DuplicateRef = duplicate?.Name.TicketRef,
            DuplicateAt = duplicate?.At,
            NoticeAt = NoticeAt(dispute, standing, around.OfPayment),
            ContactKey = first?.Key,
            ContactSourceId = first?.Name.SourceId,
            ContactRef = first?.Name.TicketRef,
            ContactAt = first?.At,
            ContactChannel = first?.Channel,
            ContactCategory = first?.Category,
            ContactRepliedAt = first?.RepliedAt,
            ContactSolvedAt = first?.SolvedAt,
            ContactOwner = first?.Owner,
            DisputeNumber = 1 + others.FindIndex(other => other.Key == dispute.Key),
            DisputesOfPayment = others.Count,
        };
        if (row is { IsDispute: true, DisputeNumber: 0 })
            (row.DisputeNumber, row.DisputesOfPayment) = (1, 1);
        return (row, Links(dispute, payment, earlier, duplicate, refunds, contacts));
    }

    /// <summary>Who paid, in the vendor's own world; null when nobody can tell.</summary>
    public static long? PayerOf(DisputeFact dispute, PaymentFact? payment) =>
        Payer.HashOf(dispute.VendorId, dispute.CustomerRef ?? payment?.CustomerRef, dispute.CardFingerprint ?? payment?.CardFingerprint);

    internal static DisputeCase CaseOf(DisputeFact dispute) => new()
    {
        OpenedAt = Instant.FromDateTimeUtc(dispute.OpenedAt),
        State = dispute.State,
        ReportedAt = At(dispute.VersionAt),
        DueAt = At(dispute.DueAt),
        EvidenceSubmittedAt = At(dispute.EvidenceSubmittedAt),
        DecidedAt = At(dispute.DecidedAt),
        OutcomeIsProvisional = dispute.OutcomeIsProvisional,
        Network = dispute.Network,
        Events = dispute.Events,
    };

    private static Instant? At(DateTime? instant) => instant is { } at ? Instant.FromDateTimeUtc(at) : null;

    private List<(MovementFact Payment, bool Counts)> Earlier(DisputeFact dispute, Surroundings around, DateTime charged)
    {
        var card = around.Payment?.CardFingerprint ?? dispute.CardFingerprint;
        var opened = days.DateOf(dispute.OpenedAt);
        return [.. around.Charges
            .Where(each => each.At >= charged - LedgerReader.LookBack && each.At <= charged - s_twice && each.Name != PaymentName(dispute))
            .OrderByDescending(each => each.At).ThenBy(each => each.Name.TicketRef, StringComparer.Ordinal)
            .Take(MostEarlierPayments)
            .Select(each =>
            {
                var age = opened.DayNumber - days.DateOf(each.At).DayNumber;
                return (each, CompellingEvidence.Qualifies(card, each.CardFingerprint, age, around.IsReported(TimeWindows.HashOf(each.Name.SourceId, each.Name.TicketRef))));
            })
            .OrderBy(each => each.each.At).ThenBy(each => each.each.Name.TicketRef, StringComparer.Ordinal)];
    }

    private static TicketName PaymentName(DisputeFact dispute) => new(dispute.Name.SourceId, dispute.PaymentRef ?? "");

    private static MovementFact? Duplicate(DisputeFact dispute, PaymentFact payment, IReadOnlyList<MovementFact> charges) => charges
        .Where(each => each.Name != PaymentName(dispute) && each.AmountMinor == payment.AmountMinor && each.Currency == payment.Currency
            && (each.At - payment.At).Duration() <= s_twice
            && (each.OrderRef is null || payment.OrderRef is null || each.OrderRef == payment.OrderRef))
        .OrderBy(each => (each.At - payment.At).Duration()).ThenBy(each => each.At).ThenBy(each => each.Name.TicketRef, StringComparer.Ordinal)
        .FirstOrDefault();

    private static string RefundState(List<MovementFact> before, PaymentFact? payment) =>
        before.Count == 0 ? DisputeLedger.NoRefund
        : before.Exists(refund => refund.RefundExtent == "full")
            || (payment is not null && before.Where(refund => refund.Currency == payment.Currency).Sum(refund => refund.AmountMinor) >= payment.AmountMinor) ? DisputeLedger.FullRefund
        : DisputeLedger.PartialRefund;

    /// <summary>Cases that name the payment, and the customer's others between charge and dispute, unless they are about another payment.</summary>
    private static List<ContactFact> Contacts(DisputeFact dispute, PaymentFact? payment, DateTime? charged, IReadOnlyList<ContactFact> contacts)
    {
        var from = charged ?? dispute.OpenedAt.AddDays(-DisputeMaturity.Days);
        return [.. contacts.Where(each => each.VendorId == dispute.VendorId && (Names(each) || (each.At >= from && each.At < dispute.OpenedAt && IsOpenTo(each))))
            .DistinctBy(each => each.Key).OrderBy(each => each.At).ThenBy(each => each.Key)];

        bool Names(ContactFact contact) => dispute.PaymentRef is { Length: > 0 } reference && contact.TransactionRef == reference;

        bool IsOpenTo(ContactFact contact) => string.IsNullOrEmpty(contact.TransactionRef) || contact.TransactionRef == payment?.OrderRef;
    }

    private static DateTime? NoticeAt(DisputeFact dispute, DisputeStanding standing, IReadOnlyList<DisputeGlance> ofPayment)
    {
        var own = standing.NoticeAt?.ToDateTimeUtc() is { } at && (standing.Stage > DisputeStage.Notice) ? (DateTime?)at : null;
        var other = ofPayment.Where(each => each.Key != dispute.Key && each.State is DisputeState.FraudNotice or DisputeState.Alert && each.OpenedAt <= dispute.OpenedAt)
            .Select(each => (DateTime?)each.OpenedAt).Min();
        return own is null ? other : other is null || own <= other ? own : other;
    }

    private List<DisputeLink> Links(
        DisputeFact dispute, PaymentFact? payment, List<(MovementFact Payment, bool Counts)> earlier, MovementFact? duplicate, List<MovementFact> refunds, List<ContactFact> contacts)
    {
        var links = new List<DisputeLink>();
        if (payment is not null)
            Add(DisputeLinkKind.Payment, PaymentName(dispute), payment.At, payment.AmountMinor, payment.Currency, payment.Status, false);
        foreach (var (each, counts) in earlier)
            Add(DisputeLinkKind.EarlierPayment, each.Name, each.At, each.AmountMinor, each.Currency, each.Status, counts);
        if (duplicate is not null)
            Add(DisputeLinkKind.Duplicate, duplicate.Name, duplicate.At, duplicate.AmountMinor, duplicate.Currency, duplicate.Status, false);
        foreach (var refund in refunds)
            Add(DisputeLinkKind.Refund, refund.Name, refund.At, refund.AmountMinor, refund.Currency, refund.Status, false);
        foreach (var contact in contacts)
            Add(DisputeLinkKind.Ticket, contact.Name, contact.At, null, null, contact.Status, contact.TransactionRef is not null && contact.TransactionRef == dispute.PaymentRef);
        return links;

        void Add(DisputeLinkKind kind, TicketName name, DateTime at, long? minor, string? currency, string? status, bool counts) => links.Add(new()
        {
            DisputeKey = dispute.Key,
            Kind = kind,
            Number = 1 + links.Count(link => link.Kind == kind),
            VendorId = dispute.VendorId,
            SourceId = name.SourceId,
            Ref = name.TicketRef,
            RefHash = TimeWindows.HashOf(name.SourceId, name.TicketRef),
            At = at,
            Day = days.DateOf(at),
            AmountMinor = minor,
            Currency = currency,
            Status = status,
            Counts = counts,
        });
    }
}
