using System.Collections.Concurrent;
using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>An import this process holds the files of.</summary>
internal sealed class LiveImport(ImportView view)
{
    private readonly Lock _gate = new();
    private ImportView _view = view;
    private readonly ConcurrentDictionary<int, FilePreview> _previews = new();
    private TaskCompletionSource _rest = Done();

    public string Id { get; } = view.Id;

    /// <summary>The received files, in the order of the view's.</summary>
    public List<SpooledFile> Files { get; } = [];

    /// <summary>Files that lie somewhere else: the inbox's. Read where they are.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    public CancellationTokenSource Stop { get; } = new();

    public ImportView View
    {
        get
        {
            lock (_gate)
                return _view;
        }
    }

    /// <summary>Ends when nothing is queued or running.</summary>
    public Task AtRest
    {
        get
        {
            lock (_gate)
                return _rest.Task;
        }
    }

    /// <summary>A file's preview, made once for each check: looking at a page again must not read two gigabytes again.</summary>
    public async Task<FilePreview> PreviewAsync(int file, Func<Task<FilePreview>> make) =>
        _previews.TryGetValue(file, out var known) ? known : _previews[file] = await make();

    /// <summary>Settings or mappings have changed.</summary>
    public void ForgetPreviews() => _previews.Clear();

    public ImportView Change(Func<ImportView, ImportView> change)
    {
        lock (_gate)
        {
            var was = _view.IsRunning;
            _view = change(_view);
            if (_view.IsRunning && !was)
                _rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            else if (!_view.IsRunning)
                _rest.TrySetResult();
            return _view;
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        done.SetResult();
        return done;
    }
}
