using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>Takes files in, keeps them, and hands them to the queue when they are complete.</summary>
internal sealed class ImportDesk(UploadSpool spool, ImportRecords records, ImportQueue queue, IImportRunner runner, TimeProvider time) : IImports
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, LiveImport> _live = new(StringComparer.Ordinal);

    public async Task<ImportView> BeginAsync(NewImport import, CancellationToken cancel = default)
    {
        if (import.Files.Count > NewImport.MostFiles)
            throw TooMany();
        foreach (var file in import.Files)
            CheckSize(file.Name, file.Bytes);
        CheckRoom(import.Files.Sum(file => file.Bytes));

        var live = Live(import, []);
        var files = import.Files.Select(file => (Expected: file, Spooled: spool.Create(live.Id, FileName.Clean(file.Name)))).ToList();
        live.Files.AddRange(files.Select(file => file.Spooled));
        live.Change(view => view with { Files = [.. files.Select(file => new ReceivedFile(Path.GetFileName(file.Spooled.Path), file.Expected.Bytes, 0, file.Expected.Modified))] });
        foreach (var (_, spooled) in files.Where(file => file.Expected.Bytes == 0))
            spooled.Complete();
        await records.SaveAsync(live.View);
        if (files.Count > 0 && files.TrueForAll(file => file.Expected.Bytes == 0))
            await CheckAsync(live.Id, cancel);
        return live.View;
    }

    /// <summary>Files that lie in a folder of the host and are read from there.</summary>
    public async Task<string> BeginInPlaceAsync(NewImport import, IReadOnlyList<string> paths)
    {
        var live = Live(import, paths);
        live.Change(view => view with { Files = [.. paths.Select(path => new FileInfo(path)).Select(file => new ReceivedFile(FileName.Clean(file.Name), file.Length, file.Length, 0))] });
        await records.SaveAsync(live.View);
        return live.Id;
    }

    public async Task AddFileAsync(string importId, string fileName, Stream content, CancellationToken cancel)
    {
        var live = Known(importId);
        if (live.Files.Count >= NewImport.MostFiles)
            throw TooMany();
        var file = spool.Create(importId, FileName.Clean(fileName));
        // The size of a streamed body is known when it has been read: one byte more than allowed tells.
        var room = NewImport.MostBytesPerFile;
        while (true)
        {
            var before = file.Length;
            CheckRoom(0);
            await file.AppendAsync(content, Math.Min(room + 1, 64L * 1024 * 1024), cancel);
            room -= file.Length - before;
            if (room < 0)
                CheckSize(Path.GetFileName(file.Path), file.Length);
            if (file.Length == before)
                break;
        }
        file.Complete();
        live.Files.Add(file);
        live.Change(view => view with { Files = [.. view.Files, new ReceivedFile(Path.GetFileName(file.Path), file.Length, file.Length, 0)] });
    }

    /// <summary>An import whose files this process holds.</summary>
    public LiveImport? Live(string importId) => _live.GetValueOrDefault(importId);

    public async Task<Appended> AppendAsync(string importId, int file, long offset, Stream content, CancellationToken cancel)
    {
        if (!_live.TryGetValue(importId, out var live) || live.View.Stage != ImportStage.Receiving || file < 0 || file >= live.Files.Count)
            return new(AppendState.NotAwaited, 0);
        var spooled = live.Files[file];
        if (!spooled.TryTakeTurn())
            return new(AppendState.Busy, spooled.Length);
        try
        {
            var expected = live.View.Files[file].Bytes;
            if (offset != spooled.Length)
                return new(AppendState.WrongOffset, spooled.Length);
            CheckRoom(0);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, live.Stop.Token);
            await spooled.AppendAsync(content, expected - offset, stop.Token);
            // Behind the last awaited byte nothing may come.
            if (spooled.Length == expected && await content.ReadAsync(new byte[1], stop.Token) > 0)
                return new(AppendState.TooLong, spooled.Length);
            if (spooled.Length == expected)
                spooled.Complete();
        }
        finally
        {
            live.Change(view => view with { Files = [.. view.Files.Select((known, index) => index == file ? known with { Received = spooled.Length } : known)] });
            spooled.EndTurn();
        }
        await records.SaveAsync(live.View);
        if (live.View is { Stage: ImportStage.Receiving } now && now.Files.All(known => known.IsComplete))
            await CheckAsync(importId, cancel);
        return new(AppendState.Stored, spooled.Length);
    }

    public async Task ChooseAsync(string importId, string table, ChosenTable choice, CancellationToken cancel = default)
    {
        var live = Known(importId);
        live.Change(view =>
        {
            var choices = new Dictionary<string, ChosenTable>(view.Choices, StringComparer.Ordinal) { [table] = choice };
            if (choice == ChosenTable.None)
                choices.Remove(table);
            return view with { Choices = choices };
        });
        await records.SaveAsync(live.View);
    }

    public Task CheckAsync(string importId, CancellationToken cancel = default) => EnqueueAsync(Known(importId), dryRun: true);

    public Task ImportAsync(string importId, CancellationToken cancel = default) => EnqueueAsync(Known(importId), dryRun: false);

    public async Task CancelAsync(string importId, CancellationToken cancel = default)
    {
        if (!_live.TryGetValue(importId, out var live) || live.View.HasEnded)
            return;
        await live.Stop.CancelAsync();
        // What runs ends by itself, and says then what it had done.
        live.Change(view => view.Stage is ImportStage.Checking or ImportStage.Importing ? view : view with { Stage = ImportStage.Cancelled });
        if (live.View.Stage == ImportStage.Cancelled)
            spool.Forget(importId);
        await records.SaveAsync(live.View);
    }

    public async ValueTask<ImportView?> FindAsync(string importId, CancellationToken cancel = default) =>
        _live.TryGetValue(importId, out var live) ? Now(live) : await records.FindAsync(importId, cancel);

    public async Task<IReadOnlyList<ImportView>> RecentAsync(CancellationToken cancel = default) =>
        [.. (await records.SinceAsync(time.GetUtcNow() - Kept, cancel)).Select(view => _live.TryGetValue(view.Id, out var live) ? live.View : view)];

    public async Task<ImportView?> WaitAsync(string importId, TimeSpan patience, CancellationToken cancel)
    {
        if (_live.TryGetValue(importId, out var live))
        {
            try
            {
                await live.AtRest.WaitAsync(patience, time, cancel);
            }
            catch (TimeoutException)
            {
                // Patience ended: the answer says how far it is.
            }
        }
        return await FindAsync(importId, cancel);
    }

    public Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default) => runner.WriteRejectsAsync(fileId, output, cancel);

    /// <summary>Called every hour: what nobody has finished within a day is forgotten, and its address says so.</summary>
    public async Task ForgetOldAsync(CancellationToken cancel)
    {
        var oldest = time.GetUtcNow() - Kept;
        foreach (var live in _live.Values.Where(live => live.View.StartedAt < oldest && !live.View.IsRunning))
        {
            if (!live.View.HasEnded)
            {
                live.Change(view => view with
                {
                    Stage = ImportStage.Gone,
                    Error = view.Stage == ImportStage.Receiving
                        ? "A day has passed and the files had not arrived completely, so they were deleted. Nothing of them was imported. Bring them in again."
                        : "A day has passed since these files were checked, so they were deleted. Nothing of them was imported. Bring them in again.",
                });
                await records.SaveAsync(live.View);
            }
            spool.Forget(live.Id);
            _live.TryRemove(live.Id, out _);
        }
        await records.ForgetOldAsync(cancel);
    }

    /// <summary>While files arrive: as far as they have, not as far as the last finished piece.</summary>
    private static ImportView Now(LiveImport live)
    {
        var view = live.View;
        return view.Stage != ImportStage.Receiving ? view : view with { Files = [.. view.Files.Select((file, index) => index < live.Files.Count ? file with { Received = live.Files[index].Length } : file)] };
    }

    private LiveImport Live(NewImport import, IReadOnlyList<string> paths)
    {
        var live = new LiveImport(new ImportView
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            StartedBy = import.StartedBy,
            StartedAt = time.GetUtcNow(),
            Stage = ImportStage.Receiving,
            Origin = import.Origin,
            Source = import.Source,
            Format = import.Format,
            Encoding = import.Encoding,
            CheckOnly = import.CheckOnly,
            TokenId = import.TokenId,
        })
        { Paths = paths };
        return _live[live.Id] = live;
    }

    private async Task EnqueueAsync(LiveImport live, bool dryRun)
    {
        if (live.View.Files.Count == 0)
            throw new InvalidOperationException("This import has no files.");
        if (live.View.HasEnded)
            throw new InvalidOperationException("This import has ended; begin a new one.");
        if (live.View.IsRunning)
            return;
        if (live.View.Files.Any(file => !file.IsComplete))
            throw new InvalidOperationException("Not all files of this import have arrived.");
        if (dryRun)
            live.ForgetPreviews();
        live.Change(view => view with { Stage = ImportStage.Waiting, Progress = null, Error = null });
        await records.SaveAsync(live.View);
        queue.Add(live, dryRun);
    }

    private LiveImport Known(string importId) =>
        _live.TryGetValue(importId, out var live) ? live : throw new ArgumentException("This import is not known any more: the portal was restarted or a day has passed. Bring the files in again.", nameof(importId));

    private void CheckRoom(long bytes)
    {
        if (!spool.HasRoomFor(bytes))
            throw new ImportNotTakenException("There is no room left on the portal's disk for these files. Ask an administrator to make room in the data directory, then send them again.", forSize: false);
    }

    private static void CheckSize(string name, long bytes)
    {
        if (bytes is < 0 or > NewImport.MostBytesPerFile)
            throw new ImportNotTakenException($"“{FileName.Clean(name)}” is larger than 2 GiB. Split it, or bring it in with the command “import”, which reads files where they lie.", forSize: true);
    }

    private static ImportNotTakenException TooMany() =>
        new(string.Create(CultureInfo.InvariantCulture, $"These are more than {NewImport.MostFiles} files at once. Send them in parts, or bring the folder in with the command “import”."), forSize: true);
}
