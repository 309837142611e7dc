using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Tickets → daily_quality and daily_subjects, with a sign: a ticket that changed is taken out as it was and put in as it is.</summary>
internal sealed class SupportMargins
{
    private readonly Dictionary<(int Vendor, int Day, string Team, string Issue), QualitySums> _quality = [];
    private readonly Dictionary<(int Vendor, long Key, int Day), SubjectSums> _subjects = [];
    private readonly HashSet<long> _customers = [];

    public static readonly DerivedTable<KeyValuePair<(int Vendor, int Day, string Team, string Issue), QualitySums>> Quality = new(
        "daily_quality",
        ["vendor_id", "day", "team", "issue"],
        ["vendor_id", "day", "team", "issue", "solved", "reopened", "known", "first_contact", "rated", "rated_bad", "passed"],
        (row, sink) =>
        {
            sink.Int32(row.Key.Vendor);
            sink.Int32(row.Key.Day);
            sink.Text(row.Key.Team);
            sink.Text(row.Key.Issue);
            sink.Int64(row.Value.Solved);
            sink.Int64(row.Value.Reopened);
            sink.Int64(row.Value.Known);
            sink.Int64(row.Value.FirstContact);
            sink.Int64(row.Value.Rated);
            sink.Int64(row.Value.RatedBad);
            sink.Int64(row.Value.Passed);
        });

    public static readonly DerivedTable<KeyValuePair<(int Vendor, long Key, int Day), SubjectSums>> Subjects = new(
        "daily_subjects",
        ["vendor_id", "subject_key", "day"],
        ["vendor_id", "subject_key", "day", "created", "known", "first_contact"],
        (row, sink) =>
        {
            sink.Int32(row.Key.Vendor);
            sink.Int64(row.Key.Key);
            sink.Int32(row.Key.Day);
            sink.Int64(row.Value.Created);
            sink.Int64(row.Value.Known);
            sink.Int64(row.Value.FirstContact);
        });

    /// <summary>Keys of the subjects of all tickets that went in or out.</summary>
    public IEnumerable<long> Keys => _subjects.Keys.Select(row => row.Key).Distinct();

    /// <summary>Days of all that went in or out.</summary>
    public IEnumerable<int> Days => _quality.Keys.Select(row => row.Day).Concat(_subjects.Keys.Select(row => row.Day));

    /// <summary>Customers of all tickets that went in or out.</summary>
    public IReadOnlyCollection<long> Customers => _customers;

    public void Add(TicketOutcome ticket, int sign)
    {
        if (ticket.CustomerHash is { } customer)
            _customers.Add(customer);
        if (ticket.Merged)
            return;
        var isFirstContact = ticket is { Replies: 1, Reopens: 0 };
        foreach (var vendor in (ReadOnlySpan<int>)[ticket.VendorId, RollupVendor.All])
        {
            if (ticket.SubjectKey is { } key)
                CollectionsMarshal.GetValueRefOrAddDefault(_subjects, (vendor, key, UnixTime.ToDays(ticket.CreatedDay)), out _).Created += sign;
            if (ticket.SolvedDay is not { } solved)
                continue;
            var day = UnixTime.ToDays(solved);
            if (ticket.SubjectKey is { } own && ticket.Replies is not null)
            {
                ref var subject = ref CollectionsMarshal.GetValueRefOrAddDefault(_subjects, (vendor, own, day), out _);
                subject.Known += sign;
                subject.FirstContact += isFirstContact ? sign : 0;
            }
            ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_quality, (vendor, day, Member(ticket.Team), ticket.Issue ?? IssueTypes.Unclear), out _);
            sums.Solved += sign;
            sums.Reopened += ticket.Reopens > 0 ? sign : 0;
            sums.Known += ticket.Replies is not null ? sign : 0;
            sums.FirstContact += isFirstContact ? sign : 0;
            sums.Rated += ticket.Satisfaction is "good" or "bad" ? sign : 0;
            sums.RatedBad += ticket.Satisfaction is "bad" ? sign : 0;
            sums.Passed += ticket.Passes > 0 ? sign : 0;
        }
    }

    public async Task InsertAsync(DerivedWriter writer, CancellationToken cancel)
    {
        await writer.InsertAsync(Quality, QualityRows(), cancel);
        await writer.InsertAsync(Subjects, SubjectRows(), cancel);
    }

    public async Task AddToStoredAsync(DerivedWriter writer, CancellationToken cancel)
    {
        await writer.AddAsync(Quality, QualityRows(), cancel);
        await writer.AddAsync(Subjects, SubjectRows(), cancel);
    }

    private static string Member(string? text) => string.IsNullOrEmpty(text) ? ReportFilter.Unknown : text;

    private IEnumerable<KeyValuePair<(int Vendor, int Day, string Team, string Issue), QualitySums>> QualityRows() =>
        _quality.Where(row => row.Value != default).OrderBy(row => row.Key.Vendor).ThenBy(row => row.Key.Day).ThenBy(row => row.Key.Team, StringComparer.Ordinal).ThenBy(row => row.Key.Issue, StringComparer.Ordinal);

    private IEnumerable<KeyValuePair<(int Vendor, long Key, int Day), SubjectSums>> SubjectRows() => _subjects.Where(row => row.Value != default).OrderBy(row => row.Key);
}

internal record struct QualitySums(long Solved, long Reopened, long Known, long FirstContact, long Rated, long RatedBad, long Passed);

internal record struct SubjectSums(long Created, long Known, long FirstContact);
