using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;

namespace Insights.Import.Store.Writing;

/// <content>Keeps what the chunk replaces, so that the batch can be undone. Rows that are new or unchanged have nothing to keep.</content>
internal sealed partial class FactUpsert<T, TShape>
{
    /// <summary>Rows read back at once: a chunk may replace all of its rows, and whole rows are large.</summary>
    private const int KeptAtOnce = 5_000;

    private void KeepReplaced()
    {
        if (!context.KeepsReplaced)
            return;
        var replaced = new List<int>();
        foreach (var i in byHash.AsSpan(0, survivors))
            if (rows[i].Action is FactAction.Replace or FactAction.Move or FactAction.Restamp)
                replaced.Add(i);
        foreach (var some in replaced.Chunk(KeptAtOnce))
        {
            var stored = StoredRows.Load<T, TShape>(context.Session, some.Select(i => rows[i].Old.Key).ToList());
            BeforeImages.Write(context.Session, some, i => ImageOf(rows[i].IdHash, stored[rows[i].Old.Key], context.Chunk.FileId, rows[i].Action == FactAction.Restamp));
        }
    }

    private BeforeImage ImageOf(long idHash, AsArrived<T> before, int fileId, bool stampOnly)
    {
        var row = before.Row;
        return new BeforeImage
        {
            Kind = TShape.Kind,
            RowHash = idHash,
            FileId = fileId,
            WasFileId = row.FileId,
            StampOnly = stampOnly,
            Vendor = stampOnly || before.NamedVendor == 0 ? null : context.Vendors.Code(before.NamedVendor),
            Content = RowJson.Write(stampOnly ? new T { SourceId = row.SourceId, ExternalId = row.ExternalId, VersionAt = row.VersionAt, Line = row.Line } : row),
        };
    }
}
