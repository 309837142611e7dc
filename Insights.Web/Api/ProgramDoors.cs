using Insights.Web.Access;
using Insights.Web.Api.Reading;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Template;

namespace Insights.Web.Api;

/// <summary>
/// Addresses under /api that lead nowhere, and methods an address does not take. Routing gives such requests no policy, and the portal's own for what has none would
/// lead a program to the page where people sign in: here it hears what is wrong, and who shows no token hears nothing of which addresses there are.
/// </summary>
internal static class ProgramDoors
{
    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Stands after the sign-in and before the policies.</summary>
    public static void UseProgramDoors(this WebApplication app) => app.Use(AnswerAsync);

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (!IsApi(http) || http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null)
        {
            await next(http);
            return;
        }
        if (!(await http.AuthenticateAsync(ApiTokenSignIn.SchemeName)).Succeeded)
        {
            await http.ChallengeAsync(ApiTokenSignIn.SchemeName);
            return;
        }
        var taken = MethodsAt(http);
        if (taken.Length > 0)
            http.Response.Headers.Allow = string.Join(", ", taken);
        var problem = taken.Length > 0
            ? ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, $"This address takes {string.Join(", ", taken)} and not {http.Request.Method}.")
            : ApiProblem.Of(StatusCodes.Status404NotFound, "There is nothing at this address. /api/v1/openapi.json describes what can be read; files go to /api/imports.");
        await problem.ExecuteAsync(http);
    }

    /// <summary>Asked of the table of endpoints: what routing says of methods counts in the portal's files, which lie at any address.</summary>
    private static string[] MethodsAt(HttpContext http) =>
    [
        .. http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(door => door.RoutePattern.RawText?.Trim('/') is { } pattern && pattern.StartsWith("api/", StringComparison.OrdinalIgnoreCase)
                && new TemplateMatcher(TemplateParser.Parse(pattern), []).TryMatch(http.Request.Path, []))
            .SelectMany(door => door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order(StringComparer.Ordinal),
    ];
}
