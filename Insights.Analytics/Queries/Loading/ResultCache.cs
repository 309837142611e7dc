using Insights.Analytics.Metrics.Values;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// Keeps what was loaded for as long as the data does not change. Keys carry the scope, so a warm cache cannot answer across scopes.
/// Bounded: beyond <see cref="Most"/> entries the ones used longest ago go.
/// </summary>
internal sealed class ResultCache(IReportingStore store)
{
    /// <summary>A page loads about ten; a hundred different views stay warm.</summary>
    private const int Most = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Task Value)>> _entries = [];
    private readonly LinkedList<(string Key, Task Value)> _byUse = new();
    private readonly Dictionary<string, List<DateRange>> _ranges = [];
    private readonly Dictionary<string, (object Mark, object Value)> _lasting = [];

    /// <summary>What is brought up to the data rather than forgotten when it changes.</summary>
    public KeptDays Days { get; } = new();
    private long _version = -1;

    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    public async Task<T> GetAsync<T>(string key, Func<Task<T>> load)
    {
        Task<T> task;
        lock (_lock)
        {
            if (_version != store.DataVersion)
            {
                _version = store.DataVersion;
                _entries.Clear();
                _byUse.Clear();
                _ranges.Clear();
            }
            if (_entries.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                task = (Task<T>)node.Value.Value;
            }
            else
            {
                // Not under the first caller's cancellation: others may be waiting for the same rows.
                task = Task.Run(load);
                _entries[key] = _byUse.AddFirst((key, task));
                if (_entries.Count > Most)
                {
                    _entries.Remove(_byUse.Last!.Value.Key);
                    _byUse.RemoveLast();
                }
            }
        }
        try
        {
            return await task;
        }
        catch
        {
            Forget(key, task);
            throw;
        }
    }

    /// <summary>
    /// The same for what is read by days: whoever asks for part of what somebody has read already is given that. Callers take the days they asked for out of it.
    /// </summary>
    /// <param name="wide">What to read where nothing covers the days asked for: these, and those that will be asked for next.</param>
    public Task<T> CoveringAsync<T>(string what, DateRange asked, DateRange wide, Func<DateRange, Task<T>> load)
    {
        DateRange? range;
        lock (_lock)
        {
            if (_ranges.Count >= Most)
                _ranges.Clear();
            var known = _version == store.DataVersion && _ranges.TryGetValue(what, out var ranges) ? ranges : _ranges[what] = [];
            range = known.Find(each => each.From <= asked.From && each.To >= asked.To);
            if (range is null)
                known.Add(range = wide);
        }
        return GetAsync($"{what}|{range}", () => load(range));
    }

    /// <summary>Something that outlives a change of the data for as long as its mark stays the same. The mark is asked for once after each change.</summary>
    public Task<T> UnlessChangedAsync<T, TMark>(string key, Func<Task<TMark>> mark, Func<TMark, Task<T>> load) where T : class where TMark : notnull => GetAsync(key, async () =>
    {
        var now = await mark();
        lock (_lock)
        {
            if (_lasting.TryGetValue(key, out var kept) && kept.Mark.Equals(now))
                return (T)kept.Value;
        }
        var value = await load(now);
        lock (_lock)
        {
            if (_lasting.Count >= Most)
                _lasting.Clear();
            _lasting[key] = (now, value);
        }
        return value;
    });

    private void Forget(string key, Task task)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node) && node.Value.Value == task)
            {
                _entries.Remove(key);
                _byUse.Remove(node);
            }
        }
    }
}
