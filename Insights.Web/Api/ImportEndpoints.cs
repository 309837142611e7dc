using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Portal;
using Microsoft.AspNetCore.Http.Features;

namespace Insights.Web.Api;

/// <summary>
/// Files from programs: POST /api/imports with a token. Answers 202 and where to look, or 200 when the program asked to wait and the work has ended.
/// A token sees the imports that tokens of its own began, and nothing else of the portal.
/// </summary>
internal static class ImportEndpoints
{
    private const int LongestWait = 300;
    private const int LongestName = 200;

    public static void MapImportApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/imports").RequireAuthorization(ApiTokenSignIn.ImportsWritePolicy).RequireRateLimiting(ApiLimits.Policy);
        api.MapPost("", PostAsync).DisableAntiforgery();
        api.MapGet("/{importId}", GetAsync);
    }

    private static async Task<IResult> PostAsync(HttpContext http, IImports imports, IdempotencyKeys keys, AuditLog audit)
    {
        if (Wanted(http, out var wanted) is { } wrong)
            return wrong;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > IdempotencyKeys.LongestKey)
            return Problem(StatusCodes.Status400BadRequest, $"An Idempotency-Key has at most {IdempotencyKeys.LongestKey} characters.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"source {wanted.Import.Source}\nformat {wanted.Import.Format}{(wanted.Import.Encoding is { } text ? "\nencoding " + text : "")}\ndry run {wanted.Import.CheckOnly}"));
        if (key.Length == 0)
            return await BeginAsync(http, wanted, hash, imports, keys, audit, key);
        return await keys.ClaimAsync(wanted.TokenId, key, http.RequestAborted) is { } known
            ? await RepeatAsync(http, known, hash)
            : await BeginAsync(http, wanted, hash, imports, keys, audit, key);
    }

    private static async Task<IResult> BeginAsync(HttpContext http, Wish wanted, IncrementalHash hash, IImports imports, IdempotencyKeys keys, AuditLog audit, string key)
    {
        string? id = null;
        try
        {
            id = (await imports.BeginAsync(wanted.Import, http.RequestAborted)).Id;
            if (key.Length > 0)
                await keys.BegunAsync(wanted.TokenId, key, id);
            if (await RequestFiles.ReadAsync(http.Request, hash, (name, content) => imports.AddFileAsync(id, name, content, http.RequestAborted), http.RequestAborted) is { } unreadable)
                return await GiveUpAsync(StatusCodes.Status400BadRequest, unreadable);
        }
        catch (ImportNotTakenException refused)
        {
            return await GiveUpAsync(refused.ForSize ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status507InsufficientStorage, refused.Message);
        }
        catch
        {
            // The connection broke in the middle: half a request is none, and its key may be used again.
            await GiveUpAsync(StatusCodes.Status400BadRequest, "");
            throw;
        }

        await (wanted.Import.CheckOnly ? imports.CheckAsync(id, http.RequestAborted) : imports.ImportAsync(id, http.RequestAborted));
        var view = wanted.Wait > TimeSpan.Zero ? await imports.WaitAsync(id, wanted.Wait, http.RequestAborted) : await imports.FindAsync(id, http.RequestAborted);
        await audit.RecordAsync(http, AuditActions.ImportStarted, string.Join(", ", view!.Files.Select(file => file.Name)));
        var status = view.HasEnded ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        var body = JsonSerializer.Serialize(ImportAnswer.Of(view), ImportAnswer.Json);
        if (key.Length > 0)
            await keys.AnswerAsync(wanted.TokenId, key, Convert.ToHexStringLower(hash.GetHashAndReset()), status, body);
        return Answer(http, status, body, id);

        async Task<IResult> GiveUpAsync(int status, string why)
        {
            if (id is not null)
                await imports.CancelAsync(id, CancellationToken.None);
            if (key.Length > 0)
                await keys.ReleaseAsync(wanted.TokenId, key);
            return Problem(status, why);
        }
    }

    /// <summary>The body is read for its hash only: under one key there is one request.</summary>
    private static async Task<IResult> RepeatAsync(HttpContext http, IdempotentAnswer known, IncrementalHash hash)
    {
        if (known.Status == 0)
            return Problem(StatusCodes.Status409Conflict, "The first request under this Idempotency-Key is still being answered. Ask again in a moment.");
        var buffer = new byte[64 * 1024];
        if (await RequestFiles.ReadAsync(http.Request, hash, async (_, content) => { while (await content.ReadAsync(buffer, http.RequestAborted) > 0) { } }, http.RequestAborted) is { } unreadable)
            return Problem(StatusCodes.Status400BadRequest, unreadable);
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != known.RequestHash)
            return Problem(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request (other files, names or choices). Use a new key for a new request.");
        http.Response.Headers["Idempotency-Replayed"] = "true";
        return Answer(http, known.Status, known.Body, known.ImportId!);
    }

    private static async Task<IResult> GetAsync(string importId, HttpContext http, IImports imports)
    {
        var view = await imports.FindAsync(importId, http.RequestAborted);
        // Somebody else's import is as unknown as one that never was.
        if (view is not { Origin: ImportOrigin.Api } || view.TokenId != TokenId(http.User))
            return Problem(StatusCodes.Status404NotFound, "There is no import of this id for this token. Addresses of imports answer for 30 days.");
        if (!view.HasEnded)
            http.Response.Headers.RetryAfter = "2";
        return Results.Json(ImportAnswer.Of(view), ImportAnswer.Json);
    }

    /// <summary>The choices in the query, checked against the token.</summary>
    private static IResult? Wanted(HttpContext http, out Wish wish)
    {
        var query = http.Request.Query;
        var allowed = http.User.FindFirstValue(ApiTokenSignIn.SourceClaim);
        var source = query["source"].ToString().Trim();
        var format = query["format"].ToString().Trim();
        var encoding = query["encoding"].ToString().Trim();
        wish = null!;
        if (source.Length > LongestName || format.Length > LongestName || encoding.Length > LongestName)
            return Problem(StatusCodes.Status400BadRequest, "The source, the format or the encoding is no name of this portal: it is too long.");
        if (allowed is not null && source.Length > 0 && !string.Equals(source, allowed, StringComparison.OrdinalIgnoreCase))
            return Problem(StatusCodes.Status403Forbidden, $"This token may only import into the source '{allowed}'.");
        if (Switch(query["dryRun"].ToString()) is not { } dryRun)
            return Problem(StatusCodes.Status400BadRequest, "dryRun is true or false.");
        if (Seconds(query["wait"].ToString()) is not { } wait)
            return Problem(StatusCodes.Status400BadRequest, $"wait is a number of seconds from 0 to {LongestWait}, or true.");
        wish = new Wish(
            new NewImport
            {
                StartedBy = http.User.Identity!.Name!,
                Origin = ImportOrigin.Api,
                Source = source.Length > 0 ? source : allowed,
                Format = format.Length > 0 ? format : null,
                Encoding = encoding.Length > 0 ? encoding : null,
                CheckOnly = dryRun,
                TokenId = TokenId(http.User),
            },
            TimeSpan.FromSeconds(wait));
        return null;
    }

    private static bool? Switch(string text) => text.ToLowerInvariant() switch { "" or "false" or "0" => false, "true" or "1" => true, _ => null };

    private static int? Seconds(string text) =>
        text.Length == 0 || text.Equals("false", StringComparison.OrdinalIgnoreCase) ? 0
        : text.Equals("true", StringComparison.OrdinalIgnoreCase) ? 60
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestWait ? seconds : null;

    private static int TokenId(ClaimsPrincipal token) => int.Parse(token.FindFirstValue(ApiTokenSignIn.TokenIdClaim)!, CultureInfo.InvariantCulture);

    private static IResult Answer(HttpContext http, int status, string body, string id)
    {
        http.Response.Headers.Location = "/api/imports/" + id;
        return Results.Text(body, "application/json", Encoding.UTF8, status);
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail: detail, statusCode: status);

    private sealed record Wish(NewImport Import, TimeSpan Wait)
    {
        public int TokenId => Import.TokenId!.Value;
    }
}
