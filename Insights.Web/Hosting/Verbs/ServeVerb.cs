using Insights.Analytics.Jobs;
using Insights.Web.Hosting.FirstStart;
using Insights.Web.Hosting.Scheduling;
using Insights.Web.Hosting.WarmUp;
using Insights.Web.Portal;
using Microsoft.Extensions.FileProviders;

namespace Insights.Web.Hosting.Verbs;

/// <summary>The portal: the default command. Words after it are settings (--Insights:Demo=false, --urls http://…).</summary>
internal static class ServeVerb
{
    private const string StandardUrl = "http://localhost:5080";

    public static async Task<int> RunAsync(string[] settings)
    {
        WebApplication app;
        try
        {
            app = Build(settings);
            await PrepareAsync(app, Console.Out, app.Lifetime.ApplicationStopping);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Insights cannot start: {wrong.Message}");
            return ExitCode.Failed;
        }
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch (IOException taken)
            {
                Console.Error.WriteLine($"Insights cannot listen: {taken.Message} Choose another address, for example --urls http://localhost:5090.");
                return ExitCode.Failed;
            }
            await SayHelloAsync(app, Console.Out);
            await app.WaitForShutdownAsync();
        }
        return ExitCode.Done;
    }

    public static WebApplication Build(string[] settings)
    {
        // Started from any folder: what the program brings lies beside it, what a person brings (data/) in the folder the person stands in.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(StandardUrl);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        var options = Composition.Options(builder.Configuration);
        options.Demo ??= builder.Environment.IsDevelopment();
        builder.Services.AddInsights(options);
        builder.Services.AddPortal(Composition.PortalOptions(options));
        builder.Services.AddPortalSeams();
        builder.Services.AddSingleton<RecentVendors>();
        if (options.WarmUp)
            builder.Services.AddHostedService<ScreenWarmUp>();
        if (options.RunJobs)
            builder.Services.AddScheduling(options.ToStoreOptions());

        var app = builder.Build();
        app.UsePortal();
        return app;
    }

    /// <summary>Schemas, recovery, and on a first start the demo, with its progress on the terminal.</summary>
    private static async Task PrepareAsync(WebApplication app, TextWriter output, CancellationToken cancel)
    {
        var start = app.Services.GetRequiredService<StartUp>();
        await start.PrepareAsync(cancel);
        await start.RecoverAsync(cancel);

        var options = app.Services.GetRequiredService<InsightsOptions>();
        var demo = app.Services.GetRequiredService<DemoLoader>();
        if (!await demo.IsWantedAsync(options.Demo == true, cancel))
            return;
        output.WriteLine("First start: loading the demo, a fictional marketplace of 18 months (once; setting Insights:Demo=false starts empty).");
        using (var lines = new LineProgress(output, Console.IsOutputRedirected))
            await demo.LoadAsync(lines, cancel);
        app.Services.GetRequiredService<DemoData>().Changed();
    }

    private static async Task SayHelloAsync(WebApplication app, TextWriter output)
    {
        var address = app.Urls.FirstOrDefault() ?? StandardUrl;
        output.WriteLine($"\nInsights is ready on {address}");
        var links = app.Services.GetRequiredService<Access.SetUpLinks>();
        if (app.Services.GetRequiredService<DemoData>().IsOn && !app.Environment.IsProduction())
            output.WriteLine("Sign in: open the address and choose a role (one click, on this machine only).");
        if (await links.CreateAsync() is { } path)
            output.WriteLine($"First administrator (works once, for three days): {address}{path}");
        output.WriteLine("Ctrl+C ends it.");
    }
}
