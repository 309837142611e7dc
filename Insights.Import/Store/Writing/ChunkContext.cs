using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;

namespace Insights.Import.Store.Writing;

/// <summary>What the steps of one chunk share.</summary>
internal sealed class ChunkContext
{
    public ChunkContext(WriteSession session, FactChunk chunk, VendorDirectory vendors, ContentHash hash, Marks marks, KeptRemarks remarks)
    {
        Remarks = remarks;
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

    /// <summary>Some records of the chunk give more than one fact, so that what became of a row is not what became of its first.</summary>
    public bool HasSecondFacts => hasSecondFacts ??= !Chunk.Transactions.TrueForAll(fact => fact.CountsAsRow) || !Chunk.Chargebacks.TrueForAll(fact => fact.CountsAsRow);

    private bool? hasSecondFacts;

    /// <summary>Problems the store itself finds.</summary>
    public List<RejectedRow> Problems { get; } = [];

    /// <summary>A stage of a dispute counts on the dispute's days.</summary>
    public void MarkDisputes(IReadOnlyList<(int Source, string Ref)> disputes)
    {
        if (disputes.Count == 0)
            return;
        var lookups = disputes.Select(dispute => new Lookup { SourceId = dispute.Source, Ref = dispute.Ref }).ToArray();
        Session.Find<Chargeback, ChargebackShape>(lookups);
        foreach (ref var lookup in lookups.AsSpan())
            if (lookup.Answer.Found)
                Marks.Fact<Chargeback, ChargebackShape>(ref lookup.Answer);
    }

    /// <summary>False for a dry run, which replaces nothing, and for an undo, which rewrites history itself.</summary>
    public bool KeepsReplaced { get; init; }

    private KeptRemarks Remarks { get; }

    /// <summary>Records why a row was left out, unless as many of the same kind were recorded before: the counts stay exact.</summary>
    public void Skip(int line, string? column, string? value, string rule, string reason)
    {
        if (Remarks.Keep(rule))
            Problems.Add(new RejectedRow { FileId = Chunk.FileId, Line = line, Severity = "skipped", Column = column, Value = value, Rule = rule, Reason = reason });
    }
}

/// <summary>How many remarks of one rule a file's import has recorded: the thousandth says no more than the first.</summary>
internal sealed class KeptRemarks(int most)
{
    private readonly Dictionary<string, int> kept = new(StringComparer.Ordinal);

    public bool Keep(string rule)
    {
        var count = kept.GetValueOrDefault(rule);
        kept[rule] = count + 1;
        return count < most;
    }
}

/// <summary>Counts of records by what happened to them.</summary>
internal sealed class Tally
{
    private readonly long[] counts = new long[(int)FactAction.Remove + 1];

    /// <summary>Lines whose own fact stays as it is, and lines of which a second fact changed (the refund read off its charge's row).</summary>
    private readonly Dictionary<int, int> quiet = [];
    private readonly HashSet<int> stirred = [];

    public void Add(FactAction action, long count = 1) => counts[(int)action] += count;

    /// <summary>Asked only in chunks in which single records give several facts.</summary>
    public void Add(FactAction action, int line, bool countsAsRow)
    {
        if (countsAsRow && action is FactAction.Unchanged or FactAction.Restamp)
            quiet[line] = quiet.GetValueOrDefault(line) + 1;
        else if (!countsAsRow && action is FactAction.Insert or FactAction.Replace or FactAction.Move)
            stirred.Add(line);
    }

    public ChunkOutcome Outcome()
    {
        // Several records on one line, as of JSON on one, cannot be told apart: such rows stay with what became of their own facts.
        var updated = stirred.Count(line => quiet.GetValueOrDefault(line) == 1);
        return new ChunkOutcome(
            Of(FactAction.Insert),
            Of(FactAction.Replace) + Of(FactAction.Move) + updated,
            Of(FactAction.Unchanged) + Of(FactAction.Restamp) - updated,
            Of(FactAction.Duplicate),
            Of(FactAction.Older) + Of(FactAction.Conflict));
    }

    private long Of(FactAction action) => counts[(int)action];
}
