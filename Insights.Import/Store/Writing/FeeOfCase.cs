using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <summary>
/// A provider's books tell what a chargeback cost, its case what became of it, and both know only the payment. The dispute read off the books
/// (<see cref="IdOf"/>) gives way to the case and counts no more, so its fee goes to the case: at once where the case is stored, else when it comes.
/// </summary>
internal static class FeeOfCase
{
    /// <summary>Status of a dispute read off the books whose case is known; its <see cref="Chargeback.SubReason"/> is the case's id.</summary>
    public const string RawStatus = "told by a case";

    private const string Ending = "#chargeback";

    /// <summary>Id of the dispute of a payment that is known from the books alone.</summary>
    public static string IdOf(string payment) => payment + Ending;

    /// <summary>The reason such a dispute is stored with, and the one of which the case took the fee: undoing what told of the fee then takes it from the case again.</summary>
    public const string Told = "see the case of this payment";
    private const string ToldAndGave = Told + ", which has its fee";

    /// <summary>Whether the case a dispute gave way to has taken its fee.</summary>
    public static bool Gave(Chargeback told) => told.RawStatus == RawStatus && told.ProviderReason == ToldAndGave;

    public static bool IsFromBooks(string id) => id.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Completes the chunk's cases, and adds what goes to stored ones.</summary>
    /// <returns>Whether the chunk's rows are others than they were, and the cases that must give the fee back once these are written.</returns>
    public static (bool Changed, IReadOnlyList<Chargeback> Losers) Give(ChunkContext context)
    {
        var chunk = context.Chunk;
        var asked = chunk.Chargebacks.Select(fact => fact.Row).Where(row => IsFromBooks(row.ExternalId) && (row.RawStatus == RawStatus || HasFee(row))).ToList();
        if (asked.Count == 0)
            return (false, []);
        var changed = AgreeOnTheCase(asked);
        var stored = Stored(context, asked);
        var losers = new List<Chargeback>();
        foreach (var dispute in asked.Where(row => stored.ContainsKey(row.ExternalId)).GroupBy(row => row.ExternalId, StringComparer.Ordinal))
        {
            var known = stored[dispute.Key];
            if (known is { RawStatus: RawStatus, SubReason: not null })
                foreach (var row in dispute.Where(row => row.RawStatus != RawStatus))
                    changed |= Add(chunk, row, known.SubReason);

            // Cases compete for the fee: it is that of the newest, and of several of a day the first by id, in whichever order they come.
            if (dispute.Where(row => row.RawStatus == RawStatus).OrderByDescending(row => row.VersionAt).ThenBy(row => row.SubReason, StringComparer.Ordinal).FirstOrDefault() is not { } told)
                continue;
            if (known.RawStatus != RawStatus || Precedes(told, known))
            {
                if (HasFee(known) && Take(chunk, told, known))
                {
                    changed = true;
                    foreach (var row in dispute.Where(row => row.RawStatus == RawStatus && row.VersionAt == told.VersionAt))
                        row.ProviderReason = ToldAndGave;
                }

                if (known.RawStatus == RawStatus)
                    losers.Add(known);
            }
            else
            {
                // As it stands: the case that is named, and that it has the fee.
                foreach (var row in dispute.Where(row => row.RawStatus == RawStatus && row.VersionAt == known.VersionAt && (row.SubReason != known.SubReason || row.ProviderReason != known.ProviderReason)))
                    (row.SubReason, row.ProviderReason, changed) = (known.SubReason, known.ProviderReason, true);
            }
        }

        return (changed, losers);
    }

    /// <summary>The cases that had the fee of a payment before another of its cases came: they have it no more.</summary>
    public static List<Incoming<Chargeback>> Released(ChunkContext context, IReadOnlyList<Chargeback> losers)
    {
        var stored = losers.Count == 0 ? [] : StoredAs(context, [.. losers.Select(told => told.SubReason!).Distinct(StringComparer.Ordinal)]);
        var released = new List<Incoming<Chargeback>>();
        foreach (var told in losers)
        {
            if (!stored.TryGetValue(told.SubReason!, out var known) || !IsFeeOf(known.Row, told))
                continue;
            (known.Row.FeeMinor, known.Row.FeeReturnedMinor) = (0, 0);
            released.Add(new Incoming<Chargeback>(known.Row, known.NamedVendor == 0 ? null : context.Vendors.Code(known.NamedVendor), CountsAsRow: false));
        }

        return released;
    }

    /// <summary>The case has exactly the fee the books told of, which a case's own files hardly ever tell.</summary>
    private static bool IsFeeOf(Chargeback row, Chargeback told) => HasFee(row) && (row.FeeMinor, row.FeeReturnedMinor, row.Currency) == (told.FeeMinor, told.FeeReturnedMinor, told.Currency);

    private static bool Precedes(Chargeback told, Chargeback known) => told.SubReason != known.SubReason
        && (told.VersionAt > known.VersionAt || (told.VersionAt == known.VersionAt && string.CompareOrdinal(told.SubReason, known.SubReason) < 0));

    private static bool HasFee(Chargeback row) => row.FeeMinor != 0 || row.FeeReturnedMinor != 0;

    /// <summary>Of several cases of one payment the first by id is named, whichever stands first in the file.</summary>
    private static bool AgreeOnTheCase(List<Chargeback> asked)
    {
        var changed = false;
        foreach (var told in asked.Where(row => row.RawStatus == RawStatus).GroupBy(row => (row.ExternalId, row.VersionAt)).Where(told => told.Count() > 1))
        {
            var first = told.Select(row => row.SubReason).Min(StringComparer.Ordinal);
            foreach (var row in told.Where(row => row.SubReason != first))
                (row.SubReason, changed) = (first, true);
        }

        return changed;
    }

    private static Dictionary<string, Chargeback> Stored(ChunkContext context, List<Chargeback> asked) =>
        StoredAs(context, [.. asked.Select(row => row.ExternalId).Distinct(StringComparer.Ordinal)]).ToDictionary(row => row.Key, row => row.Value.Row, StringComparer.Ordinal);

    private static Dictionary<string, AsArrived<Chargeback>> StoredAs(ChunkContext context, IReadOnlyList<string> ids) => StoredOf(context.Session, context.Chunk.SourceId, ids);

    /// <summary>Stored disputes of a source by their ids.</summary>
    public static Dictionary<string, AsArrived<Chargeback>> StoredOf(WriteSession session, int source, IReadOnlyList<string> ids)
    {
        var lookups = ids.Select(id => new Lookup { SourceId = source, Ref = id }).ToArray();
        session.Find<Chargeback, ChargebackShape>(lookups);
        var keys = lookups.Where(lookup => lookup.Answer.Found).Select(lookup => lookup.Answer.Key).Order().ToList();
        return keys.Count == 0 ? [] : StoredRows.Load<Chargeback, ChargebackShape>(session, keys).Values.ToDictionary(row => row.Row.ExternalId, StringComparer.Ordinal);
    }

    /// <summary>The case is stored: its fee comes to it as that of a dispute of which nothing else is known.</summary>
    private static bool Add(FactChunk chunk, Chargeback row, string caseId)
    {
        chunk.Chargebacks.Add(new Incoming<Chargeback>(
            new Chargeback
            {
                ExternalId = caseId,
                TransactionRef = row.TransactionRef,
                State = "withdrawn",
                RawStatus = FeeAlone.RawStatus,
                ProviderReason = row.ProviderReason,
                ReasonGroup = "other",
                ReasonCategory = "general",
                OpenedAt = row.OpenedAt,
                Currency = row.Currency,
                FeeMinor = row.FeeMinor,
                FeeReturnedMinor = row.FeeReturnedMinor,
                IsDispute = false,
                Line = row.Line,
            },
            null, CountsAsRow: false, Partial: true, Fills: true));
        return true;
    }

    /// <summary>The case comes now: what the books told before is its fee, in its own currency only.</summary>
    private static bool Take(FactChunk chunk, Chargeback told, Chargeback known)
    {
        var changed = false;
        foreach (var fact in chunk.Chargebacks.Where(fact => fact.Row.ExternalId == told.SubReason && fact.Row.Currency == known.Currency && !HasFee(fact.Row)))
        {
            (fact.Row.FeeMinor, fact.Row.FeeReturnedMinor) = (known.FeeMinor, known.FeeReturnedMinor);
            changed = true;
        }

        return changed;
    }
}
