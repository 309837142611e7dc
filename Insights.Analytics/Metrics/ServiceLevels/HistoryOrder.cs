namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>Events in the order their rules are applied. Keeps its scratch list between tickets.</summary>
internal sealed class HistoryOrder
{
    private readonly List<HistoryEvent> _sorted = [];

    /// <summary>
    /// By time; within one second creation, attributes, comments, then statuses: a reply sent together with "solved" is a reply,
    /// and a customer's comment that reopens a ticket starts the wait.
    /// </summary>
    public IReadOnlyList<HistoryEvent> Of(IReadOnlyList<HistoryEvent> events)
    {
        var ordered = true;
        for (var i = 1; i < events.Count && ordered; i++)
            ordered = Compare(events[i - 1], events[i]) <= 0;
        if (ordered)
            return events;
        _sorted.Clear();
        foreach (var each in events)
        {
            // Insertion keeps the source's order within a second; histories are short and nearly sorted.
            var place = _sorted.Count;
            while (place > 0 && Compare(_sorted[place - 1], each) > 0)
                place--;
            _sorted.Insert(place, each);
        }

        return _sorted;
    }

    private static int Compare(in HistoryEvent one, in HistoryEvent other)
    {
        var byTime = one.At.ToUnixTimeSeconds().CompareTo(other.At.ToUnixTimeSeconds());
        return byTime != 0 ? byTime : Rank(one.Kind) - Rank(other.Kind);
    }

    private static int Rank(HistoryKind kind) => kind switch
    {
        HistoryKind.Created => 0,
        HistoryKind.Comment => 2,
        HistoryKind.Status => 3,
        HistoryKind.Merged => 4,
        _ => 1,
    };
}
