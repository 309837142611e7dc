using Insights.Web.Access;
using Insights.Web.Api.Reading;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

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
        // What routing puts in the place of an address asked by another method: it sets 405 and names the methods there are.
        if (http.GetEndpoint()?.RequestDelegate is { } refuse)
            await refuse(http);
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        var problem = http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, $"This address takes {http.Response.Headers.Allow} and not {http.Request.Method}.")
            : ApiProblem.Of(StatusCodes.Status404NotFound, "There is nothing at this address. /api/v1/openapi.json describes what can be read; files go to /api/imports.");
        await problem.ExecuteAsync(http);
    }
}
