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
