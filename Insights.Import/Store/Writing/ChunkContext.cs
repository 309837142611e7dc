using Insights.Import.Store.Ledger;

namespace Insights.Import.Store.Writing;

/// <summary>What the steps of one chunk share.</summary>
internal sealed class ChunkContext
{
    public ChunkContext(WriteSession session, FactChunk chunk, VendorDirectory vendors, ContentHash hash, Marks marks)
    {
        Session = session;
        Chunk = chunk;
        Vendors = vendors;
        Hash = hash;
        Marks = marks;
        Following = new ChargeFollowing(this);
    }

    public WriteSession Session { get; }

    public FactChunk Chunk { get; }

    public VendorDirectory Vendors { get; }

    public ContentHash Hash { get; }

    public Marks Marks { get; }

    public ChargeFollowing Following { get; }

    /// <summary>Problems the store itself finds.</summary>
    public List<RejectedRow> Problems { get; } = [];
}

/// <summary>Counts of records by what happened to them.</summary>
internal sealed class Tally
{
    private readonly long[] counts = new long[(int)FactAction.Older + 1];

    public void Add(FactAction action, long count = 1) => counts[(int)action] += count;

    public ChunkOutcome Outcome() => new(
        Of(FactAction.Insert),
        Of(FactAction.Replace) + Of(FactAction.Move),
        Of(FactAction.Unchanged) + Of(FactAction.Restamp),
        Of(FactAction.Duplicate),
        Of(FactAction.Older));

    private long Of(FactAction action) => counts[(int)action];
}
