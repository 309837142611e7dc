using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Insights.Web.Access;

/// <summary>Programs show "Authorization: Bearer ins_…". A token is no person: it opens the endpoints of its scopes and no page, and a person's cookie opens none of them.</summary>
internal sealed class ApiTokenSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "api-token";
    public const string ScopeClaim = "scope";
    public const string SourceClaim = "source";
    public const string VendorClaim = "vendor";
    public const string TokenIdClaim = "token";

    /// <summary>Policy of the endpoints that import.</summary>
    public const string ImportsWritePolicy = "api:" + TokenScopes.ImportsWrite;

    /// <summary>Policies of the endpoints that read.</summary>
    public const string MetricsReadPolicy = "api:" + TokenScopes.MetricsRead;

    public const string ReportsReadPolicy = "api:" + TokenScopes.ReportsRead;

    /// <summary>Policy of what every token may read: how the interface is to be used.</summary>
    public const string AnyTokenPolicy = "api:any";

    private const string Bearer = "Bearer ";

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(AnyTokenPolicy, policy => policy.AddAuthenticationSchemes(SchemeName).RequireAuthenticatedUser());
        foreach (var scope in TokenScopes.All)
            options.AddPolicy("api:" + scope.Id, policy => policy.AddAuthenticationSchemes(SchemeName).RequireAuthenticatedUser().RequireClaim(ScopeClaim, scope.Id));
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (await tokens.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("This token is unknown, revoked or expired.");
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.Name, "token " + token.Name));
        identity.AddClaim(new Claim(TokenIdClaim, token.Id.ToString(CultureInfo.InvariantCulture)));
        foreach (var scope in token.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            identity.AddClaim(new Claim(ScopeClaim, scope));
        if (token.Source is not null)
            identity.AddClaim(new Claim(SourceClaim, token.Source));
        if (token.VendorCode is not null)
            identity.AddClaim(new Claim(VendorClaim, token.VendorCode));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failed = await HandleAuthenticateOnceSafeAsync();
        Response.Headers.WWWAuthenticate = "Bearer";
        await Results.Problem(
            detail: failed.Failure?.Message ?? "Send a token: Authorization: Bearer ins_… An administrator makes one under Admin, API tokens.",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem(detail: "This token's scopes do not include this.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);
}
