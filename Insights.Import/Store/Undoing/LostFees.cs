using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>
/// A case that came after the books took over the fee they told of (<see cref="FeeOfCase"/>). When the file of the books is undone, its fee goes from the case
/// too, and from every version of it that is kept: no other file ever told of it.
/// </summary>
internal static class LostFees
{
    private sealed record Lost(int Source, Chargeback Told, IReadOnlyList<string> Ids);

    /// <summary>What is to be done once the files' own versions are out; null where none of them told of the fee of a dispute that a case speaks of.</summary>
    public static Action? Of(ChunkContext context, IReadOnlyList<Chargeback> rows, IReadOnlyList<List<KeptVersion>> histories, IReadOnlySet<int> gone)
    {
        var lost = new List<Lost>();
        for (var n = 0; n < rows.Count; n++)
        {
            if (!FeeOfCase.IsFromBooks(rows[n].ExternalId))
                continue;
            if (FeeOfCase.StoredOf(context.Session, rows[n].SourceId, [rows[n].ExternalId]).GetValueOrDefault(rows[n].ExternalId).Row is not { } stored)
                continue;
            // The versions in order, each with the file that wrote it; one of which only the date is kept says what the next one says.
            var versions = histories[n].Where(version => !version.StampOnly).Select(version => (File: version.WasFileId, Row: RowJson.Read<Chargeback>(version.Content))).Append((File: stored.FileId, Row: stored)).ToList();
            var first = versions.FindLastIndex(version => !SameFee(version.Row, stored)) + 1;
            var cases = versions.Select(version => version.Row).Where(FeeOfCase.Gave).Select(told => told.SubReason!).Distinct(StringComparer.Ordinal).ToList();
            if (stored.RawStatus == FeeOfCase.RawStatus && stored.FeeMinor + stored.FeeReturnedMinor != 0 && gone.Contains(versions[first].File))
                lost.Add(new Lost(stored.SourceId, stored, [stored.ExternalId, .. cases]));
        }

        return lost.Count == 0 ? null : () => Clear(context, lost);
    }

    private static bool SameFee(Chargeback one, Chargeback other) => (one.FeeMinor, one.FeeReturnedMinor, one.Currency) == (other.FeeMinor, other.FeeReturnedMinor, other.Currency);

    private static void Clear(ChunkContext context, List<Lost> lost)
    {
        var reversals = new List<Reversal<Chargeback>>();
        var images = new List<(long Id, BeforeImage Image)>();
        foreach (var fee in lost)
        {
            foreach (var (id, known) in FeeOfCase.StoredOf(context.Session, fee.Source, fee.Ids))
            {
                if (SameFee(known.Row, fee.Told))
                    reversals.Add(new Reversal<Chargeback>(fee.Source, id, Without(known.Row), known.NamedVendor));
            }

            foreach (var id in fee.Ids)
            {
                var hash = FactKey.IdHash(fee.Source, id);
                foreach (var version in BeforeImages.Of(context.Session, ChargebackShape.Kind, [hash]).GetValueOrDefault(hash) ?? [])
                {
                    if (version.StampOnly || RowJson.Read<Chargeback>(version.Content) is not { } kept || kept.ExternalId != id || !SameFee(kept, fee.Told))
                        continue;
                    images.Add((version.Id, new BeforeImage
                    {
                        Kind = ChargebackShape.Kind,
                        RowHash = hash,
                        FileId = version.FileId,
                        WasFileId = version.WasFileId,
                        Vendor = version.Vendor,
                        Content = RowJson.Write(Without(kept)),
                    }));
                }
            }
        }

        new FactUpsert<Chargeback, ChargebackShape>(context).Revert(reversals);
        BeforeImages.Replace(context.Session, images);
    }

    private static Chargeback Without(Chargeback row)
    {
        (row.FeeMinor, row.FeeReturnedMinor) = (0, 0);
        if (FeeOfCase.Gave(row))
            row.ProviderReason = FeeOfCase.Told;
        return row;
    }
}
