using Insights.Import.Pipeline;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;

namespace Insights.Import.Sources.Zendesk;

/// <summary>One ticket a row of a view's CSV.</summary>
internal sealed class ZendeskRowMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly DelimitedTickets _tickets = new(context, columns, ZendeskWords.Vocabulary, TicketTags.Spaced);

    public void Map(Row row, FactChunk chunk)
    {
        if (string.Equals(row.Pooled(columns["status"]), "deleted", StringComparison.OrdinalIgnoreCase))
        {
            row.Skip("Status", "deleted", "ticket-deleted", "The ticket was deleted in the help desk.");
            return;
        }

        var ticket = _tickets.Read(row, out var tags);
        if (tags.Contains(ZendeskWords.MergedTag))
            ticket.MergedInto = ZendeskWords.UnknownTicket;
        _tickets.Add(row, ticket, tags, chunk, new TicketEvents(chunk, ticket.ExternalId, row.Line));
    }
}
