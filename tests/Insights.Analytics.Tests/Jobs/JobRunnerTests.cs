using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Xunit;

namespace Insights.Analytics.Tests.Jobs;

public sealed class JobRunnerTests
{
    [StoreFact]
    public async Task Run_ThatSucceeds_LeavesItsRecord(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        var job = new TestJob((_, _) =>
        {
            world.Clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(new JobOutcome(3, "three things"));
        });

        var run = await world.Runner(job).RunAsync("test", "ann");

        Assert.Equal(("succeeded", 3L, "three things", TimeSpan.FromSeconds(5)), (run.State, run.Items, run.Summary, run.Duration));
        var row = Assert.Single(await Queries(world, job).RunsAsync());
        Assert.Equal((run.RunId, "test", "ann", "succeeded", 3L, "three things", (string?)null, 1.0), (row.Id, row.JobId, row.Trigger, row.State, row.Items, row.Summary, row.Error, row.Progress));
        Assert.Equal(5, (row.FinishedAt!.Value - row.StartedAt).TotalSeconds);
    }

    [StoreFact]
    public async Task Run_ThatFails_IsThrownOnAndSaysWhyInItsRecord(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        var job = new TestJob((_, _) => throw new InvalidOperationException("The calendar 'emea' has no hours.", new FormatException("'25:00' is no time.")));

        var failure = await Assert.ThrowsAsync<JobFailedException>(() => world.Runner(job).RunAsync("test", "schedule"));

        Assert.Equal("Test job failed: The calendar 'emea' has no hours.", failure.Message);
        var row = Assert.Single(await Queries(world, job).RunsAsync());
        Assert.Equal((failure.RunId, "failed", "InvalidOperationException: The calendar 'emea' has no hours.\nFormatException: '25:00' is no time."), (row.Id, row.State, row.Error));
        Assert.Equal("failed", Assert.Single(await Queries(world, job).JobsAsync()).LastRun!.State);
    }

    [StoreFact]
    public async Task Run_ThatIsCancelled_IsRecordedAsCancelled(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        using var stop = new CancellationTokenSource();
        var job = new TestJob((_, cancel) =>
        {
            stop.Cancel();
            cancel.ThrowIfCancellationRequested();
            return Task.FromResult(new JobOutcome(0, ""));
        });

        Assert.Equal("cancelled", (await world.Runner(job).RunAsync("test", "schedule", stop.Token)).State);
        Assert.Equal("cancelled", Assert.Single(await Queries(world, job).RunsAsync()).State);
    }

    [StoreFact]
    public async Task Run_LeftRunningByAKill_IsMarkedInterrupted(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        var entered = new TaskCompletionSource();
        var never = new TaskCompletionSource<JobOutcome>();
        var job = new TestJob((progress, _) =>
        {
            progress.Report(new(0.4, "half way, nearly"));
            entered.SetResult();
            return never.Task;
        });
        var running = world.Runner(job).RunAsync("test", "schedule");
        await entered.Task;
        var live = Assert.Single(await Queries(world, job).RunsAsync());
        Assert.Equal(("running", 0.4, "half way, nearly"), (live.State, live.Progress, live.ProgressText));

        // The next start of the program finds the row as the killed one left it.
        await world.Runner(job).MarkInterruptedAsync();

        var row = Assert.Single(await Queries(world, job).RunsAsync());
        Assert.Equal("interrupted", row.State);
        Assert.NotNull(row.FinishedAt);
        never.SetResult(new(0, ""));
        await running;
    }

    [Fact]
    public async Task Run_OfTheSameJobTwice_TakesTurns()
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        var (inside, most) = (0, 0);
        var job = new TestJob(async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            return new(0, "");
        });
        var runner = world.Runner(job);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => runner.RunAsync("test", "import")));

        Assert.Equal(1, most);
        Assert.Equal(8, (await Queries(world, job).RunsAsync()).Count);
    }

    [Fact]
    public async Task Run_OfNoSuchJob_NamesTheJobsThereAre()
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        var runner = world.Runner(new TestJob((_, _) => Task.FromResult(new JobOutcome(0, ""))));
        Assert.Contains("Jobs: test.", (await Assert.ThrowsAsync<ArgumentException>(() => runner.RunAsync("moon", "cli"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_ArePagedNewestFirst()
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        var job = new TestJob((_, _) => Task.FromResult(new JobOutcome(0, "")));
        var runner = world.Runner(job);
        for (var i = 0; i < 5; i++)
            await runner.RunAsync("test", "t" + i);

        var first = await Queries(world, job).RunsAsync(size: 2);
        var second = await Queries(world, job).RunsAsync(beforeId: first[^1].Id, size: 2);

        Assert.Equal(["t4", "t3", "t2", "t1"], first.Concat(second).Select(run => run.Trigger));
    }

    /// <summary>Of five runs, the schedule's three have done 0, 2 and 0 things; a person's and an import's are listed whatever they did.</summary>
    [Fact]
    public async Task Runs_WithoutTheIdle_LeaveOutWhatTheScheduleDidForNothing()
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        var items = new Queue<long>([0, 2, 0, 0, 0]);
        var job = new TestJob((_, _) => Task.FromResult(new JobOutcome(items.Dequeue(), "")));
        var runner = world.Runner(job);
        foreach (var trigger in (string[])["schedule", "schedule", "schedule", "import", "Dana"])
            await runner.RunAsync("test", trigger);

        var runs = await Queries(world, job).RunsAsync(idle: false);

        Assert.Equal([("Dana", 0L), ("import", 0L), ("schedule", 2L)], runs.Select(run => (run.Trigger, run.Items)));
    }

    private static JobQueries Queries(AnalyticsWorld world, IInsightsJob job) => new(world.Store, [job], world.Board);

    private sealed class TestJob(Func<IProgress<JobProgress>, CancellationToken, Task<JobOutcome>> run) : IInsightsJob
    {
        public string Id => "test";

        public string Title => "Test job";

        public string? DefaultSchedule => null;

        public bool AfterImport => false;

        public Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel) => run(progress, cancel);
    }
}
