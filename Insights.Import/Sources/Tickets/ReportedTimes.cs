using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Tickets;

/// <summary>
/// The columns of a list that hold what the help desk itself measured: <c>first_reply</c>, <c>resolution</c> … with <c>_seconds</c>, <c>_minutes</c> or
/// <c>_hours</c> behind, and <c>business_</c> before where its own calendar was asked.
/// </summary>
internal sealed class ReportedTimes
{
    private static readonly (string Field, Action<Ticket, int?> Set)[] Known =
    [
        ("first_reply", (ticket, value) => ticket.ReportedFirstReplySeconds = value),
        ("business_first_reply", (ticket, value) => ticket.ReportedFirstReplyBusinessSeconds = value),
        ("first_resolution", (ticket, value) => ticket.ReportedFirstResolutionSeconds = value),
        ("business_first_resolution", (ticket, value) => ticket.ReportedFirstResolutionBusinessSeconds = value),
        ("resolution", (ticket, value) => ticket.ReportedFullResolutionSeconds = value),
        ("business_resolution", (ticket, value) => ticket.ReportedFullResolutionBusinessSeconds = value),
        ("agent_wait", (ticket, value) => ticket.ReportedAgentWaitSeconds = value),
        ("business_agent_wait", (ticket, value) => ticket.ReportedAgentWaitBusinessSeconds = value),
        ("requester_wait", (ticket, value) => ticket.ReportedRequesterWaitSeconds = value),
        ("business_requester_wait", (ticket, value) => ticket.ReportedRequesterWaitBusinessSeconds = value),
        ("on_hold", (ticket, value) => ticket.ReportedOnHoldSeconds = value),
        ("business_on_hold", (ticket, value) => ticket.ReportedOnHoldBusinessSeconds = value),
    ];

    private static readonly (string Suffix, DurationUnit Unit)[] Units = [("_seconds", DurationUnit.Seconds), ("_minutes", DurationUnit.Minutes), ("_hours", DurationUnit.Hours)];

    private readonly List<(Action<Ticket, int?> Set, List<(Column Column, DurationUnit Unit)> Columns)> _times = [];
    private readonly Column _reopens, _replies;

    public ReportedTimes(ColumnMap columns)
    {
        Column Of(string field) => columns.Has(field) ? columns[field] : Column.None;
        foreach (var (field, set) in Known)
        {
            var present = Units.Select(u => (Column: Of(field + u.Suffix), u.Unit)).Where(c => c.Column.Exists).ToList();
            if (present.Count > 0)
                _times.Add((set, present));
        }

        (_reopens, _replies) = (Of("reopens"), Of("replies"));
    }

    /// <summary>The list has a place for any of them.</summary>
    public bool Exist => _times.Count > 0 || _reopens.Exists || _replies.Exists;

    public void Read(Row row, Ticket ticket)
    {
        foreach (var (set, columns) in _times)
            set(ticket, Seconds(row, columns));
        ticket.ReportedReopens = Count(row, _reopens);
        ticket.ReportedReplies = Count(row, _replies);
    }

    private static int? Seconds(Row row, List<(Column Column, DurationUnit Unit)> columns)
    {
        foreach (var (column, unit) in columns)
        {
            var cell = row.Bytes(column);
            if (cell.IsEmpty || cell.SequenceEqual("-"u8))
                continue;
            string text = Encoding.UTF8.GetString(cell);
            var fault = DurationText.TrySeconds(text, unit, out int seconds);
            if (fault is null)
                return seconds;
            row.Bad(required: false, column.Header, text, fault);
        }

        return null;
    }

    private static int? Count(Row row, Column column)
    {
        var cell = row.Bytes(column);
        if (cell.IsEmpty || cell.SequenceEqual("-"u8))
            return null;
        if (System.Buffers.Text.Utf8Parser.TryParse(cell, out int count, out int read) && read == cell.Length && count >= 0)
            return count;
        row.Bad(required: false, column.Header, Encoding.UTF8.GetString(cell), new Fault("count-unreadable", "This is no whole number of times."));
        return null;
    }
}
