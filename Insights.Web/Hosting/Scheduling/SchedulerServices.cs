using Insights.Import.Store;
using Insights.Web.Pages.Jobs;
using Quartz;

namespace Insights.Web.Hosting.Scheduling;

/// <summary>
/// Quartz, and nothing outside this folder knows it. Each of our jobs is a durable Quartz job; its cron trigger belongs to a second, tiny job
/// that only asks for a run, because a retry policy on a cron trigger would carry its count into later fires.
/// </summary>
internal static class SchedulerServices
{
    public static IServiceCollection AddScheduling(this IServiceCollection services, StoreOptions store)
    {
        services.AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Warning));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "insights");
            // Two cores: one job that computes, one that waits for I/O, and the ticks.
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(persistent =>
            {
                if (store.Provider == StoreProvider.Postgres)
                    persistent.UsePostgres(store.ConnectionString!);
                else
                    // A file of its own: the scheduler's small writes never wait for an import's transaction.
                    persistent.UseSqlite($"Data Source={Path.Combine(store.DataDirectory, "jobs.db")}");
                persistent.ProvisionSchema();
                if (store.Provider == StoreProvider.Postgres)
                    persistent.UseClustering(clustering => clustering.CheckinInterval = TimeSpan.FromSeconds(3));
            });
            if (store.Provider == StoreProvider.Postgres)
                quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
            quartz.AddJob<ScheduleTick>(job => job.WithIdentity(ScheduleTick.Key).StoreDurably());
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.AddHostedService<ScheduleSetUp>();
        services.AddSingleton<QuartzJobControl>();
        services.AddSingleton<IJobControl, JobControl>();
        return services;
    }
}
