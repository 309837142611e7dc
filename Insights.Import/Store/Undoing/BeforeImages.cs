using Insights.Import.Store.Keys;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Undoing;

/// <summary>Writes and reads before-images, in the transaction of the rows they belong to.</summary>
internal static class BeforeImages
{
    private static readonly string[] Columns = ["kind", "row_hash", "file_id", "was_file_id", "stamp_only", "vendor", "content"];

    public static long HashOf(string name, string part) => FactKey.RefHash(name + "\u001f" + part);

    /// <summary>Makes one image after the other, so that only one row's text is in memory.</summary>
    public static void Write<T>(WriteSession session, IReadOnlyList<T> rows, Func<T, BeforeImage> image) =>
        session.Upsert("before_images", Columns, "", rows, (row, sink) =>
        {
            var kept = image(row);
            sink.Int32(kept.Kind);
            sink.Int64(kept.RowHash);
            sink.Int32(kept.FileId);
            sink.Int32(kept.WasFileId);
            sink.Flag(kept.StampOnly);
            sink.Text(kept.Vendor);
            sink.Text(kept.Content);
        });

    /// <summary>The kept versions of the rows with these hashes, oldest first; two rows may share a hash.</summary>
    public static Dictionary<long, List<KeptVersion>> Of(WriteSession session, int kind, IReadOnlyCollection<long> rowHashes)
    {
        var found = new Dictionary<long, List<KeptVersion>>();
        using (var cursor = session.Reader.QueryForEach(
            FormattableString.Invariant($"SELECT row_hash, id, file_id, was_file_id, stamp_only, vendor, content FROM before_images WHERE kind = {kind} AND row_hash = $1"), [.. rowHashes.Distinct().Order()]))
            while (cursor.Read())
            {
                if (!found.TryGetValue(cursor.Int64(0), out var versions))
                    found.Add(cursor.Int64(0), versions = []);
                versions.Add(new KeptVersion(cursor.Int64(1), cursor.Int32(2), cursor.Int32(3), cursor.Int64(4) != 0, cursor.Text(5), cursor.Text(6)!));
            }

        foreach (var versions in found.Values)
            versions.Sort((one, other) => one.Id.CompareTo(other.Id));
        return found;
    }

    public static void Forget(WriteSession session, IReadOnlyList<long> ids) => session.Delete("before_images", ["id"], ids, (id, sink) => sink.Int64(id));

    /// <summary>Writes images anew under their ids, which are their places in the history.</summary>
    public static void Replace(WriteSession session, IReadOnlyList<(long Id, BeforeImage Image)> images)
    {
        session.Delete("before_images", ["id"], images, (image, sink) => sink.Int64(image.Id));
        session.Upsert("before_images", ["id", .. Columns], "", images, (image, sink) =>
        {
            var kept = image.Image;
            sink.Int64(image.Id);
            sink.Int32(kept.Kind);
            sink.Int64(kept.RowHash);
            sink.Int32(kept.FileId);
            sink.Int32(kept.WasFileId);
            sink.Flag(kept.StampOnly);
            sink.Text(kept.Vendor);
            sink.Text(kept.Content);
        });
    }
}
