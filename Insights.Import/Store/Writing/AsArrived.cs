using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Writing;

/// <summary>A stored row as its file brought it: without the vendor and charge date it has taken from its charge since.</summary>
/// <param name="NamedVendor">The vendor the row itself named; 0 when it named none.</param>
internal readonly record struct AsArrived<T>(T Row, int NamedVendor) where T : class, IFact;

/// <summary>Reads stored rows back as they arrived, for all asked rows at once.</summary>
internal static class StoredRows
{
    /// <summary>By key. The rows must be written already, so that the list of followers tells what each has taken.</summary>
    public static Dictionary<long, AsArrived<T>> Load<T, TShape>(WriteSession session, IReadOnlyCollection<long> keys)
        where T : class, IFact, new() where TShape : struct, IFactShape<T>
    {
        string[] columns =
        [
            nameof(IFact.Key), nameof(IFact.SourceId), nameof(IFact.ExternalId), nameof(IFact.VendorId), .. TShape.ContentColumns,
            nameof(IFact.VersionAt), nameof(IFact.ContentHash), nameof(IFact.FileId), nameof(IFact.Line),
        ];
        var rows = new List<T>(keys.Count);
        using (var cursor = session.Reader.ReadKeys<T>(keys, columns))
            while (cursor.Read())
                rows.Add(RowColumns<T>.Read(cursor, columns));

        var charges = rows.Select(TShape.ChargeOf).Where(charge => charge is { Length: > 0 }).Select(charge => FactKey.RefHash(charge!)).Distinct().Order().ToList();
        var takes = new Dictionary<long, int>();
        if (charges.Count > 0)
            foreach (var follower in session.FollowersOf(charges))
                if (follower.FactKind == TShape.Kind)
                    takes[follower.FactKey] = follower.Takes;

        var arrived = new Dictionary<long, AsArrived<T>>(rows.Count);
        foreach (var row in rows)
        {
            var taken = takes.GetValueOrDefault(row.Key);
            if ((taken & ChargeFollowing.TakesDate) != 0)
                TShape.SetChargeDate(row, null);
            arrived[row.Key] = new AsArrived<T>(row, (taken & ChargeFollowing.TakesVendor) != 0 ? 0 : row.VendorId);
        }

        return arrived;
    }
}
