using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>Applies explanations of values in the imports' lane: one may touch every row of a source.</summary>
internal sealed class UnmappedDesk(IToBeMapped values, IReplay replay, ImportQueue queue, AfterImport after, ILogger<UnmappedDesk> log) : IUnmapped
{
    private const int MostShown = 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<ResolvingLine> _lately = [];

    public async Task<IReadOnlyList<UnmappedLine>> ListAsync(CancellationToken cancel = default) =>
        [.. (await values.ListAsync(cancel)).Select(value => new UnmappedLine(value.Source, value.Kind, value.Value, value.Rows, value.RejectedRows))];

    public async Task<IReadOnlyList<ResolvedLine>> ResolvedAsync(CancellationToken cancel = default) =>
        [.. (await values.ResolvedAsync(cancel)).Select(value => new ResolvedLine(value.Source, value.Kind, value.Value, value.Meaning, value.By, value.At, value.RowsChanged))];

    public Task<IReadOnlyList<string>> MeaningsAsync(string source, string kind, CancellationToken cancel = default) => values.MeaningsAsync(source, kind, cancel);

    public IReadOnlyList<ResolvingLine> Resolving()
    {
        lock (_gate)
            return [.. _lately];
    }

    public void Resolve(string source, string kind, string value, string meaning, string by)
    {
        var line = new ResolvingLine(source, kind, value, meaning, true, 0, null, []);
        Show(null, line);
        queue.AddWork(async stopping =>
        {
            try
            {
                var rows = await values.ResolveAsync(source, kind, value, meaning, by, null, stopping);
                var again = await values.RejectedInAsync(source, kind, value, stopping);
                foreach (var file in again)
                    replay.Start(file.FileId);
                Show(line, line with { IsRunning = false, Rows = rows, Again = [.. again.Select(file => new AgainLine(file.FileId, file.Name))] });
                if (rows > 0)
                    await after.RunAsync(stopping);
            }
            // The lane outlives a failure: the person sees the sentence, the log keeps the details.
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (failure is not InvalidSettingsException)
                    log.LogError(failure, "Explaining a value of {Source} failed", source);
                Show(line, line with { IsRunning = false, Error = failure.Message });
            }
        });
    }

    private void Show(ResolvingLine? before, ResolvingLine now)
    {
        lock (_gate)
        {
            if (before is not null)
                _lately.Remove(before);
            _lately.AddFirst(now);
            if (_lately.Count > MostShown)
                _lately.RemoveLast();
        }
    }
}
