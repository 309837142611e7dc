using System.Collections.Concurrent;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Access;

/// <summary>What must still be true of a signed-in person at every request.</summary>
internal sealed record PersonState(string Role, string? VendorCode, string SecurityStamp, bool Disabled);

/// <summary>
/// The current state of people, a dictionary look-up for each request. A change made in this process counts at once;
/// one made by another node counts after <see cref="Lifetime"/>.
/// </summary>
internal sealed class People(PortalStore store, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<int, (PersonState? State, long ReadAt)> _known = new();
    private long _version;

    public async ValueTask<PersonState?> FindAsync(int userId, CancellationToken cancel = default)
    {
        if (_known.TryGetValue(userId, out var known) && clock.GetElapsedTime(known.ReadAt) < Lifetime)
            return known.State;

        var version = Volatile.Read(ref _version);
        var readAt = clock.GetTimestamp();
        await using var db = store.Open();
        var state = await db.Users.AsNoTracking().Where(u => u.Id == userId)
            .Select(u => new PersonState(
                u.Role,
                db.Memberships.Where(m => m.UserId == u.Id).Select(m => m.VendorCode).FirstOrDefault(),
                u.SecurityStamp ?? "",
                u.Disabled))
            .FirstOrDefaultAsync(cancel);
        // A change that came in while reading must not be covered by what was read before it.
        if (version == Volatile.Read(ref _version))
            _known[userId] = (state, readAt);
        return state;
    }

    /// <summary>To be called after every change to a user or a membership.</summary>
    public void Changed()
    {
        Interlocked.Increment(ref _version);
        _known.Clear();
    }
}
