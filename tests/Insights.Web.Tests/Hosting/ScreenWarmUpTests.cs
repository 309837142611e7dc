using System.Diagnostics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import;
using Insights.Import.Store;
using Insights.Tests.Shared;
using Insights.Web.Hosting;
using Insights.Web.Hosting.WarmUp;
using Insights.Web.Tests.Imports;
using Insights.Web.Tests.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Insights.Web.Tests.Hosting;

/// <summary>Screens are built behind a start and behind changes, so that a person's first look reads no history.</summary>
public sealed class ScreenWarmUpTests
{
    [Fact]
    public async Task Screens_BuiltAhead_AskNoDailySumsAgain()
    {
        await using var portal = await SmallPortalAsync();
        var library = portal.Services.GetRequiredService<ReportLibrary>();
        var filter = ReportFilter.Default(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date);
        using var asked = new DailySumsAsked(portal.Folder);

        await ActivatorUtilities.CreateInstance<ScreenWarmUp>(portal.Services, portal.Services.GetRequiredService<RecentVendors>()).BuildAllAsync(LogLevel.Information, CancellationToken.None);
        Assert.NotEmpty(asked.Take());

        // The data changed, though no day did: what was read ahead still holds.
        portal.Services.GetRequiredService<IReportingStore>().Changed();
        await library.BuildAsync("overview", filter, DataScope.Staff);
        Assert.Empty(asked.Take());
    }

    [Fact]
    public async Task Vendors_AreThoseWhosePeopleSignedInLast()
    {
        await using var portal = await SmallPortalAsync();
        var vendors = portal.Services.GetRequiredService<RecentVendors>();
        await portal.AddPersonAsync("cara", Insights.Web.Access.Roles.Vendor, "cedar");
        await portal.AddPersonAsync("ben", Insights.Web.Access.Roles.Vendor, "maple");
        Assert.Empty(await vendors.ScopesAsync(CancellationToken.None));

        using var client = await portal.SignInAsync("cara");
        await using var context = portal.Services.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.Equal([DataScope.Vendor(context.Vendors.Single(vendor => vendor.Code == "cedar").Id)], await vendors.ScopesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AScreenThatFails_HoldsUpNoOther()
    {
        await using var portal = await SmallPortalAsync();
        var alerts = new Counting("alerts");
        using var warmUp = WarmUp(portal, new FakeClock(), new Starting(), new Counting("overview", fails: true), alerts);
        await warmUp.BuildAllAsync(LogLevel.Information, CancellationToken.None);
        Assert.Equal(1, alerts.Built);
    }

    [Fact]
    public async Task Screens_AreBuiltBehindTheStart_AndOnceBehindEachChangeThatHasSettled()
    {
        await using var portal = await SmallPortalAsync();
        var (clock, starting, overview) = (new FakeClock(), new Starting(), new Counting("overview"));
        using var warmUp = WarmUp(portal, clock, starting, overview);
        await warmUp.StartAsync(CancellationToken.None);
        Assert.Equal(0, overview.Built);
        starting.Done();
        await overview.BuiltAsync(1);

        portal.Services.GetRequiredService<IReportingStore>().Changed();
        await AdvanceUntilAsync(clock, overview.BuiltAsync(2));
        portal.Services.GetRequiredService<IReportingStore>().Changed();
        portal.Services.GetRequiredService<IReportingStore>().Changed();
        await AdvanceUntilAsync(clock, overview.BuiltAsync(3));
        await warmUp.StopAsync(CancellationToken.None);
        Assert.Equal(3, overview.Built);
    }

    private static async Task AdvanceUntilAsync(FakeClock clock, Task done)
    {
        while (!done.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static ScreenWarmUp WarmUp(ImportPortal portal, FakeClock clock, Starting starting, params IReportBuilder[] screens) =>
        new(new ReportLibrary(screens), portal.Services.GetRequiredService<RecentVendors>(), portal.Services.GetRequiredService<IReportingStore>(), clock, starting, NullLogger<ScreenWarmUp>.Instance);

    /// <summary>The portal's own warm-up is off: these tests begin theirs.</summary>
    private static async Task<ImportPortal> SmallPortalAsync()
    {
        var portal = await ImportPortal.StartAsync();
        var folder = Path.Combine(Repository.Root, "sample-data", "small");
        await portal.Services.GetRequiredService<IImportRunner>().RunAsync(new() { Paths = [folder] });
        await MetricsRefresh.RunAsync(portal.Services, "test", new Progress<string>(), CancellationToken.None);
        return portal;
    }

    private sealed class Counting(string id, bool fails = false) : IReportBuilder
    {
        private readonly Lock _gate = new();
        private readonly List<(int Times, TaskCompletionSource Done)> _awaited = [];

        public int Built { get; private set; }

        public string Id => id;

        public string Title => id;

        public string Audience => "tests";

        public bool ForVendors => false;

        public Task BuiltAsync(int times)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                _awaited.Add((times, done));
                Tell();
            }
            return done.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }

        public Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
        {
            if (fails)
                throw new InvalidOperationException("This screen cannot be built.");
            lock (_gate)
            {
                Built++;
                Tell();
            }
            return Task.FromResult<ReportDocument>(null!);
        }

        private void Tell()
        {
            foreach (var (times, done) in _awaited)
            {
                if (Built >= times)
                    done.TrySetResult();
            }
        }
    }

    private sealed class Starting : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Done() => _started.Cancel();

        public void StopApplication() => throw new NotSupportedException();

        public void Dispose() => _started.Dispose();
    }

    /// <summary>What is asked of the daily sums of one store; others run beside it.</summary>
    private sealed class DailySumsAsked : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _folder;
        private readonly Lock _gate = new();
        private readonly List<string> _asked = [];
        private readonly List<IDisposable> _subscriptions = [];

        public DailySumsAsked(string folder)
        {
            _folder = folder;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public IReadOnlyList<string> Take()
        {
            lock (_gate)
            {
                string[] asked = [.. _asked];
                _asked.Clear();
                return asked;
            }
        }

        void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                _subscriptions.Add(value.Subscribe(this));
        }

        void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is not CommandEventData asked || value.Key != RelationalEventId.CommandExecuting.Name
                || !asked.Command.CommandText.Contains("\"daily_", StringComparison.Ordinal) || asked.Command.Connection?.DataSource.StartsWith(_folder, StringComparison.Ordinal) != true)
                return;
            lock (_gate)
                _asked.Add(asked.Command.CommandText);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(one => one.Dispose());
    }
}
