using System.Linq.Expressions;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Dimensions of tickets and clocks whose values are not a column's text but a stretch of its numbers: hours, ages, shares of the target.</summary>
internal static class TicketConditions
{
    public static bool Knows(FactKind kind, string dimension) => kind switch
    {
        FactKind.Outcomes => dimension is "hour" or "age" or "given" or "lacks" or "customer",
        FactKind.Clocks => dimension is "hour" or "replied" or "used",
        _ => false,
    };

    /// <param name="end">The end of the filter's range: what ages are measured at.</param>
    public static IQueryable<T> Where<T>(IQueryable<T> rows, string dimension, IReadOnlyList<string> values, DateTime end) => rows switch
    {
        IQueryable<TicketOutcome> tickets => (IQueryable<T>)tickets.Where(Any(values.Select(value => Ticket(dimension, value, end)))),
        IQueryable<TicketClock> clocks => (IQueryable<T>)clocks.Where(Any(values.Select(value => Clock(dimension, value)))),
        _ => throw new ArgumentException($"{typeof(T).Name} carries no {dimension}."),
    };

    /// <summary>Seconds and target of a clock as its verdict compares them, each in hundredths so that no fraction is rounded.</summary>
    public static Expression<Func<TicketClock, bool>> Used(int overPercent, int? upToPercent) => upToPercent is { } most
        ? clock => (clock.JudgedByBusinessTime ? clock.BusinessSeconds : clock.WallSeconds) * 100 <= clock.TargetSeconds * most
            && ((clock.JudgedByBusinessTime ? clock.BusinessSeconds : clock.WallSeconds) * 100 > clock.TargetSeconds * overPercent || overPercent == 0)
        : clock => (clock.JudgedByBusinessTime ? clock.BusinessSeconds : clock.WallSeconds) * 100 > clock.TargetSeconds * overPercent;

    private static Expression<Func<TicketOutcome, bool>> Ticket(string dimension, string value, DateTime end)
    {
        switch (dimension)
        {
            case "hour" when WeekHours.Parse(value) is { } hour:
                return ticket => ticket.CreatedHour == hour;
            case "age" when AgeBand.All.FirstOrDefault(band => band.Key == value) is { } band:
                var (youngest, oldest) = (end.AddSeconds(-band.FromSeconds), band.ToSeconds is { } to ? end.AddSeconds(-to) : DateTime.UnixEpoch.AddYears(-100));
                return ticket => ticket.CreatedAt <= youngest && ticket.CreatedAt > oldest;
            case "given" when IntakeParts.Bit(value) is { } bit:
                return ticket => ticket.Intake != null && (ticket.Intake.Value & bit) == bit;
            case "lacks" when IntakeParts.Bit(value) is { } bit:
                return ticket => ticket.Intake != null && (ticket.Intake.Value & bit) != bit;
            case "customer" when RecurringIssueId.Parse(value) is { } customer:
                return ticket => ticket.CustomerHash == customer;
            default:
                return ticket => false;
        }
    }

    private static Expression<Func<TicketClock, bool>> Clock(string dimension, string value)
    {
        switch (dimension)
        {
            case "hour" when WeekHours.Parse(value) is { } hour:
                return clock => clock.CreatedHour == hour;
            // A clock that has not closed was answered in no hour.
            case "replied" when value == ReportFilter.Unknown:
                return clock => clock.ClosedHour == null;
            case "replied" when WeekHours.Parse(value) is { } hour:
                return clock => clock.ClosedHour == hour;
            case "used":
                foreach (var bin in TargetBin.Percents)
                {
                    if (TargetBin.KeyOf(bin) == value)
                        return Used(bin.From, bin.To);
                }
                return clock => false;
            default:
                return clock => false;
        }
    }

    private static Expression<Func<T, bool>> Any<T>(IEnumerable<Expression<Func<T, bool>>> conditions)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(
            conditions.Select(condition => new Rebind(condition.Parameters[0], row).Visit(condition.Body)).Aggregate(Expression.OrElse), row);
    }

    private sealed class Rebind(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
