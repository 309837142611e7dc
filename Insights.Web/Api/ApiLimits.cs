using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Insights.Web.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace Insights.Web.Api;

/// <summary>How often one token may ask: a script that has lost its way must not take the portal from people.</summary>
internal static class ApiLimits
{
    public const string Policy = "api";

    /// <summary>Setting Insights:Api:RequestsPerMinute.</summary>
    private const int Default = 120;

    public static int PerMinute(IConfiguration settings) => Math.Max(1, settings.GetValue("Insights:Api:RequestsPerMinute", Default));

    public static void Add(RateLimiterOptions options)
    {
        options.OnRejected = static async (context, cancel) =>
        {
            var seconds = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 60;
            context.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await Results.Problem(detail: string.Create(CultureInfo.InvariantCulture, $"This token asks too often. Try again in {seconds} s."), statusCode: StatusCodes.Status429TooManyRequests)
                .ExecuteAsync(context.HttpContext);
        };
        options.AddPolicy(Policy, http =>
        {
            var perMinute = PerMinute(http.RequestServices.GetRequiredService<IConfiguration>());
            // Runs behind the sign-in: who shows no valid token has been turned away by then.
            var who = http.User.FindFirstValue(ApiTokenSignIn.TokenIdClaim) ?? "";
            return RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
        });
    }
}
