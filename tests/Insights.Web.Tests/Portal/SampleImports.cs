using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Tests.Portal;

/// <summary>Imports that end at once, always with the same counts.</summary>
internal sealed class SampleImports : IImports, IInbox, IUndo, IUnmapped, IReplay
{
    private readonly Dictionary<string, ImportView> _imports = [];

    public InboxView? View() => new("/srv/inbox", Sample.Now.ToDateTimeOffset(), 1, null, [new("shop/odd.csv", "odd.csv was not imported.\n\nThis is no file this portal knows.", Sample.Now.ToDateTimeOffset())]);

    public Task<ImportView> BeginAsync(NewImport import, CancellationToken cancel = default)
    {
        var id = "Upload-" + (_imports.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Task.FromResult(_imports[id] = new ImportView
        {
            Id = id,
            StartedBy = import.StartedBy,
            StartedAt = Sample.Now.ToDateTimeOffset(),
            Stage = ImportStage.Receiving,
            Files = [.. import.Files.Select(file => new ReceivedFile(file.Name, file.Bytes, 0, file.Modified))],
        });
    }

    public async Task AddFileAsync(string importId, string fileName, Stream content, CancellationToken cancel)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancel);
        _imports[importId] = _imports[importId] with { Files = [.. _imports[importId].Files, new ReceivedFile(fileName, copy.Length, copy.Length, 0)] };
    }

    public Task<Appended> AppendAsync(string importId, int file, long offset, Stream content, CancellationToken cancel) => Task.FromResult(new Appended(AppendState.NotAwaited, 0));

    public Task ChooseAsync(string importId, string table, ChosenTable choice, CancellationToken cancel = default) =>
        Become(importId, import => import with { Choices = new Dictionary<string, ChosenTable>(import.Choices) { [table] = choice } });

    public Task CheckAsync(string importId, CancellationToken cancel = default) => Become(importId, import => import with { Stage = ImportStage.Checked, Results = [Result] });

    public Task ImportAsync(string importId, CancellationToken cancel = default) => Become(importId, import => import with { Stage = ImportStage.Imported, BatchId = 3, Results = [Result] });

    public Task CancelAsync(string importId, CancellationToken cancel = default) => Become(importId, import => import with { Stage = ImportStage.Cancelled });

    public ValueTask<ImportView?> FindAsync(string importId, CancellationToken cancel = default) => new(_imports.GetValueOrDefault(importId));

    public Task<IReadOnlyList<ImportView>> RecentAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<ImportView>>([.. _imports.Values]);

    public Task<ImportView?> WaitAsync(string importId, TimeSpan patience, CancellationToken cancel) => Task.FromResult(_imports.GetValueOrDefault(importId));

    /// <summary>The import as it stands.</summary>
    public ImportView Import(string id) => _imports[id];

    private Task Become(string id, Func<ImportView, ImportView> change)
    {
        _imports[id] = change(_imports[id]);
        return Task.CompletedTask;
    }

    public async Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default) =>
        await output.WriteAsync("id,Amount,line,column,reason\r\nch_1,\"12,5O\",12,Amount,The amount is not a number.\r\n"u8.ToArray(), cancel);

    private static ImportOutcome Result => new()
    {
        File = "payments.csv",
        Format = "stripe-payments-csv",
        Source = "stripe",
        State = "done",
        Rows = 1000,
        Inserted = 900,
        Updated = 40,
        Unchanged = 30,
        Duplicate = 10,
        Rejected = 15,
        Skipped = 5,
        FirstProblems = [new RowProblem(12, "rejected", "Amount", "12,5O", "amount-not-a-number", "The amount is not a number.")],
    };

    public Task<UndoView?> PreviewAsync(int batchId, CancellationToken cancel = default) =>
        Task.FromResult(batchId == 3 ? new UndoView("done", null, 900, 40, 2, [new("transaction", "ch_9", 4, "payments-2026-12.csv")], []) : null);

    public void Start(int batchId, string by)
    {
    }

    public void Cancel(int batchId)
    {
    }

    public UndoRun? Run(int batchId) => null;

    public Task<IReadOnlyList<UnmappedLine>> ListAsync(CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<UnmappedLine>>([new("stripe", "dispute_reason", "odd_reason", 12, 0), new("zendesk", "vendor", "Oak & Co", 3, 3)]);

    public Task<IReadOnlyList<ResolvedLine>> ResolvedAsync(CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<ResolvedLine>>([]);

    public Task<IReadOnlyList<string>> MeaningsAsync(string source, string kind, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<string>>(["fraud", "not_received"]);

    public void Resolve(string source, string kind, string value, string meaning, string by)
    {
    }

    public IReadOnlyList<ResolvingLine> Resolving() => [];

    public void Start(int fileId)
    {
    }

    ReplayRun? IReplay.Run(int fileId) => null;
}
