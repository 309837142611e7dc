using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.History;

/// <summary>
/// Holds derived clocks against the stamps of closed months, in the transaction that derived them, and writes down what differs. Looks only at the tickets
/// it is given; the same tickets again give no further row, because each clock is compared with what was last said about it.
/// </summary>
internal sealed class Restater(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, ClosedCalendar closed, CauseFinder causes, DateTime now)
{
    /// <summary>Tickets in one IN list.</summary>
    private const int TicketsAtOnce = 500;

    private readonly HashSet<TicketName> _suspects = [];
    private Dictionary<int, StampedTerms>? _terms;
    private long _after = long.MinValue;

    /// <summary>A restater with nothing to hold anything against does nothing.</summary>
    public bool IsIdle => closed.IsEmpty;

    /// <summary>Compares the tickets as they are stored now, also those that are no longer there.</summary>
    public async Task CompareAsync(IEnumerable<TicketName> names, CancellationToken cancel)
    {
        if (IsIdle)
            return;
        foreach (var chunk in names.Chunk(TicketsAtOnce))
            await CompareChunkAsync(chunk, cancel);
    }

    /// <summary>
    /// The next slice of a full derivation: tickets whose keys follow the slice before. Only collects who differs from the stamp; <see cref="FinishAsync"/>
    /// compares these by name, when every ticket is in its place.
    /// </summary>
    /// <param name="isLast">No ticket follows: stamped ones behind this slice are gone.</param>
    public async Task LookAtSliceAsync(IReadOnlyList<DerivedTicket> tickets, bool isLast, CancellationToken cancel)
    {
        if (IsIdle || (tickets.Count == 0 && !isLast))
            return;
        var (after, upTo) = (_after, isLast ? long.MaxValue : tickets.Max(ticket => ticket.Outcome.TicketKey));
        _after = upTo;
        var stamps = await StampsAsync(analytics.StampedClocks.Where(row => row.TicketKey > after && row.TicketKey <= upTo), cancel);
        var said = new Dictionary<long, Dictionary<ClockName, ClockReading>>();
        foreach (var stamp in stamps)
        {
            if (!said.TryGetValue(stamp.TicketKey, out var ofTicket))
                said[stamp.TicketKey] = ofTicket = [];
            ofTicket[Name(stamp)] = ClockReading.Of(stamp, _terms![stamp.TermsId]);
        }
        foreach (var ticket in tickets)
        {
            said.Remove(ticket.Outcome.TicketKey, out var ofTicket);
            var says = Counted(ticket.Clocks);
            if (says.Count != (ofTicket?.Count ?? 0) || says.Any(clock => !ofTicket!.TryGetValue(clock.Key, out var before) || !before.SaysTheSameAs(clock.Value)))
                _suspects.Add(new(ticket.Outcome.SourceId, ticket.Outcome.TicketRef));
        }
        foreach (var chunk in said.Keys.Chunk(TicketsAtOnce))
        {
            _suspects.UnionWith(await analytics.StampedTickets.AsNoTracking().Where(row => chunk.Contains(row.TicketKey))
                .Select(row => new TicketName(row.SourceId, row.TicketRef)).ToListAsync(cancel));
        }
    }

    /// <summary>Ends a full derivation: who differs, and who did before and may say again what was stamped.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        if (IsIdle)
            return;
        await LookAtSliceAsync([], isLast: true, cancel);
        _suspects.UnionWith(await analytics.Restatements.AsNoTracking().Where(row => row.Latest && !row.TakenBack)
            .Select(row => new TicketName(row.SourceId, row.TicketRef)).Distinct().ToListAsync(cancel));
        await CompareAsync(_suspects, cancel);
        _suspects.Clear();
    }

    private async Task CompareChunkAsync(TicketName[] names, CancellationToken cancel)
    {
        var wanted = names.ToHashSet();
        var hashes = names.Select(name => TimeWindows.HashOf(name.SourceId, name.TicketRef)).Distinct().ToArray();
        var stamped = (await analytics.StampedTickets.AsNoTracking().Where(row => hashes.Contains(row.TicketHash)).ToListAsync(cancel))
            .FindAll(row => wanted.Contains(new(row.SourceId, row.TicketRef)));
        var earlier = (await analytics.Restatements.Where(row => hashes.Contains(row.TicketHash) && row.Latest).ToListAsync(cancel))
            .FindAll(row => wanted.Contains(new(row.SourceId, row.TicketRef)));
        var current = (await analytics.TicketOutcomes.AsNoTracking().Where(row => hashes.Contains(row.TicketHash))
                .Select(row => new { row.TicketKey, row.SourceId, row.TicketRef }).ToListAsync(cancel))
            .FindAll(row => wanted.Contains(new(row.SourceId, row.TicketRef))).ToDictionary(row => row.TicketKey, row => new TicketName(row.SourceId, row.TicketRef));

        var stampKeys = stamped.Select(row => row.TicketKey).ToArray();
        var stampNames = stamped.ToDictionary(row => row.TicketKey, row => new TicketName(row.SourceId, row.TicketRef));
        var stamps = (await StampsAsync(analytics.StampedClocks.Where(row => stampKeys.Contains(row.TicketKey)), cancel)).ToLookup(row => stampNames[row.TicketKey]);
        var currentKeys = current.Keys.ToArray();
        var clocks = (await analytics.StoredClocks.AsNoTracking().Where(row => currentKeys.Contains(row.TicketKey)).ToListAsync(cancel)).ToLookup(row => current[row.TicketKey]);
        var said = earlier.ToLookup(row => new TicketName(row.SourceId, row.TicketRef));

        var changes = new List<Change>();
        foreach (var name in wanted)
            changes.AddRange(Changes(name, stamps[name], clocks[name].ToList(), said[name]));
        if (changes.Count == 0)
            return;
        var why = await causes.OfAsync(transaction, changes.Select(change => change.Ticket).ToHashSet(), earlier, cancel);
        foreach (var change in changes.Where(change => change.Earlier is not null))
            change.Earlier!.Latest = false;
        await analytics.SaveChangesAsync(cancel);
        analytics.ChangeTracker.Clear();
        await writer.InsertAsync(RestatementTable.Rows, changes.Select(change => Row(change, why[change.Ticket])), cancel);
    }

    private IEnumerable<Change> Changes(TicketName ticket, IEnumerable<StampedClock> stamps, List<StoredClock> clocks, IEnumerable<Restatement> said)
    {
        var stamped = stamps.ToDictionary(Name, stamp => ClockReading.Of(stamp, _terms![stamp.TermsId]));
        var earlier = said.ToDictionary(row => new ClockName(row.Month, row.VendorId, row.Metric, row.Instance));
        var counted = Counted(clocks);
        foreach (var name in stamped.Keys.Union(earlier.Keys).Union(counted.Keys))
        {
            earlier.TryGetValue(name, out var row);
            var was = stamped.GetValueOrDefault(name) ?? ClockReading.Absent;
            var known = row is null ? was : ClockReading.Now(row);
            // Not decided in that month any more: what became of it is told all the same.
            var says = counted.GetValueOrDefault(name)
                ?? new(clocks.Find(clock => clock.VendorId == name.VendorId && clock.Metric.Id() == name.Metric && clock.Instance == name.Instance)?.Verdict.Word(), InMonth: false);
            if (!known.SaysTheSameAs(says))
                yield return new(ticket, name, was, says, row);
        }
    }

    /// <summary>The clocks that count in closed months.</summary>
    private Dictionary<ClockName, ClockReading> Counted(IReadOnlyList<StoredClock> clocks)
    {
        var counted = new Dictionary<ClockName, ClockReading>();
        foreach (var clock in clocks)
        {
            if (clock.TargetSeconds is not null && clock.Verdict is Verdict.Met or Verdict.Breached && closed.MonthOf(clock.DecidedDay) is { } month)
                counted[new(month, clock.VendorId, clock.Metric.Id(), clock.Instance)] = ClockReading.Of(clock);
        }
        return counted;
    }

    private async Task<List<StampedClock>> StampsAsync(IQueryable<StampedClock> rows, CancellationToken cancel)
    {
        _terms ??= await analytics.StampedTerms.AsNoTracking().ToDictionaryAsync(row => row.Id, cancel);
        return await rows.AsNoTracking().ToListAsync(cancel);
    }

    private static ClockName Name(StampedClock stamp) => new(stamp.Month, stamp.VendorId, ((ClockMetric)stamp.Metric).Id(), stamp.Instance);

    private Restatement Row(Change change, RestatementCause cause) => new()
    {
        TicketHash = TimeWindows.HashOf(change.Ticket.SourceId, change.Ticket.TicketRef),
        SourceId = change.Ticket.SourceId,
        TicketRef = change.Ticket.TicketRef,
        Month = change.Clock.Month,
        VendorId = change.Clock.VendorId,
        Metric = change.Clock.Metric,
        Instance = change.Clock.Instance,
        Number = (change.Earlier?.Number ?? 0) + 1,
        WasVerdict = change.Was.Verdict,
        WasBusinessSeconds = change.Was.BusinessSeconds,
        WasWallSeconds = change.Was.WallSeconds,
        WasTargetSeconds = change.Was.TargetSeconds,
        WasByBusinessTime = change.Was.ByBusinessTime,
        WasPolicy = change.Was.Policy,
        WasPolicyVersion = change.Was.PolicyVersion,
        WasCalendar = change.Was.Calendar,
        WasCalendarVersion = change.Was.CalendarVersion,
        NowVerdict = change.Now.Verdict,
        NowInMonth = change.Now.InMonth,
        NowBusinessSeconds = change.Now.BusinessSeconds,
        NowWallSeconds = change.Now.WallSeconds,
        NowTargetSeconds = change.Now.TargetSeconds,
        NowByBusinessTime = change.Now.ByBusinessTime,
        NowPolicy = change.Now.Policy,
        NowPolicyVersion = change.Now.PolicyVersion,
        NowCalendar = change.Now.Calendar,
        NowCalendarVersion = change.Now.CalendarVersion,
        Cause = cause.Kind,
        CauseBatch = cause.Batch,
        CauseBy = cause.By,
        CauseDetail = cause.Detail,
        MadeAt = now,
        Latest = true,
        TakenBack = change.Was.SaysTheSameAs(change.Now),
    };

    /// <param name="Was">As stamped.</param>
    /// <param name="Earlier">What was said about it last, tracked.</param>
    private sealed record Change(TicketName Ticket, ClockName Clock, ClockReading Was, ClockReading Now, Restatement? Earlier);
}
