using Insights.Import.Store;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Hosting.FirstStart;

/// <summary>Whether this data directory is the demo's, and the switch on the Admin screen.</summary>
internal sealed class DemoData(DemoLoader loader, IReportingStore store, InsightsOptions options, ILogger<DemoData> log) : IDemoData, IDemoMode
{
    // Read once and kept: asked on every request of the sign-in page.
    private DemoState? _state = DemoState.Read(options.DataDirectory);

    public bool IsOn => options.Demo != false && _state is not null;

    public IReadOnlyList<string> VendorCodes => _state?.VendorCodes ?? [];

    public async ValueTask<bool> MayTurnOnAsync(CancellationToken cancel = default)
    {
        if (_state is not null)
            return false;
        await using var context = store.Open(DataScope.Staff);
        return !await context.ImportBatches.AnyAsync(cancel);
    }

    public async Task TurnOnAsync(string startedBy, CancellationToken cancel = default)
    {
        if (!await MayTurnOnAsync(cancel))
            throw new InvalidOperationException("The store already holds data: demo rows are never mixed with real ones.");
        // Goes on after the request: Jobs and Data health show it.
        _ = Task.Run(async () =>
        {
            try
            {
                await loader.LoadAsync(new Quiet(), CancellationToken.None);
                Changed();
            }
            // Nobody awaits this task: the log is where the failure is told, and the next start tries again.
            catch (Exception failure)
            {
                log.LogError(failure, "Loading the demo failed");
            }
        }, CancellationToken.None);
    }

    public async Task TurnOffAsync(string startedBy, CancellationToken cancel = default)
    {
        if (_state is null)
            throw new InvalidOperationException("The demo is not loaded.");
        await using (var context = store.Open(DataScope.Staff))
        {
            if (await context.ImportBatches.AnyAsync(batch => batch.StartedBy != DemoLoader.StartedBy, cancel))
                throw new InvalidOperationException("Files have been imported beside the demo. Start with an empty data directory (setting Insights:DataDirectory) and import them there.");
        }
        await store.EmptyAsync(cancel);
        DemoState.Forget(options.DataDirectory);
        options.Demo = false;
        Changed();
        log.LogInformation("{Who} removed the demo", startedBy);
    }

    public void Changed() => _state = DemoState.Read(options.DataDirectory);

    private sealed class Quiet : IProgress<string>
    {
        public void Report(string value) { }
    }
}
