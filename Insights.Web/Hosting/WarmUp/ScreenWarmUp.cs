using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using NodaTime;

namespace Insights.Web.Hosting.WarmUp;

/// <summary>
/// Builds every screen as people find it, without a filter, behind a start and behind each change of the data: what a first look reads (after a start the history, later the
/// days that changed) is then in memory before anybody asks. It steps back for people: one screen at a time, each followed by a rest as long as it took, and whoever asks for
/// rows that are just being read is given these.
/// </summary>
internal sealed class ScreenWarmUp(ReportLibrary library, RecentVendors vendors, IReportingStore store, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ScreenWarmUp> log) : BackgroundService
{
    /// <summary>An import changes the data every moment: only what has stayed as it is for so long is worth reading.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        var (built, seen) = ((long?)null, store.DataVersion);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            var version = store.DataVersion;
            if (version == seen && version != built)
            {
                var began = clock.GetTimestamp();
                // A desk whose targets fall due changes every minute: a line a start is news, a thousand a day are none.
                await TryAsync(built is null ? LogLevel.Information : LogLevel.Debug, stoppingToken);
                built = version;
                await Task.Delay(RestAfter(clock.GetElapsedTime(began)), clock, stoppingToken);
            }
            seen = version;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>So that changes every minute cost a fifth of the time at most, where a store is so large that a round takes long; the first round, which reads the history, holds up none for long.</summary>
    private static TimeSpan RestAfter(TimeSpan round) => round > LongestRest / 4 ? LongestRest : 4 * round;

    private async Task TryAsync(LogLevel level, CancellationToken cancel)
    {
        try
        {
            await BuildAllAsync(level, cancel);
        }
        // A store that is away for a moment: people are told by their own pages, and the next change is another chance.
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(failure, "The screens could not be built ahead");
        }
    }

    /// <summary>For staff first, then for the vendors whose people come. A screen that cannot be built says so in the log, and holds up no other.</summary>
    /// <param name="level">Of the line that says what was built, and how long it took.</param>
    internal async Task BuildAllAsync(LogLevel level, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var (screens, failed) = (0, 0);
        var filter = ReportFilter.Default(Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone((await store.WorkspaceAsync(cancel)).ReportingZone).Date);
        foreach (var scope in (DataScope[])[DataScope.Staff, .. await vendors.ScopesAsync(cancel)])
        {
            foreach (var builder in Shown(scope))
            {
                var start = clock.GetTimestamp();
                try
                {
                    await builder.BuildAsync(filter, scope, cancel);
                    screens++;
                }
                catch (Exception failure) when (!cancel.IsCancellationRequested)
                {
                    failed++;
                    log.LogWarning(failure, "The screen {Screen} could not be built ahead; whoever opens it builds it", builder.Id);
                }
                await Task.Delay(clock.GetElapsedTime(start), clock, cancel);
            }
        }
        log.Log(level, "Built {Screens} screens ahead in {Seconds} s ({Failed} failed)", screens, clock.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture), failed);
    }

    /// <summary>In the order of the navigation: what people open first comes first.</summary>
    private IEnumerable<IReportBuilder> Shown(DataScope scope) =>
        from screen in Screens.All
        where scope.IsStaff ? screen.Policy != Policies.Vendors : screen.Policy is Policies.Vendors or Policies.Everyone
        from builder in library.For(scope)
        where ReportShelf.IsOf(screen, builder)
        select builder;

    private Task StartedAsync(CancellationToken cancel)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(started.SetResult);
        return started.Task.WaitAsync(cancel);
    }
}
