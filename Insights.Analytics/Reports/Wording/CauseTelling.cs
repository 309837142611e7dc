using Insights.Analytics.Rollups.History;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Wording;

/// <summary>Why a closed month differs, in words. A vendor learns what happened, not who of the house did it or what files are called.</summary>
internal static class CauseTelling
{
    public static string Of(string cause, int? batch, string? by, string? detail, DataScope reader)
    {
        if (!reader.IsStaff)
            (by, detail) = (null, null);
        var import = batch is { } number ? FormattableString.Invariant($"import {number}") : "an import";
        return cause switch
        {
            RestatementCause.Import => $"Late data: {import}{(detail is null ? "" : $" ({detail})")}{By(", started by ", by)}",
            RestatementCause.Undo => $"{Words.Sentence(import)} was undone{By(" by ", by)}",
            RestatementCause.Policy => $"Policies or calendars changed{(detail is null ? "" : $": {detail}")}{By(", by ", by)}",
            RestatementCause.Exemption => $"Exemption{By(" by ", by)}{(detail is null ? "" : $": {detail}")}",
            RestatementCause.Zone => $"The reporting zone changed{(detail is null ? "" : $": {detail}")}",
            RestatementCause.Mapping => $"A word of a source was given its meaning{(detail is null ? "" : $": {detail}")}{By(", by ", by)}",
            RestatementCause.Program => "A new version of the program derives clocks by other rules",
            _ => "Derived anew; nothing is known to have changed",
        };
    }

    private static string By(string before, string? by) => string.IsNullOrEmpty(by) ? "" : before + by;
}
