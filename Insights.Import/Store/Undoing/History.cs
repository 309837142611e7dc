namespace Insights.Import.Store.Undoing;

/// <summary>A kept version of a row, as <see cref="Ledger.BeforeImage"/> holds it.</summary>
internal sealed record KeptVersion(long Id, int FileId, int WasFileId, bool StampOnly, string? Vendor, string Content);

/// <summary>What becomes of the stored row.</summary>
internal enum Fate
{
    /// <summary>The files taken out never touched the row.</summary>
    Untouched,

    /// <summary>A file that stays changed the row later: it keeps its values.</summary>
    Kept,

    /// <summary>An earlier version is stored again.</summary>
    Restored,

    /// <summary>No version is left.</summary>
    Removed,
}

/// <summary>A kept version that stays with another follower.</summary>
/// <param name="FileId">The file that replaces this version now.</param>
/// <param name="ContentOf">Which version the content is taken from (its place among the kept ones); the image's own place when it stays as it is.</param>
internal readonly record struct Splice(int Place, int FileId, bool StampOnly, int ContentOf);

/// <summary>
/// A row's history without the versions of some files. The kept versions in order and the stored row are its versions; each was written by a file and
/// replaced by the file of the next. Taking one out joins its neighbours, so the history is afterwards what it would be if the file had never come.
/// </summary>
internal sealed class History
{
    private History(Fate fate) => Fate = fate;

    public Fate Fate { get; }

    /// <summary>The version to store again (its place among the kept ones), and the one its content is taken from; the number of kept ones means the stored row's.</summary>
    public int Restore { get; private init; } = -1;

    public int RestoreContentOf { get; private init; } = -1;

    /// <summary>The file whose version stays, for <see cref="Fate.Kept"/>.</summary>
    public int LaterFile { get; private init; }

    public List<long> Forgotten { get; } = [];

    public List<Splice> Splices { get; } = [];

    public static History Without(IReadOnlyList<KeptVersion> images, int storedFile, IReadOnlySet<int> gone)
    {
        var left = new List<int>();
        for (var i = 0; i <= images.Count; i++)
            if (!gone.Contains(Writer(i)))
                left.Add(i);
        if (left.Count == images.Count + 1)
            return new History(Fate.Untouched);

        var last = left.Count == 0 ? -1 : left[^1];
        var history = left.Count == 0 ? new History(Fate.Removed)
            : last == images.Count ? new History(Fate.Kept) { LaterFile = storedFile }
            : new History(Fate.Restored) { Restore = last, RestoreContentOf = ContentOf(last) };
        for (var i = 0; i < images.Count; i++)
            if (i == last || gone.Contains(Writer(i)))
                history.Forgotten.Add(images[i].Id);
        for (var n = 0; n + 1 < left.Count; n++)
        {
            var (place, next) = (left[n], left[n + 1]);
            var content = ContentOf(place);
            var stampOnly = content == ContentOf(next);
            var splice = new Splice(place, Writer(next), stampOnly, stampOnly || content == place ? place : content);
            if (splice.FileId != images[place].FileId || splice.ContentOf != place || splice.StampOnly != images[place].StampOnly)
                history.Splices.Add(splice);
        }

        return history;

        int Writer(int version) => version < images.Count ? images[version].WasFileId : storedFile;

        // A version of which only date and lineage are kept has the content of the next one.
        int ContentOf(int version)
        {
            while (version < images.Count && images[version].StampOnly)
                version++;
            return version;
        }
    }
}
