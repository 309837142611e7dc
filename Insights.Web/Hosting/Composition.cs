using Insights.Analytics;
using Insights.Import;
using Insights.Import.Store;
using Insights.Web.Hosting.FirstStart;
using Insights.Web.Portal;

namespace Insights.Web.Hosting;

/// <summary>Puts the three stages together; the portal and every verb stand on the same services.</summary>
internal static class Composition
{
    public static IServiceCollection AddInsights(this IServiceCollection services, InsightsOptions options)
    {
        options.Check();
        var store = options.ToStoreOptions();
        Directory.CreateDirectory(store.DataDirectory);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        options.Mail.Portal = options.PublicUrl is { Length: > 0 } url ? new Uri(url) : null;
        services.AddSingleton(options.Mail);
        services.AddImport(store);
        services.AddAnalytics();
        services.AddSingleton<StartUp>();
        services.AddSingleton<DemoLoader>();
        return services;
    }

    /// <summary>Services without a web server or a scheduler.</summary>
    /// <param name="dataDirectory">Of the option --data; null: the setting.</param>
    public static ServiceProvider ForVerbs(string? dataDirectory)
    {
        var options = Options(Configuration());
        if (dataDirectory is not null)
            options.DataDirectory = dataDirectory;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddInsights(options);
        services.AddPortalStore(PortalOptions(options));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public static PortalStoreOptions PortalOptions(InsightsOptions options) => new()
    {
        DataDirectory = Path.GetFullPath(options.DataDirectory),
        PostgresConnectionString = options.Provider == StoreProvider.Postgres ? options.ConnectionString : null,
    };

    public static InsightsOptions Options(IConfiguration configuration) =>
        configuration.GetSection(InsightsOptions.Section).Get<InsightsOptions>() ?? new InsightsOptions();

    private static IConfiguration Configuration() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .Build();
}
