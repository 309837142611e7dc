using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;

namespace Insights.Import.Store;

/// <summary>
/// Rows of one file that are stored together: all of it in one transaction, or none of it. Vendors are named by code;
/// the writer gives ids. A row whose <see cref="Incoming{T}.VendorCode"/> is null and that refers to a charge takes the charge's vendor.
/// </summary>
internal sealed class FactChunk
{
    public required int FileId { get; init; }
    public required int SourceId { get; init; }
    public List<Incoming<Ticket>> Tickets { get; init; } = [];
    public List<TicketEvent> TicketEvents { get; init; } = [];
    public List<Incoming<Transaction>> Transactions { get; init; } = [];
    public List<Incoming<Chargeback>> Chargebacks { get; } = [];
    public List<ChargebackEvent> ChargebackEvents { get; } = [];
    /// <summary>Named by a vendors file; a code that facts name without such a row is created by the writer.</summary>
    public List<Vendor> Vendors { get; } = [];
    public List<Agent> Agents { get; } = [];
    public List<FxRate> FxRates { get; } = [];
    public List<BusinessCalendar> Calendars { get; } = [];
    public List<SlaPolicy> Policies { get; } = [];
    public List<RejectedRow> Problems { get; } = [];

    /// <summary>Problems in the ledger that this chunk settles, because their rows are run again.</summary>
    public List<long> SettledProblems { get; } = [];

    /// <summary>Words of the source that somebody has to explain, with the rows that carry them.</summary>
    public List<ToBeMappedRow> ToBeMapped { get; } = [];

    /// <summary>When the import met the chunk's rows.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>
    /// Which lists stand for records of the file, so that outcomes count records: <see cref="Incoming{T}.CountsAsRow"/> says it for facts; events do
    /// when the file is a list of events (and not when they were read off a ticket's record). Vendors, agents, calendars and policies
    /// count one each; exchange rates one a <see cref="FxRate.Day"/>, or each where <see cref="RatesCountEach"/> says so.
    /// </summary>
    public bool EventsCountAsRows { get; init; }

    /// <summary>A record of the file is one currency's rate, not a day with all of them.</summary>
    public bool RatesCountEach { get; set; }

    /// <summary>Where events count as rows: those read off a record that another of its events stands for already.</summary>
    public HashSet<object> FollowingEvents { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whole rows whose layout lacks some fields, by the row; partial ones erase nothing anyway.</summary>
    public Dictionary<object, Unsaid> Unsaid { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// The format's rows never change: one that returns with other values is a conflict, which is not stored but counted as skipped and
    /// recorded with the fields that differ. Partial rows complete others and are exempt; a field the returning row leaves empty is no difference.
    /// </summary>
    public bool RowsAreImmutable { get; init; }

    /// <summary>
    /// Several reports of the provider tell of the same event, each in its words. Which of them stands is decided by what they say, so that it does
    /// not depend on which file came last: a decision before none, then the wording that sorts last.
    /// </summary>
    public bool EventsAreToldTwice { get; init; }

    /// <summary>Records of the file that this chunk ends: rows read, and rows already decided by the pipeline (rejected, skipped).</summary>
    public long RowsRead { get; set; }
    public long Rejected { get; set; }
    public long Skipped { get; set; }
    public long Warnings { get; set; }
    public long CardNumbersTruncated { get; set; }
    public DateTime? DataUntil { get; set; }

    /// <summary>Dates of the first and the last fact; null without facts.</summary>
    public DateTime? RowsFrom { get; set; }
    public DateTime? RowsUntil { get; set; }

    /// <summary>What the writer has worked out about the rows before their turn; see <see cref="IFactWriter.Weigh"/>.</summary>
    public Writing.WeighedChunk? Weighed { get; set; }

    /// <param name="unsaid">What the ticket's record or list has no place for.</param>
    public void Add(Ticket ticket, string? vendor, Unsaid unsaid, bool partial = false)
    {
        Tickets.Add(new Incoming<Ticket>(ticket, vendor, Partial: partial));
        // Where the request did not come along, what an earlier export told of it stands.
        if (ticket.Intake is null)
            unsaid |= Store.Unsaid.Intake;
        if (!partial && unsaid != Store.Unsaid.None)
            Unsaid.Add(ticket, unsaid);
    }
}

/// <summary>One fact on its way into the store.</summary>
/// <param name="CountsAsRow">False for a second fact made from the same record (a refund read off its charge's row): outcomes count records.</param>
/// <param name="Partial">
/// The row completes what is stored and never erases: its empty fields (null, empty text, no instant, a fee of 0, an amount without its currency,
/// no vendor) keep what is stored. One of an older version fills only what is still empty; one without a version counts as the newest.
/// Leave <c>Kind</c> and <c>Status</c> of a transaction empty where the file does not say them.
/// </param>
/// <param name="Fills">
/// A partial row of a bookkeeping export, which knows less of a payment than the provider's own list: it fills what is empty, whenever it comes,
/// and replaces nothing. In a format whose rows never change, another amount than the stored one in the same currency is a conflict.
/// </param>
internal readonly record struct Incoming<T>(T Row, string? VendorCode, bool CountsAsRow = true, bool Partial = false, bool Fills = false);

/// <summary>What the writer did with a chunk's records.</summary>
internal readonly record struct ChunkOutcome(long Inserted, long Updated, long Unchanged, long Duplicate, long Skipped);

/// <summary>A row that carries a word to be mapped.</summary>
/// <param name="Fact">Table of the fact that was stored with it; null for a row that was rejected, or whose fact keeps the word itself.</param>
internal readonly record struct ToBeMappedRow(string Kind, string Value, string? Fact, string? ExternalId, int Line, bool IsRejected, bool CountsAsRow);
