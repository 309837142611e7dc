using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Access;

/// <summary>Makes, finds and revokes the tokens of programs.</summary>
internal sealed class ApiTokens(PortalStore store, TimeProvider clock)
{
    /// <summary>So that a token in a log or a repository is recognised for what it is.</summary>
    private const string Prefix = "ins_";
    private const int ShownStart = 10;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ApiToken>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = store.Open();
        return await db.ApiTokens.AsNoTracking().OrderByDescending(t => t.Id).ToListAsync(cancel);
    }

    /// <returns>The token itself: it exists here and nowhere else.</returns>
    public async Task<string> CreateAsync(string name, IReadOnlyCollection<string> scopes, string? source, string? vendorCode, DateTime? expiresAt, string createdBy, CancellationToken cancel = default)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var db = store.Open();
        db.ApiTokens.Add(new ApiToken
        {
            Name = name,
            TokenHash = Hash(token),
            Start = token[..ShownStart],
            Scopes = string.Join(' ', scopes),
            Source = source,
            VendorCode = vendorCode,
            CreatedBy = createdBy,
            CreatedAt = Now,
            ExpiresAt = expiresAt,
        });
        await db.SaveChangesAsync(cancel);
        return token;
    }

    /// <returns>False when it was revoked before, or never was.</returns>
    public async Task<bool> RevokeAsync(int id, CancellationToken cancel = default)
    {
        await using var db = store.Open();
        var now = Now;
        return await db.ApiTokens.Where(t => t.Id == id && t.RevokedAt == null).ExecuteUpdateAsync(update => update.SetProperty(t => t.RevokedAt, now), cancel) == 1;
    }

    /// <summary>The token as stored, when it may be used; null otherwise, whatever the reason.</summary>
    public async Task<ApiToken?> FindAsync(string token, CancellationToken cancel = default)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length > 100)
            return null;
        var hash = Hash(token);
        var now = Now;
        await using var db = store.Open();
        var found = await db.ApiTokens.AsNoTracking().FirstOrDefaultAsync(t => t.TokenHash == hash && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now), cancel);
        if (found is not null && (found.LastUsedAt is null || now - found.LastUsedAt >= TimeSpan.FromHours(1)))
            await db.ApiTokens.Where(t => t.Id == found.Id).ExecuteUpdateAsync(update => update.SetProperty(t => t.LastUsedAt, now), cancel);
        return found;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
