using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <summary>What happens to an arriving row.</summary>
internal enum FactAction
{
    /// <summary>Another row of the chunk with the same id won.</summary>
    Duplicate = 0,
    Insert,
    /// <summary>New content under the same instant.</summary>
    Replace,
    /// <summary>New content under another instant: the row lies elsewhere afterwards.</summary>
    Move,
    /// <summary>Same content, newer version: only version and lineage are written, so that a version in between cannot win later.</summary>
    Restamp,
    Unchanged,
    Older,
    /// <summary>Other content in a format whose rows never change: left out, and told.</summary>
    Conflict,
    /// <summary>Taken out by an undo.</summary>
    Remove,
}

/// <summary>An arriving row with everything decided about it.</summary>
internal struct Candidate<T> where T : class, IFact
{
    public T Row;
    public bool CountsAsRow;

    /// <summary>Completes what is stored; see <see cref="Incoming{T}"/>.</summary>
    public bool Partial;

    /// <summary>Partial, and replaces nothing.</summary>
    public bool Fills;

    /// <summary>The vendor the row itself names; 0 when it names none.</summary>
    public int NamedVendor;
    public long RefHash;
    public long IdHash;

    /// <summary>SQLite: the number in the id table, IdHash or one probed from it; negative where the id is on a page.</summary>
    public long IdSlot;

    /// <summary>Unix seconds, or <see cref="Stored.None"/>.</summary>
    public long Version;
    public long ContentHash;
    public long Key;
    public Stored Old;
    public FactAction Action;

    /// <summary>Takes its vendor or its charge's date from the charge it refers to.</summary>
    public bool Follows;

    /// <summary>Where the row's form lies (<see cref="IRowForm"/>), made ahead.</summary>
    public int FormStart;

    /// <summary>0: it was not made, or the row has changed since.</summary>
    public int FormLength;

    /// <summary>As <see cref="Keys.ChargeFollower.Takes"/>; 0 for a row that follows no charge.</summary>
    public int Takes;

    public readonly bool Writes => Action is FactAction.Insert or FactAction.Replace or FactAction.Move;
}

/// <summary>What the store holds of a fact, as far as writing needs it. Instants are unix seconds.</summary>
internal struct Stored
{
    /// <summary>No instant, no version.</summary>
    public const long None = long.MinValue;

    public bool Found;
    public long Key;
    public int SourceId;
    public string ExternalId;
    public int VendorId;
    public long Version;
    public long ContentHash;
    public long Date;
    public long Charged;
    public long Decided;
    public string? ChargeRef;
}

/// <summary>A question for a fact by its natural key.</summary>
internal struct Lookup
{
    public int SourceId;
    public string Ref;
    public Stored Answer;
}

/// <summary>A change of what a follower takes from its charge.</summary>
internal readonly record struct Derived(long Key, int OldVendor, int Vendor, bool SetsDate, long Charged);
