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

    /// <summary>Completes the chunk's cases, and adds what goes to stored ones.</summary>
    /// <returns>Whether the chunk's rows are others than they were.</returns>
    public static bool Give(ChunkContext context)
    {
        var chunk = context.Chunk;
        var asked = chunk.Chargebacks.Select(fact => fact.Row).Where(row => row.ExternalId.EndsWith(Ending, StringComparison.Ordinal) && (row.RawStatus == RawStatus || HasFee(row))).ToList();
        if (asked.Count == 0)
            return false;
        var changed = AgreeOnTheCase(asked);
        var stored = Stored(context, asked);
        foreach (var row in asked)
        {
            if (!stored.TryGetValue(row.ExternalId, out var known))
                continue;
            if (row.RawStatus != RawStatus)
                changed |= known is { RawStatus: RawStatus, SubReason: not null } && Add(chunk, row, known.SubReason);
            else if (known.RawStatus != RawStatus)
                changed |= HasFee(known) && Take(chunk, row, known);
            else if (known.VersionAt == row.VersionAt && string.CompareOrdinal(known.SubReason, row.SubReason) < 0)
                (row.SubReason, changed) = (known.SubReason, true);
        }

        return changed;
    }

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

    private static Dictionary<string, Chargeback> Stored(ChunkContext context, List<Chargeback> asked)
    {
        var lookups = asked.Select(row => row.ExternalId).Distinct(StringComparer.Ordinal).Select(id => new Lookup { SourceId = context.Chunk.SourceId, Ref = id }).ToArray();
        context.Session.Find<Chargeback, ChargebackShape>(lookups);
        var keys = lookups.Where(lookup => lookup.Answer.Found).Select(lookup => lookup.Answer.Key).Order().ToList();
        return keys.Count == 0 ? [] : StoredRows.Load<Chargeback, ChargebackShape>(context.Session, keys).Values.ToDictionary(row => row.Row.ExternalId, row => row.Row, StringComparer.Ordinal);
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
