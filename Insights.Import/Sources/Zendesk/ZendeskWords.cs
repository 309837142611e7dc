using Insights.Import.Sources.Tickets;

namespace Insights.Import.Sources.Zendesk;

internal static class ZendeskWords
{
    public static TicketVocabulary Vocabulary { get; } = TicketVocabulary.Of("zendesk");

    /// <summary>Zendesk tags a ticket so when it merges it into another.</summary>
    public const string MergedTag = "closed_by_merge";

    /// <summary>Stands for the ticket merged into where the export does not name it: the ticket leaves every rate all the same.</summary>
    public const string UnknownTicket = "unknown";
}
