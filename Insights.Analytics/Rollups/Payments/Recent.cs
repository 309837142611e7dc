using System.Diagnostics.CodeAnalysis;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>
/// What was last seen under a key, forgotten some time after it was put in: never before a window is over, and soon after. Facts come in the order of time, so two
/// tables that take turns do: a walk over years holds no more than two windows of it.
/// </summary>
internal sealed class Recent<T>(long window)
{
    private Dictionary<long, T> _young = [];
    private Dictionary<long, T> _old = [];
    private long _since = long.MinValue;

    public bool TryGet(long key, [MaybeNullWhen(false)] out T value) => _young.TryGetValue(key, out value) || _old.TryGetValue(key, out value);

    public void Put(long key, T value, long now)
    {
        if (_since == long.MinValue)
        {
            _since = now;
        }
        else if (now - _since > window)
        {
            (_old, _young) = (_young, _old);
            _young.Clear();
            _since = now;
        }
        _young[key] = value;
    }
}
