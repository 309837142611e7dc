using Insights.Import.Store;

namespace Insights.Web.Hosting;

/// <summary>Notices within seconds when another process (a verb beside the portal, another node) has changed the store, so that no cached page outlives its data.</summary>
internal sealed class DataVersionWatch(IReportingStore store, TimeProvider time, ILogger<DataVersionWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.RefreshDataVersionAsync(stoppingToken);
            }
            // A database that is away for a moment (a restart of PostgreSQL) must not end the watch.
            catch (Exception failure) when (failure is System.Data.Common.DbException or IOException or TimeoutException)
            {
                log.LogWarning(failure, "The store could not be asked for its version; trying again");
            }
        }
    }
}
