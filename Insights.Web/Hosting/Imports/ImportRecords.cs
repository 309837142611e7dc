using System.Text.Json;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Portal;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Hosting.Imports;

/// <summary>Imports as portal.db remembers them, so that their addresses answer after a restart.</summary>
internal sealed class ImportRecords(PortalStore store, PortalStoreOptions options, TimeProvider time)
{
    /// <summary>How long an ended import's address answers. What it did to the rows stays in the ledger.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Restarted =
        "The portal was restarted before this import had ended. Files wait encrypted, and the key was in memory only, so nothing of them can be read any more. Bring the files in again";

    private static string Node { get; } = Environment.MachineName;

    public async Task SaveAsync(ImportView view)
    {
        await using var db = store.Open();
        var record = await db.Imports.FindAsync(view.Id);
        if (record is null)
            db.Imports.Add(record = new ImportRecord { Id = view.Id, StartedAt = view.StartedAt.UtcDateTime, StartedBy = view.StartedBy, Node = Node });
        record.Ended = view.HasEnded;
        record.View = JsonSerializer.Serialize(view);
        await db.SaveChangesAsync();
    }

    public async Task<ImportView?> FindAsync(string id, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) is { } record ? Read(record) : null;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ImportView>> SinceAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var db = store.Open();
        var from = since.UtcDateTime;
        return [.. (await db.Imports.AsNoTracking().Where(i => i.StartedAt >= from).OrderByDescending(i => i.StartedAt).Take(100).ToListAsync(cancel)).Select(Read)];
    }

    /// <summary>At start: whatever this machine had begun and not ended lost its files with the process. A key's claim is given back, so that a program can send again.</summary>
    public async Task EndLostAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        // Another node's imports go on without us; but one that has been silent for two days is nobody's any more.
        var dead = time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(2);
        foreach (var record in await db.Imports.Where(i => !i.Ended && (i.Node == Node || i.StartedAt < dead)).ToListAsync(cancel))
        {
            var view = Read(record);
            var was = view.Stage == ImportStage.Importing ? ": rows stored so far stay and are not doubled." : "; nothing of them was imported.";
            var why = view.Origin == ImportOrigin.Inbox ? "The portal was restarted while it imported these files. They are back in the watched folder and are taken from there again" : Restarted;
            record.View = JsonSerializer.Serialize(view with { Stage = ImportStage.Gone, Error = why + was });
            record.Ended = true;
            await db.IdempotentAnswers.Where(a => a.ImportId == record.Id).ExecuteDeleteAsync(cancel);
        }
        await db.SaveChangesAsync(cancel);
        // Requests that were cut off while they were being received. Where several nodes share the database, their claims run out by themselves.
        if (options.PostgresConnectionString is null)
            await db.IdempotentAnswers.Where(a => a.Status == 0).ExecuteDeleteAsync(cancel);
    }

    public async Task ForgetOldAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        var oldest = time.GetUtcNow().UtcDateTime - Kept;
        await db.Imports.Where(i => i.StartedAt < oldest).ExecuteDeleteAsync(cancel);
        await db.IdempotentAnswers.Where(a => a.CreatedAt < oldest).ExecuteDeleteAsync(cancel);
    }

    private static ImportView Read(ImportRecord record) =>
        JsonSerializer.Deserialize<ImportView>(record.View) ?? throw new InvalidOperationException($"The record of import {record.Id} is empty.");
}
