using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <inheritdoc cref="IProgrammeTable"/>
internal sealed class ProgrammeTableEditing(AnalyticsStore store, TimeProvider clock) : IProgrammeTable
{
    private const int LongestReason = 500;

    public async Task<ProgrammeTableView> ViewAsync(CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        var edits = await context.ProgrammeEdits.AsNoTracking().ToListAsync(cancel);
        var book = ProgrammeBook.Of(edits);
        var current = book.Table.Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
        var delivered = ProgrammeTable.Delivered.Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
        var saved = edits.Where(edit => edit.Line != ProgrammeSettings.DisputesIncludeFraudKey).ToLookup(edit => edit.Line, StringComparer.Ordinal);
        var cards = delivered.Keys.Union(saved.Select(group => group.Key), StringComparer.Ordinal).Select(id => new ProgrammeCard(id, current.GetValueOrDefault(id),
        [
            .. saved[id].OrderByDescending(edit => edit.Version).Select(edit => Version(edit, edit.Definition is null ? null : ProgrammeTable.FromJson(edit.Definition), null)),
            .. delivered.TryGetValue(id, out var line) ? [Delivered(line, null)] : Array.Empty<ProgrammeVersion>(),
        ]));
        return new(
            [.. cards.OrderBy(card => card.Shown.Network, StringComparer.Ordinal).ThenBy(card => card.Shown.Programme, StringComparer.Ordinal).ThenByDescending(card => card.Shown.Rank)
                .ThenBy(card => card.Shown.Region, StringComparer.Ordinal).ThenBy(card => card.Shown.ValidFrom ?? LocalDate.MinIsoValue)],
            book.Settings,
            [
                .. edits.Where(edit => edit.Line == ProgrammeSettings.DisputesIncludeFraudKey).OrderByDescending(edit => edit.Version).Select(edit => Version(edit, null, edit.Definition)),
                Delivered(null, "true"),
            ],
            ProgrammeTable.Delivered.Regions.Names);
    }

    public async Task<string?> SaveAsync(ProgrammeLine line, bool isNew, string by, string reason, CancellationToken cancel = default)
    {
        var view = await ViewAsync(cancel);
        if (isNew && view.Find(line.Id) is not null)
            return $"There is a line “{line.Id}” already. Edit that one, or choose another id.";
        if (!isNew && view.Find(line.Id) is null)
            return $"There is no line “{line.Id}”.";
        await using var context = store.Open(DataScope.Staff);
        var book = ProgrammeBook.Of(await context.ProgrammeEdits.AsNoTracking().ToListAsync(cancel));
        return book.Table.RefusalOf(line) ?? await WriteAsync(line.Id, ProgrammeTable.ToJson(line), by, reason, cancel);
    }

    public async Task<string?> RemoveAsync(string id, string by, string reason, CancellationToken cancel = default) =>
        (await ViewAsync(cancel)).Find(id)?.Current is null ? $"There is no line “{id}” in the table." : await WriteAsync(id, null, by, reason, cancel);

    public async Task<string?> RestoreAsync(string id, int version, string by, string reason, CancellationToken cancel = default)
    {
        var view = await ViewAsync(cancel);
        if (id == ProgrammeSettings.DisputesIncludeFraudKey)
        {
            return view.SettingVersions.FirstOrDefault(one => one.Version == version) is { } setting
                ? await WriteAsync(id, setting.Value, by, reason, cancel)
                : FormattableString.Invariant($"There is no version {version} of it.");
        }
        if (view.Find(id)?.Versions.FirstOrDefault(one => one.Version == version) is not { } found)
            return FormattableString.Invariant($"There is no version {version} of “{id}”.");
        if (found.Line is null)
            return "That version took the line out. Take it out again instead.";
        return await SaveAsync(found.Line, isNew: false, by, reason, cancel);
    }

    public Task<string?> SetDisputesIncludeFraudAsync(bool included, string by, string reason, CancellationToken cancel = default) =>
        WriteAsync(ProgrammeSettings.DisputesIncludeFraudKey, included ? "true" : "false", by, reason, cancel);

    private async Task<string?> WriteAsync(string id, string? definition, string by, string reason, CancellationToken cancel)
    {
        reason = reason.Trim();
        if (reason.Length is 0 or > LongestReason)
            return FormattableString.Invariant($"Say why, in at most {LongestReason} characters: whoever reads a number later wants to know.");
        await using var transaction = await store.Reporting.BeginWritingAsync(cancel);
        await using var context = store.Join(transaction);
        var last = await context.ProgrammeEdits.Where(edit => edit.Line == id).MaxAsync(edit => (int?)edit.Version, cancel) ?? 0;
        context.ProgrammeEdits.Add(new() { Line = id, Version = last + 1, Definition = definition, SavedAt = clock.GetUtcNow().UtcDateTime, SavedBy = by, Reason = reason });
        await context.SaveChangesAsync(cancel);
        // The commit is a new version of the data: standings are told anew.
        await transaction.CommitAsync(cancel);
        return null;
    }

    private static ProgrammeVersion Version(ProgrammeEdit edit, ProgrammeLine? line, string? value) =>
        new(edit.Version, line, value, Instant.FromDateTimeUtc(DateTime.SpecifyKind(edit.SavedAt, DateTimeKind.Utc)), edit.SavedBy, edit.Reason);

    private static ProgrammeVersion Delivered(ProgrammeLine? line, string? value) => new(0, line, value, null, "Insights", "delivered with the program");
}
