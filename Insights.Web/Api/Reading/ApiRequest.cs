using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using NodaTime;

namespace Insights.Web.Api.Reading;

/// <summary>What a reading request asks and as whom. Registered once a request.</summary>
internal sealed class ApiRequest(IHttpContextAccessor accessor, ScopeResolver scopes, IWorkspaceSettings settings, ApiEdition edition, TimeProvider clock)
{
    private const int Standard = 50;
    private const int Most = 200;

    /// <summary>Words that belong to the interface and are none of the filter's business.</summary>
    private static readonly string[] Own = ["limit", "after", "by", ReportMonth.Key];

    private DataScope? _scope;

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("A reading request exists within a request only.");

    /// <summary>A token bound to a vendor reads as that vendor does, one bound to none as the house.</summary>
    public async ValueTask<DataScope> ScopeAsync() => _scope ??= Http.User.FindFirstValue(ApiTokenSignIn.VendorClaim) is { } vendor
        ? await scopes.ForAsync(Roles.Vendor, vendor, Http.RequestAborted)
        : Http.User.HasClaim(claim => claim.Type == ApiTokenSignIn.TokenIdClaim) ? DataScope.Staff : DataScope.Nothing;

    public async ValueTask<DateTimeZone> ZoneAsync() => (await settings.GetAsync(Http.RequestAborted)).Zone;

    /// <summary>The filter of the query; on a page what cannot be used is said above the numbers, a program must be stopped.</summary>
    public async Task<(ReportFilter Filter, IResult? Refused)> FilterAsync()
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(await ZoneAsync()).Date;
        var pairs = ReportMonth.AsDays(FilterBar.Pairs(Http.Request.Query)).ToList();
        var reading = ReportFilter.Parse(pairs, today, Own);
        if (Unknown() is { } unknown)
            return (reading.Filter, unknown);
        // What is a month has become its days.
        List<string> said = [.. pairs.Where(pair => pair.Key == ReportMonth.Key).Select(pair => $"month={Shown(pair.Value)} is not a month: write it as 2026-10."), .. reading.Found.Select(problem => problem.What.TrimEnd('.') + ".")];
        return (reading.Filter, said.Count == 0 ? null : ApiProblem.Of(StatusCodes.Status400BadRequest, string.Join(' ', said)));
    }

    public (int Limit, string? After, IResult? Refused) Paging()
    {
        var text = Http.Request.Query["limit"].ToString();
        var limit = text.Length == 0 ? Standard : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var after = Http.Request.Query["after"].ToString();
        return (limit, after.Length == 0 ? null : after, Unknown() ?? (limit is >= 1 and <= Most ? null : ApiProblem.Of(StatusCodes.Status400BadRequest, $"limit is a whole number from 1 to {Most}.")));
    }

    /// <summary>A word this address does not take: a program that meant something by it would take the answer for another.</summary>
    private IResult? Unknown()
    {
        var words = Words().ToList();
        string[] dimensions = words.Contains("vendor") ? [.. ReportFilter.Dimensions.Except(words)] : [];
        if (Http.Request.Query.Keys.FirstOrDefault(key => !words.Contains(key) && !dimensions.Contains(key)) is not { } unknown)
            return null;
        var course = words.Contains("by") ? " The course over time is by=day, by=week or by=month." : "";
        return ApiProblem.Of(StatusCodes.Status400BadRequest, $"{Shown(unknown)} is no word of this address. It takes {string.Join(", ", words.Concat(dimensions))}.{course}");
    }

    /// <summary>The words of the query that the OpenAPI document names for this address.</summary>
    private IEnumerable<string> Words() => Http.GetEndpoint()!.Metadata.GetMetadata<AnswerShape>()!.Query.Select(word => word.Name);

    private static string Shown(string text) => text.Length <= 40 ? $"'{text}'" : $"'{text[..40]}…'";

    /// <summary>
    /// The answer's tag, and 304 when the program has it already. It names everything the answer depends on, so that nothing is computed to find out:
    /// whose eyes, which state of the data, what was asked, and the hour, because "late" and "last 30 days" move with the clock.
    /// </summary>
    public IResult? NotModified(params string[] dependsOn)
    {
        var text = string.Join('\n', [edition.Id, _scope!.CacheKey, settings.DataVersion.ToString(CultureInfo.InvariantCulture), clock.GetUtcNow().ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture), Http.Request.Path, .. dependsOn]);
        var tag = "W/\"" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24] + "\"";
        Http.Response.Headers.ETag = tag;
        Http.Response.Headers.CacheControl = "private, no-cache";
        Http.Response.Headers.Vary = "Authorization";
        var known = Http.Request.Headers.IfNoneMatch.SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries));
        // Weak comparison: a proxy may have made the tag weak or strong.
        return known.Any(one => one == "*" || one.Replace("W/", "", StringComparison.Ordinal) == tag[2..]) ? Results.StatusCode(StatusCodes.Status304NotModified) : null;
    }

    /// <summary>The address of the following page: the request's own, with another <c>after</c>.</summary>
    public string Next(string after)
    {
        var pairs = FilterBar.Pairs(Http.Request.Query).Where(pair => pair.Key != "after").Append(new("after", after)).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        var next = Http.Request.Path + "?" + string.Join('&', pairs);
        Http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        return next;
    }
}

/// <summary>This run of the program: a tag of another run, whose counters may have stood elsewhere, is never taken for one of this.</summary>
internal sealed class ApiEdition
{
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}

internal static class ApiProblem
{
    public static IResult Of(int status, string detail) => Results.Problem(detail: detail, statusCode: status);
}
