using System.Numerics;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Rollups.Cells;

/// <summary>What is counted of tickets, by the day it happened. The conditions are those of the rows (TicketRows).</summary>
internal static class TicketColumns
{
    // Up to here margins hold it too.
    public const int Created = 0;
    public const int Solved = 1;
    public const int UnsolvedBegan = 2;
    public const int UnsolvedEnded = 3;
    public const int Classified = 4;
    public const int WordsKnown = 5;
    public const int WordsAgree = 6;

    // Of tickets solved, by the day of the last solve.
    public const int Reopened = 7;
    public const int Known = 8;
    public const int FirstContact = 9;
    public const int Asked = 10;
    public const int Rated = 11;
    public const int RatedBad = 12;
    public const int SolvedPassed = 13;

    /// <summary>Created, and passed from tier to tier since.</summary>
    public const int Passed = 14;

    /// <summary>How many tickets of a row set there are, of sums of days; null where its rows are in no cells.</summary>
    public static Func<Sums, long>? Of(string rowSet) => rowSet switch
    {
        RowSets.TicketsCreated => sums => sums[Created],
        RowSets.TicketsSolved => sums => sums[Solved],
        RowSets.TicketsClassified => sums => sums[Classified],
        RowSets.TicketsWordsKnown => sums => sums[WordsKnown],
        RowSets.TicketsWordsAgree => sums => sums[WordsAgree],
        RowSets.TicketsReopened => sums => sums[Reopened],
        RowSets.TicketsSolvedKnown => sums => sums[Known],
        RowSets.TicketsFirstContact => sums => sums[FirstContact],
        RowSets.TicketsAsked => sums => sums[Asked],
        RowSets.TicketsRated => sums => sums[Rated],
        RowSets.TicketsRatedBad => sums => sums[RatedBad],
        RowSets.TicketsRatedGood => sums => sums[Rated] - sums[RatedBad],
        RowSets.TicketsSolvedPassed => sums => sums[SolvedPassed],
        RowSets.TicketsPassed => sums => sums[Passed],
        _ => null,
    };

    /// <summary>Where margins sum the tickets of a row set.</summary>
    public static int OfMargin(string rowSet) => rowSet switch
    {
        RowSets.TicketsSolved => Solved,
        RowSets.TicketsClassified => Classified,
        RowSets.TicketsWordsKnown => WordsKnown,
        RowSets.TicketsWordsAgree => WordsAgree,
        _ => Created,
    };

    /// <summary>All that a ticket says of the day it was created, one bit each.</summary>
    public static int OnCreated(TicketOutcome ticket) => Bit(Created)
        | Bit(Classified, ticket.IssueBy != IssueSource.Nothing)
        | Bit(WordsKnown, ticket.WordsSay != WordsVerdict.NotAsked)
        | Bit(WordsAgree, ticket.WordsSay == WordsVerdict.Same)
        | Bit(Passed, ticket.Passes > 0);

    /// <summary>All that a ticket says of the day it was last solved.</summary>
    public static int OnSolved(TicketOutcome ticket) => Bit(Solved)
        | Bit(Reopened, ticket.Reopens > 0)
        | Bit(Known, ticket.Replies is not null)
        | Bit(FirstContact, ticket is { Replies: 1, Reopens: 0 })
        | Bit(Asked, ticket.Satisfaction is not null)
        | Bit(Rated, ticket.Satisfaction is "good" or "bad")
        | Bit(RatedBad, ticket.Satisfaction is "bad")
        | Bit(SolvedPassed, ticket.Passes > 0);

    /// <param name="columns">One bit each.</param>
    public static void AddTo(ref Sums sums, int columns, long count, long minor)
    {
        for (var left = (uint)columns; left != 0; left &= left - 1)
            sums[BitOperations.TrailingZeroCount(left)] += count;
    }

    public static int Bit(int column, bool isSet = true) => isSet ? 1 << column : 0;
}
