using Insights.Import.Pipeline;
using Insights.Import.Sources;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Writing;

/// <content>Where a word stands in a row, and what its meaning makes of the row.</content>
internal sealed partial class ResolvedRows
{
    private bool IsOpenReason(Chargeback row) =>
        (row.ReasonGroup == "other" && row.ReasonCategory == "general") || (ReasonCodes.Meant(before) is { } said && row.ReasonGroup == said.Group && row.ReasonCategory == said.Category);

    private void SetReason(Chargeback row)
    {
        var said = ReasonCodes.Meant(Word) ?? new DisputeReason("other", "general", IsMapped: false);
        row.ReasonGroup = said.Group;
        row.ReasonCategory = said.Category;
        row.IsDispute = DisputeRules.CountsAsDispute(row.State, said.Group);
    }

    /// <summary>The field a kind of word stands in. Only a field that is still open, or holds what was said before, is given the word.</summary>
    /// <returns>True where the field is open.</returns>
    private bool Set(Transaction row, bool test)
    {
        switch (kind)
        {
            case ValueKinds.Method:
                return Field(row.Method, open: "other", word => row.Method = word, test);
            case ValueKinds.TransactionKind:
                return Field(row.Kind, open: "adjustment", word => row.Kind = word!, test);
            case "refund_extent":
                return Field(row.RefundExtent, open: null, word => row.RefundExtent = word, test);
            case "refund_mode":
                return Field(row.RefundMode, open: null, word => row.RefundMode = word, test);
            case "failure_cause":
                return Field(row.FailureCause, open: "unknown", word => row.FailureCause = word, test);
            case "three_ds":
                return Field(row.ThreeDs, open: null, word => row.ThreeDs = word, test);
            default:
                return false;
        }
    }

    private bool Set(Ticket row, bool test)
    {
        switch (kind)
        {
            case ValueKinds.Priority:
                return Field(row.Priority, open: null, word => row.Priority = word, test);
            case ValueKinds.Category:
                return Field(row.Category, open: null, word => row.Category = word, test);
            case "satisfaction":
                return Field(row.Satisfaction, open: null, word => row.Satisfaction = word, test);
            default:
                return false;
        }
    }

    private bool Field(string? now, string? open, Action<string?> set, bool test)
    {
        bool isOpen = now is null || now == open || now == before;
        if (!test && isOpen)
            set(Word ?? open);
        return isOpen;
    }
}
