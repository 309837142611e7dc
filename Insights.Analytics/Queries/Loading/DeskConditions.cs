using System.Linq.Expressions;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>What each row set of the desk holds at an instant. Numbers, queues and exports all take their rows from here.</summary>
internal static class DeskConditions
{
    /// <summary>How far ahead deadlines are listed.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    private static readonly Dictionary<string, string> s_properties = new()
    {
        ["channel"] = nameof(ITicketRow.Channel),
        ["category"] = nameof(ITicketRow.Category),
        ["priority"] = nameof(ITicketRow.Priority),
        ["team"] = nameof(ITicketRow.Team),
        ["tier"] = nameof(ITicketRow.Tier),
        ["state"] = nameof(ITicketRow.State),
        ["issue"] = nameof(ITicketRow.Issue),
        ["issue_cause"] = nameof(ITicketRow.IssueCause),
        ["agent"] = nameof(DeskTicket.Agent),
    };

    public static IQueryable<DeskClock> Clocks(AnalyticsDbContext analytics, string rowSet, DateTime now)
    {
        var (rows, soon) = (analytics.DeskClocks.AsNoTracking(), now + Ahead);
        return rowSet switch
        {
            RowSets.NowAtRisk => rows.Where(row => row.RiskAt <= now && row.BreachesAt > now),
            RowSets.NowDue => rows.Where(row => row.BreachesAt > now && row.BreachesAt <= soon),
            RowSets.NowBreached => rows.Where(row => row.BreachesAt <= now),
            _ => throw new ArgumentException($"The row set '{rowSet}' has no conditions."),
        };
    }

    public static IQueryable<DeskTicket> Tickets(AnalyticsDbContext analytics, string rowSet, DateTime now)
    {
        var rows = analytics.DeskTickets.AsNoTracking();
        return rowSet switch
        {
            RowSets.NowUnsolved => rows.Where(row => row.WaitsOn != null),
            RowSets.NowWaitsOnUs => rows.Where(row => row.WaitsOn == DeskTicket.Us),
            RowSets.NowWaitsOnCustomer => rows.Where(row => row.WaitsOn == DeskTicket.Customer),
            RowSets.NowWaitsOnVendor => rows.Where(row => row.WaitsOn == DeskTicket.Vendor),
            RowSets.NowWaitsOnProvider => rows.Where(row => row.WaitsOn == DeskTicket.Provider),
            RowSets.NowUnheard => rows.Where(row => row.UnheardSince != null),
            // New and open cases are never answered ones: saying so lets the index give them in one piece.
            RowSets.QueueNew => rows.Where(row => row.Queue == DeskQueue.New && !row.IsAnswered && row.ExpiresAt > now),
            RowSets.QueueOpen => rows.Where(row => row.Queue == DeskQueue.Open && !row.IsAnswered && row.ExpiresAt > now),
            RowSets.QueueWaiting => rows.Where(row => row.Queue == DeskQueue.Waiting && row.ExpiresAt > now),
            RowSets.QueueExpired1 => rows.Where(row => (row.Queue == DeskQueue.New || row.Queue == DeskQueue.Open || row.Queue == DeskQueue.Waiting) && !row.IsAnswered && row.ExpiresAt <= now),
            RowSets.QueueExpired2 => rows.Where(row => row.Queue == DeskQueue.Waiting && row.IsAnswered && row.ExpiresAt <= now),
            _ => throw new ArgumentException($"The row set '{rowSet}' has no conditions."),
        };
    }

    /// <summary>Dimensions that rows of the desk do not carry. Who of the house has a case is the house's to ask.</summary>
    public static IReadOnlyList<string> Lacking(ReportFilter filter, DataScope scope) =>
        [.. ReportFilter.Dimensions.Where(dimension => filter.Values.GetValueOrDefault(dimension) is { Count: > 0 }
            && dimension != "vendor" && (!s_properties.ContainsKey(dimension) || (dimension == "agent" && !scope.IsStaff)))];

    public static IQueryable<T> WhereDesk<T>(this IQueryable<T> rows, AppliedFilter filter) where T : class, ITicketRow
    {
        rows = rows.WhereVendor(filter.VendorIds);
        foreach (var (dimension, values) in filter.Values)
        {
            if (s_properties.TryGetValue(dimension, out var property))
                rows = rows.WhereMember(property, values);
        }
        return rows;
    }

    /// <summary>Cases of this number, or whose number begins like this; as typed, and in capitals and small letters, because nobody types "SUP-12" twice alike.</summary>
    public static IQueryable<T> WhereNumber<T>(this IQueryable<T> rows, string? search)
    {
        if (search?.Trim().TrimStart('#') is not { Length: > 0 } number)
            return rows;
        var row = Expression.Parameter(typeof(T), "row");
        var own = Expression.Property(row, nameof(DeskTicket.TicketRef));
        Expression? any = null;
        foreach (var start in new[] { number, number.ToUpperInvariant(), number.ToLowerInvariant() }.Distinct(StringComparer.Ordinal))
        {
            // The last character there is ends the range of everything that begins so: a piece of the index, where LIKE would read the table.
            var inRange = Expression.AndAlso(
                Expression.GreaterThanOrEqual(Compared(own, start), Expression.Constant(0)),
                Expression.LessThan(Compared(own, start + "\U0010FFFF"), Expression.Constant(0)));
            any = any is null ? inRange : Expression.OrElse(any, inRange);
        }
        return rows.Where(Expression.Lambda<Func<T, bool>>(any!, row));
    }

    private static MethodCallExpression Compared(Expression own, string with) =>
        Expression.Call(typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!, own, Given.As(with, typeof(string)));
}
