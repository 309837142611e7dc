using Insights.Web.Access;
using Insights.Web.Api;
using Insights.Web.Api.Reading;
using Insights.Web.Components;
using Insights.Web.Delivery;
using Insights.Web.Exports;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Insights.Web.Portal;

/// <summary>The portal's only registration surface. The host brings the seams it implements: stores, uploads, jobs, the demo.</summary>
internal static class PortalServices
{
    /// <summary>
    /// Needs AddAnalytics(), a <see cref="TimeProvider"/>, and implementations of <see cref="IVendorDirectory"/>, <see cref="IWorkspaceSettings"/>, <see cref="IDemoMode"/>,
    /// <see cref="IDemoData"/>, <see cref="Pages.DataHealth.IImports"/>, <see cref="Pages.DataHealth.IInbox"/>, <see cref="Pages.DataHealth.IImportGuide"/>, <see cref="Pages.Jobs.IJobControl"/>.
    /// </summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, PortalStoreOptions options)
    {
        services.AddPortalStore(options);
        AddAccess(services);
        services.AddScoped<PageFrame>();
        services.AddScoped<FilterBar>();
        services.AddScoped<DocumentScreen>();
        services.AddScoped<RowDetailScreen>();
        services.AddScoped<ScorecardScreen>();
        services.AddSingleton<Branding>();
        services.AddSingleton<DocumentFile>();
        services.AddScoped<RowExport>();
        services.AddScoped<ReportShelf>();
        services.AddSingleton<KeptDocuments>();
        services.AddScoped<SavedViews>();
        services.AddSingleton<AnnotationBook>();
        services.AddSingleton<AlertMutes>();
        services.AddSingleton<Pages.Alerts.MyAlerts>();
        services.AddDelivery();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "insights-form";
            antiforgery.HeaderName = "X-Form-Token";
        });
        services.AddReadingApi();
        services.AddRazorPages();
        return services;
    }

    /// <summary>The whole pipeline from errors to endpoints.</summary>
    public static WebApplication UsePortal(this WebApplication app)
    {
        app.UseSecurityHeaders();
        // Programs get problem+json, people get pages.
        app.UseWhen(ProgramDoors.IsApi, api =>
        {
            api.UseExceptionHandler(failed => failed.Run(http => Results.Problem(
                detail: "Something failed on our side. The details are in the portal's log under this trace id. Repeating the request under the same Idempotency-Key does no harm.", statusCode: StatusCodes.Status500InternalServerError).ExecuteAsync(http)));
            api.UseStatusCodePages(status => Results.Problem(statusCode: status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext));
        });
        app.UseWhen(http => !ProgramDoors.IsApi(http), UsePages);
        app.UseRouting();
        app.UseAuthentication();
        app.UseProgramDoors();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapExports();
        app.MapDelivery();
        app.MapUploads();
        app.MapImportApi();
        app.MapReadingApi();
        return app;
    }

    private static void UsePages(IApplicationBuilder app)
    {
        // Also in Development: a stack trace in a browser is a habit that reaches Production one day. The log has it, under the same reference.
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
    }

    /// <summary>People without pages: what the verbs "migrate" and "user" need. Wants a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddPortalStore(this IServiceCollection services, PortalStoreOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<PortalStore>();
        services.AddScoped(provider => provider.GetRequiredService<PortalStore>().Open());
        services.AddDataProtection().SetApplicationName("Insights").PersistKeysToFileSystem(KeysFolder(options));
        services.AddSingleton<People>();
        services.AddSingleton<SetUpLinks>();
        services.AddScoped<UserAccounts>();
        services.AddIdentityCore<PortalUser>(identity =>
            {
                // Length is what makes a password hard to guess; rules about signs only make it hard to remember.
                identity.Password.RequiredLength = 12;
                identity.Password.RequiredUniqueChars = 4;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                identity.Lockout.AllowedForNewUsers = true;
            })
            .AddEntityFrameworkStores<PortalDbContext>();
        return services;
    }

    private static void AddAccess(IServiceCollection services)
    {
        services.AddSingleton<ScopeResolver>();
        services.AddScoped<RequestScope>();
        services.AddSingleton<AuditLog>();
        services.AddScoped<DemoSignIn>();
        services.AddScoped<SignInManager<PortalUser>>();
        services.AddScoped<IUserClaimsPrincipalFactory<PortalUser>, AccessClaims>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, SignInCookie.Configure);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiTokenSignIn>(ApiTokenSignIn.SchemeName, null);
        services.AddAuthorization(Policies.Add);
        services.AddAuthorization(ApiTokenSignIn.AddPolicies);
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddRateLimiter(ApiLimits.Add);
        services.AddProblemDetails();
    }

    private static DirectoryInfo KeysFolder(PortalStoreOptions options)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(options.KeysPath);
        return Directory.CreateDirectory(options.KeysPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
