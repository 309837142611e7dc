using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <summary>
/// How one kind of fact is written: the one place that lists its columns for both providers, the content hash and the tests.
/// Implemented by structs, so that the bulk paths are compiled for each.
/// </summary>
internal interface IFactShape<T> where T : class, IFact
{
    static abstract string Table { get; }

    /// <summary>As <see cref="Keys.ChargeFollower.FactKind"/>.</summary>
    static abstract int Kind { get; }

    /// <summary>Properties in the order <see cref="Content"/> writes them; lineage, key and vendor are the same for every fact and not among them.</summary>
    static abstract string[] ContentColumns { get; }

    /// <summary>The fact's own date, which its key begins with.</summary>
    static abstract string DateColumn { get; }

    /// <summary>The column naming the charge the fact refers to.</summary>
    static abstract string ChargeColumn { get; }

    /// <summary>True for disputes, which count by the date of their charge and of their decision too.</summary>
    static abstract bool HasDisputeDates { get; }

    static abstract DateTime DateOf(T row);

    static abstract string? ChargeOf(T row);

    /// <summary>Whether the row leaves its charge's date to the store.</summary>
    static abstract bool LacksChargeDate(T row);

    static abstract void SetChargeDate(T row, DateTime? instant);

    /// <summary>Charge date and decision of a dispute; nulls for other facts.</summary>
    static abstract (DateTime? Charged, DateTime? Decided) DisputeDates(T row);

    /// <summary>Fills what the row leaves empty from another version of it (see <see cref="Incoming{T}"/> for what empty means); lineage is not touched.</summary>
    static abstract void Complete(T row, T known);

    /// <summary>Takes from the stored row what this one's layout has no place for.</summary>
    static abstract void Keep(T row, T known, Unsaid unsaid);

    /// <summary>
    /// Takes the earlier date of two: a partial row is dated when its report heard of the fact (a settlement days after its payment), so the
    /// earlier one is nearer to when it happened, in whichever order they come.
    /// </summary>
    static abstract void DateBack(T row, T known);

    static abstract void Content<TSink>(T row, ref TSink sink) where TSink : struct, IColumnSink;
}
