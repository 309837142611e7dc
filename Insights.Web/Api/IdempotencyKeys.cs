using System.Security.Cryptography;
using System.Text;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Api;

/// <summary>The same request under the same key gets the answer of the first time, and nothing happens twice. Answers are kept for 30 days.</summary>
internal sealed class IdempotencyKeys(PortalStore store, TimeProvider clock)
{
    public const int LongestKey = 255;

    /// <summary>A claim older than this belongs to a request that was cut off together with its process.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromHours(6);

    /// <returns>Null: the key is this request's now. Otherwise what is stored under it; <see cref="IdempotentAnswer.Status"/> 0: the first request is still being answered.</returns>
    public async Task<IdempotentAnswer?> ClaimAsync(int tokenId, string key, CancellationToken cancel)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(key));
        var now = clock.GetUtcNow().UtcDateTime;
        var forgotten = now - LongestRequest;
        await using var db = store.Open();
        await db.IdempotentAnswers.Where(a => a.TokenId == tokenId && a.KeyHash == hash && a.Status == 0 && a.CreatedAt < forgotten).ExecuteDeleteAsync(cancel);
        if (await FindAsync(db, tokenId, hash, cancel) is { } known)
            return known;
        db.IdempotentAnswers.Add(new IdempotentAnswer { TokenId = tokenId, KeyHash = hash, CreatedAt = now });
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException taken)
        {
            // Another request came between the look and the insert.
            await using var again = store.Open();
            return await FindAsync(again, tokenId, hash, cancel) ?? throw new InvalidOperationException("The key could be neither claimed nor found.", taken);
        }
    }

    /// <summary>Which import the request has begun: were the process to end before it answers, the key is free again.</summary>
    public Task BegunAsync(int tokenId, string key, string importId) =>
        UpdateAsync(tokenId, key, answer => answer.ImportId = importId);

    public Task AnswerAsync(int tokenId, string key, string requestHash, int status, string body) => UpdateAsync(tokenId, key, answer =>
    {
        answer.RequestHash = requestHash;
        answer.Status = status;
        answer.Body = body;
    });

    /// <summary>The request did not begin anything: its key may be used again.</summary>
    public async Task ReleaseAsync(int tokenId, string key)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(key));
        await using var db = store.Open();
        await db.IdempotentAnswers.Where(a => a.TokenId == tokenId && a.KeyHash == hash && a.Status == 0).ExecuteDeleteAsync();
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task UpdateAsync(int tokenId, string key, Action<IdempotentAnswer> change)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(key));
        await using var db = store.Open();
        if (await db.IdempotentAnswers.FirstOrDefaultAsync(a => a.TokenId == tokenId && a.KeyHash == hash) is not { } answer)
            return;
        change(answer);
        await db.SaveChangesAsync();
    }

    private static Task<IdempotentAnswer?> FindAsync(PortalDbContext db, int tokenId, string hash, CancellationToken cancel) =>
        db.IdempotentAnswers.AsNoTracking().FirstOrDefaultAsync(a => a.TokenId == tokenId && a.KeyHash == hash, cancel);
}
