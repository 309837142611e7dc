namespace Insights.Web.Hosting.Imports;

/// <summary>At start it tells imports that lost their files; every hour it forgets what nobody came back for.</summary>
internal sealed class ImportHousekeeping(ImportDesk desk, ImportRecords records, TimeProvider time, ILogger<ImportHousekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await records.EndLostAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await desk.ForgetOldAsync(stoppingToken);
            }
            // A database that is away for a moment must not end the housekeeping.
            catch (Exception failure) when (failure is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
            {
                log.LogWarning(failure, "Old uploads could not be forgotten; trying again in an hour");
            }
        }
    }
}
