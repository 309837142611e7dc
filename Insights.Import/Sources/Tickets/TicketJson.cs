using System.Text.Json;
using Insights.Import.Pipeline;

namespace Insights.Import.Sources.Tickets;

/// <summary>What maps of help desks' JSON share.</summary>
internal static class TicketJson
{
    public static string? Status(string? raw, string property, TicketVocabulary words, RowProblems row)
    {
        if (raw is null)
        {
            row.Reject(property, null, "required-value-missing", "This value is required and is missing. Fill it in at the source.");
            return null;
        }

        string? status = words.Status(raw) ?? row.Meaning(ValueKinds.TicketStatus, raw);
        if (status is null)
            row.Warn(property, raw, "status-unmapped", $"This status is not one of the six ({Words.TicketStatus.Listing}). The ticket is kept with its status unmapped.");
        return status;
    }

    public static string? Priority(string? raw, string property, TicketVocabulary words, RowProblems row)
    {
        string? priority = words.Priority(raw, out bool isKnown);
        if (!isKnown)
            priority = row.Meaning(ValueKinds.Priority, raw);
        if (!isKnown && priority is null && !row.MeansNothing(ValueKinds.Priority, raw))
            row.Warn(property, raw, "word-unknown", $"This priority is none of {Words.TicketPriority.Listing}. The field was left empty.");
        return priority;
    }

    public static void RemarkMissingHistory(MapContext context, RowProblems row, TicketEvents events)
    {
        if (events.Count == 0 && !row.IsRejected && context.FirstTime("history-missing"))
            row.Warn(null, null, "history-missing", "Tickets of this file come without what happened to them, so their times to reply and to solve show as unmeasured. Export them with their conversations where that is possible. Said once for this file.");
    }

    /// <summary>Custom fields under their plain names, whichever of the properties holds them.</summary>
    public static CustomFields CustomFields(JsonElement record, params ReadOnlySpan<string> properties)
    {
        var fields = new CustomFields();
        foreach (string property in properties)
            fields.Read(JsonFields.Child(record, property));
        return fields;
    }
}
