using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// The combinations of vendor, column and members that have come so far, each under a number: a filter is asked once of every combination, however many days it came on. Grows and
/// never forgets while its cells are kept.
/// </summary>
internal sealed class CellProfiles(CellKind kind)
{
    private readonly record struct Profile(int VendorId, CellKey Key);

    private readonly Lock _lock = new();
    private readonly Dictionary<Profile, int> _numbers = [];
    private readonly List<Profile> _profiles = [];
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly Dictionary<int, int> _vendorCodes = [];
    private readonly List<int> _vendors = [];
    private Columns? _columns;

    public CellKind Kind => kind;

    public int Codes { get; } = CellShape.Of(kind).Length + 1;

    public long Bytes => _profiles.Count * 120L;

    public int Word(string text)
    {
        lock (_lock)
        {
            if (!_codes.TryGetValue(text, out var code))
            {
                _codes[text] = code = _words.Count;
                _words.Add(text);
            }
            return code;
        }
    }

    /// <param name="key">Its members as codes of <see cref="Word"/>.</param>
    public int NumberOf(int vendorId, CellKey key)
    {
        var profile = new Profile(vendorId, key);
        lock (_lock)
        {
            if (!_numbers.TryGetValue(profile, out var number))
            {
                _numbers[profile] = number = _profiles.Count;
                _profiles.Add(profile);
                if (_vendorCodes.TryAdd(vendorId, _vendors.Count))
                    _vendors.Add(vendorId);
            }
            return number;
        }
    }

    /// <summary>All profiles so far, code by code: what a question goes through lies side by side.</summary>
    public Columns ByColumn()
    {
        lock (_lock)
        {
            if (_columns is { } known && known.Count == _profiles.Count)
                return known;
            var codes = new int[Codes][];
            for (var i = 0; i < Codes; i++)
            {
                codes[i] = new int[_profiles.Count];
                for (var number = 0; number < _profiles.Count; number++)
                    codes[i][number] = _profiles[number].Key[i];
            }
            return _columns = new(_profiles.Count, codes, [.. _profiles.Select(profile => _vendorCodes[profile.VendorId])], [.. _words], [.. _vendors]);
        }
    }

    /// <param name="Codes">Of each profile: its column, then its members in the order of the kind's shape.</param>
    /// <param name="Vendors">Of each profile: where in <paramref name="VendorIds"/> its vendor stands.</param>
    internal sealed record Columns(int Count, int[][] Codes, int[] Vendors, string[] Words, int[] VendorIds)
    {
        /// <summary>What people look at from one change of the data to the next.</summary>
        private const int MostFilters = 32;

        private readonly Lock _lock = new();
        private readonly Dictionary<string, int[]> _left = new(StringComparer.Ordinal);

        /// <summary>The profiles that a filter leaves, found when it is first asked for.</summary>
        public int[] Left(string filter, Func<int[]> find)
        {
            lock (_lock)
            {
                if (_left.TryGetValue(filter, out var known))
                    return known;
                if (_left.Count >= MostFilters)
                    _left.Clear();
                return _left[filter] = find();
            }
        }
    }
}
