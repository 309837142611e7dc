namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>On whom a ticket waited.</summary>
internal enum TimeOwner
{
    /// <summary>Us, inside business hours.</summary>
    Agent,

    /// <summary>On hold for the vendor.</summary>
    Vendor,

    /// <summary>Pending, or answered and not reopened yet.</summary>
    Customer,

    /// <summary>On hold for anybody else: acquirer, network, provider, supplier.</summary>
    ThirdParty,

    /// <summary>Us, outside business hours.</summary>
    OffHours,
}

/// <summary>A stretch of time by whom it waited on, in whole seconds; all of them add up to its length.</summary>
internal readonly record struct TimeShares(long Agent, long Vendor, long Customer, long ThirdParty, long OffHours)
{
    /// <summary>Hold reason that means the vendor.</summary>
    private const string VendorReason = "vendor";

    public long Total => Agent + Vendor + Customer + ThirdParty + OffHours;

    public long Of(TimeOwner owner) => owner switch
    {
        TimeOwner.Agent => Agent,
        TimeOwner.Vendor => Vendor,
        TimeOwner.Customer => Customer,
        TimeOwner.ThirdParty => ThirdParty,
        _ => OffHours,
    };

    public static TimeOwner OwnerOf(TicketStatus status, string? holdReason) => status switch
    {
        TicketStatus.New or TicketStatus.Open => TimeOwner.Agent,
        TicketStatus.OnHold => string.Equals(holdReason, VendorReason, StringComparison.OrdinalIgnoreCase) ? TimeOwner.Vendor : TimeOwner.ThirdParty,
        _ => TimeOwner.Customer,
    };

    /// <summary>Between two instants of a ticket, our own time split by the hours of the calendar in force.</summary>
    /// <param name="phases">Which policy, and with it which calendar, holds from when; the first begins no later than <paramref name="from"/>.</param>
    /// <param name="counted">Only stretches of these statuses.</param>
    public static TimeShares Between(
        TicketTimeline timeline, long from, long to, List<PolicyPhase> phases, BusinessTime withoutPolicy, StatusSet counted = StatusSet.All)
    {
        long agent = 0, vendor = 0, customer = 0, thirdParty = 0, offHours = 0;
        foreach (var span in timeline.Spans)
        {
            long start = Math.Max(span.From, from), end = Math.Min(span.To, to);
            if (start >= end || !counted.Has(span.Status))
                continue;
            switch (OwnerOf(span.Status, span.Reason))
            {
                case TimeOwner.Vendor:
                    vendor += end - start;
                    break;
                case TimeOwner.ThirdParty:
                    thirdParty += end - start;
                    break;
                case TimeOwner.Customer:
                    customer += end - start;
                    break;
                default:
                    var open = OpenSeconds(start, end, phases, withoutPolicy);
                    agent += open;
                    offHours += end - start - open;
                    break;
            }
        }

        return new(agent, vendor, customer, thirdParty, offHours);
    }

    /// <summary>Whose share is the largest; of equal ones the first in the order of <see cref="TimeOwner"/>, so that we take the blame before others.</summary>
    public TimeOwner Largest()
    {
        var largest = TimeOwner.Agent;
        for (var owner = TimeOwner.Agent; owner <= TimeOwner.OffHours; owner++)
        {
            if (Of(owner) > Of(largest))
                largest = owner;
        }

        return largest;
    }

    private static long OpenSeconds(long from, long to, List<PolicyPhase> phases, BusinessTime withoutPolicy)
    {
        var seconds = 0L;
        for (var i = 0; i < phases.Count; i++)
        {
            var start = i == 0 ? from : Math.Max(from, phases[i].From);
            var end = i + 1 < phases.Count ? Math.Min(to, phases[i + 1].From) : to;
            if (start < end)
                seconds += (phases[i].Policy?.Calendar ?? withoutPolicy).Elapsed(start, end);
        }

        return seconds;
    }
}
