using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Access;

/// <summary>One-time links: for the first administrator, for a new person, for a forgotten password.</summary>
internal sealed class SetUpLinks(PortalStore store, TimeProvider clock)
{
    // Long enough for an invitation to survive a weekend, short enough that a forgotten terminal log is worthless.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>True until somebody can administer the portal: then the first start's link is the way in.</summary>
    public async Task<bool> NeedsFirstAdministratorAsync(CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return !await HasAdministratorAsync(db, cancel);
    }

    /// <summary>
    /// A path inside the portal that works once, for the first administrator. Earlier unused links of this kind stop working;
    /// null when there is an administrator already.
    /// </summary>
    public async Task<string?> CreateAsync(CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await HasAdministratorAsync(db, cancel) ? null : await CreateAsync(db, null, cancel);
    }

    /// <summary>A path inside the portal by which the person sets a (new) password, once. Earlier unused links of the person stop working.</summary>
    public async Task<string> CreateForAsync(int userId, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await CreateAsync(db, userId, cancel);
    }

    /// <summary>What an unused, unexpired link is for; null when the link does not open anything (any more).</summary>
    public async Task<SetUpLink?> FindAsync(string? token, CancellationToken cancel = default)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        await using var db = store.Open();
        var hash = Hash(token);
        var now = clock.GetUtcNow().UtcDateTime;
        var found = await db.SetUpTokens.AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash && t.UsedAt == null && t.ExpiresAt > now, cancel);
        if (found is null || (found.UserId is null && await HasAdministratorAsync(db, cancel)))
            return null;
        return new SetUpLink(found.Id, found.UserId);
    }

    /// <summary>
    /// Uses the link up; false when somebody was faster. One conditional update, so that two requests at once cannot both win.
    /// </summary>
    public async Task<bool> UseAsync(SetUpLink link, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.SetUpTokens.Where(t => t.Id == link.Id && t.UsedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(update => update.SetProperty(t => t.UsedAt, now), cancel) == 1;
    }

    /// <summary>Gives a link back that was used up by an attempt that then failed (a name that was taken in between).</summary>
    public async Task ReleaseAsync(SetUpLink link, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        await db.SetUpTokens.Where(t => t.Id == link.Id).ExecuteUpdateAsync(update => update.SetProperty(t => t.UsedAt, (DateTime?)null), cancel);
    }

    private async Task<string> CreateAsync(PortalDbContext db, int? userId, CancellationToken cancel)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow().UtcDateTime;
        await db.SetUpTokens.Where(t => t.UserId == userId && t.UsedAt == null).ExecuteDeleteAsync(cancel);
        db.SetUpTokens.Add(new SetUpToken { TokenHash = Hash(token), UserId = userId, CreatedAt = now, ExpiresAt = now + Lifetime });
        await db.SaveChangesAsync(cancel);
        return "/account/set-up?token=" + token;
    }

    private static Task<bool> HasAdministratorAsync(PortalDbContext db, CancellationToken cancel) =>
        db.Users.AnyAsync(u => u.Role == Roles.Administrator && !u.Demo && !u.Disabled, cancel);

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>A link that may still be used.</summary>
/// <param name="UserId">Null: makes the first administrator.</param>
internal sealed record SetUpLink(int Id, int? UserId);
