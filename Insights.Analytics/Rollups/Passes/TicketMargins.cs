using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Tickets → daily_tickets, with a sign: a ticket that changed is taken out as it was and put in as it is.</summary>
internal sealed class TicketMargins
{
    public const int Created = 0;
    public const int Solved = 1;
    public const int UnsolvedBegan = 2;
    public const int UnsolvedEnded = 3;

    public static readonly RollupDimension[] Dimensions =
        [RollupDimension.Channel, RollupDimension.Category, RollupDimension.Priority, RollupDimension.Team, RollupDimension.Tier, RollupDimension.State];

    private readonly Margins _margins = new(Dimensions);
    private readonly TextCodes _codes = new();

    public void Add(TicketOutcome ticket, int sign)
    {
        if (ticket.Merged)
            return;
        Add(ticket, ticket.CreatedDay, Created, sign);
        if (ticket.SolvedDay is { } solved)
            Add(ticket, solved, Solved, sign);
    }

    public void Add(TicketSpan span, int sign)
    {
        Add(span, span.BeganDay, UnsolvedBegan, sign);
        if (span.EndedDay is { } ended)
            Add(span, ended, UnsolvedEnded, sign);
    }

    public Task InsertAsync(DerivedWriter writer, CancellationToken cancel) => writer.InsertAsync(DailyTables.Tickets, Rows(), cancel);

    public Task AddToStoredAsync(DerivedWriter writer, CancellationToken cancel) => writer.AddAsync(DailyTables.Tickets, Rows(), cancel);

    private IEnumerable<MarginRow> Rows() => DailyTables.Sorted(_margins, _codes.Texts).Where(row => !IsZero(row.Sums));

    private void Add(ITicketRow ticket, DateOnly day, int column, int sign)
    {
        Sums sums = default;
        sums[column] = sign;
        ReadOnlySpan<int> members =
        [
            _codes.Of(ticket.Channel), _codes.Of(ticket.Category), _codes.Of(ticket.Priority), _codes.Of(ticket.Team), _codes.Of(ticket.Tier), _codes.Of(ticket.State),
        ];
        _margins.Add(ticket.VendorId, UnixTime.ToDays(day), 0, members, sums);
    }

    private static bool IsZero(Sums sums)
    {
        foreach (var sum in sums)
        {
            if (sum != 0)
                return false;
        }
        return true;
    }
}
