using Insights.Import.Pipeline;

namespace Insights.Import.Sources;

/// <summary>
/// A row whose type the provider invented after us: it is kept as an adjustment, which enters no payment number, listed to be mapped, and becomes
/// what a person says. Only its kind does: id, direction and all else stay as they came, so that the row is the same one before and after.
/// </summary>
internal static class UnknownKind
{
    /// <summary>Null where nobody has said what the word means.</summary>
    public static string? Said(RowProblems row, string column, string type, string rule, string remark)
    {
        string? said = row.Meaning(ValueKinds.TransactionKind, type);
        if (said is null && !row.MeansNothing(ValueKinds.TransactionKind, type))
            row.Warn(column, type, rule, remark);
        return said;
    }
}
