using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

/// <summary>What has been decided but not yet happened, by day; a day is taken out once and forgotten, which bounds the memory.</summary>
internal sealed class Schedule<T>(Story story)
    where T : class
{
    private readonly List<T>?[] days = new List<T>?[story.Days];

    /// <summary>Keeps what happens up to now; the rest has not happened.</summary>
    public bool Add(long at, T item)
    {
        if (at > story.Now)
            return false;
        (days[story.DayOf(at)] ??= []).Add(item);
        return true;
    }

    public List<T> Take(int day)
    {
        var items = days[day] ?? [];
        days[day] = null;
        return items;
    }
}
