using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Tickets;
using Insights.Import.Store;

namespace Insights.Import.Sources.Jira;

/// <summary>One issue a row, with its labels and comments in as many columns of the same name as the longest list needs.</summary>
/// <param name="isByKey">The list has no ids, and tickets are known by their keys.</param>
internal sealed class JiraIssueMap(MapContext context, ColumnMap columns, bool isByKey) : IRowMap
{
    private static readonly TicketVocabulary Words = TicketVocabulary.Of("jira");
    private readonly DelimitedTickets _tickets = new(context, columns, Words, TicketTags.Spaced);
    private readonly Column _labels = columns["labels"], _comments = columns["comments"], _requestType = columns["request_type"];
    private readonly Column _reporterId = columns["customer"], _reporter = columns["customer_email"];
    private readonly Column[] _instants = [columns["created_at"], columns["updated_at"], columns["solved_at"]];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public void Map(Row row, FactChunk chunk)
    {
        if (!FindShift(row))
            return;
        if (isByKey && context.FirstTime("known-by-key"))
            context.Note(columns["id"].Header, null, "known-by-key", "This list has no column Issue id, so its tickets are known by their keys. A key changes when an issue moves to another project, and an export with ids would store the same tickets a second time: always export this source in one of the two ways, best with Issue id.");
        var ticket = _tickets.Read(row, string.Join(' ', row.Texts(_labels)), out var tags);
        ticket.Category ??= Words.Category(row.Pooled(_requestType));
        var events = new TicketEvents(chunk, ticket.ExternalId, row.Line);
        Comments(row, events);
        _tickets.Add(row, ticket, tags, chunk, events);
    }

    /// <summary>
    /// Writers that give every label a cell and not every label a header push what follows to the right. Which of both readings is meant
    /// shows in the columns that must hold instants.
    /// </summary>
    private bool FindShift(Row row)
    {
        int extra = row.ExtraCells;
        if (extra == 0)
            return true;
        if (_labels.Exists)
        {
            int last = _labels.Repeats.Count > 0 ? _labels.Repeats[^1] : _labels.Ordinal;
            int asItStands = _instants.Count(c => !row.MayBeInstant(c));
            bool endsEmpty = row.EndsEmpty(extra);
            row.Shift(last, extra);
            int shifted = _instants.Count(c => !row.MayBeInstant(c));
            if (shifted < asItStands || (shifted == asItStands && !endsEmpty))
                return true;
            row.Shift(int.MaxValue, 0);
            if (endsEmpty)
                return true;
        }
        else if (row.EndsEmpty(extra))
        {
            return true;
        }

        row.Reject(null, null, "too-many-cells", $"The row has {extra} {(extra == 1 ? "cell" : "cells")} more than the header: probably a delimiter inside a text without quotes. Put the text in quotes.");
        return false;
    }

    /// <summary>
    /// <c>date;accountId;text</c>. The export does not say which comments are internal: the reporter's are public, an agent's may be a note and
    /// stops no clock.
    /// </summary>
    private void Comments(Row row, TicketEvents events)
    {
        _seen.Clear();
        string? reporterId = row.Pooled(_reporterId);
        string? reporter = row.Pooled(_reporter);
        foreach (string cell in row.Texts(_comments))
        {
            int first = cell.IndexOf(';');
            int second = first < 0 ? -1 : cell.IndexOf(';', first + 1);
            // Without date and author it is no comment: an object that leaked, or text cut by another tool.
            if (second < 0 || first > 40 || InstantText.TryInstant(Encoding.UTF8.GetBytes(cell[..first].Trim()), context.Rules, out var at) is not null)
                continue;
            string author = cell[(first + 1)..second].Trim();
            string id = $"comment.{at:yyyyMMddHHmmss}.{author}";
            for (int i = 2; !_seen.Add(id); i++)
                id = $"comment.{at:yyyyMMddHHmmss}.{author}.{i}";
            bool ofCustomer = author.Length > 0 && (author == reporterId || author == reporter);
            string kind = author.Length == 0 ? "system" : Words.Find("bot", author) ?? (ofCustomer ? "customer" : "agent");
            events.Add(id, at, "comment", kind, author.Length == 0 ? null : author, isPublic: ofCustomer);
        }
    }
}
