using Insights.Import.Pipeline;
using Insights.Import.Sources;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import;

/// <inheritdoc cref="IToBeMapped"/>
internal sealed class ToBeMapped(ReportingStore store, IFactWriterFactory writers, TimeProvider time) : IToBeMapped
{
    public async Task<IReadOnlyList<UnmappedValue>> ListAsync(CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        var open = await (from value in context.MappedValues.AsNoTracking()
                          join source in context.Sources on value.SourceId equals source.Id
                          where value.Meaning == null
                          orderby value.Rows descending, value.Kind, value.Value
                          select new { source.Name, value }).ToListAsync(cancel);
        // A spelling that differs in case from one that was explained is explained.
        var explained = await context.MappedValues.Where(v => v.Meaning != null).Select(v => new { v.SourceId, v.Kind, v.Value }).ToListAsync(cancel);
        var known = explained.Select(e => (e.SourceId, e.Kind, e.Value.ToUpperInvariant())).ToHashSet();
        open.RemoveAll(o => known.Contains((o.value.SourceId, o.value.Kind, o.value.Value.ToUpperInvariant())));
        return [.. open.Select(o => new UnmappedValue(o.Name, o.value.Kind, o.value.Value, o.value.Rows, o.value.RejectedRows, o.value.FirstSeen, o.value.LastSeen))];
    }

    public async Task<IReadOnlyList<ResolvedValue>> ResolvedAsync(CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        var resolved = await (from value in context.MappedValues.AsNoTracking()
                              join source in context.Sources on value.SourceId equals source.Id
                              where value.Meaning != null
                              orderby value.ResolvedAt descending, value.Kind, value.Value
                              select new { source.Name, value }).ToListAsync(cancel);
        return [.. resolved.Select(r => new ResolvedValue(r.Name, r.value.Kind, r.value.Value, r.value.Meaning!, r.value.ResolvedBy ?? "", r.value.ResolvedAt ?? default, r.value.RowsChanged))];
    }

    public async Task<IReadOnlyList<string>> MeaningsAsync(string source, string kind, CancellationToken cancel = default)
    {
        if (Words.Named(kind) is { } words)
            return words.Canonical;
        if (kind == ValueKinds.DisputeReason)
            return ReasonCodes.Meanings;
        await using var context = store.Open(DataScope.Staff);
        if (kind == ValueKinds.Vendor)
            return await context.Vendors.OrderBy(v => v.Code).Select(v => v.Code).ToListAsync(cancel);
        if (kind == ValueKinds.Agent)
            return await context.Agents.Where(a => context.Sources.Any(s => s.Id == a.SourceId && s.Name == source)).OrderBy(a => a.Code).Select(a => a.Code).ToListAsync(cancel);
        return [];
    }

    public async Task<IReadOnlyList<FileToReplay>> RejectedInAsync(string source, string kind, string value, CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        // Only values that have kept rows out: a word like "open" may stand in rejected rows of other reasons.
        var spellings = (await (from known in context.MappedValues.AsNoTracking()
                                join origin in context.Sources on known.SourceId equals origin.Id
                                where origin.Name == source && known.Kind == kind && known.RejectedRows > 0
                                select known.Value).ToListAsync(cancel))
            .Where(known => string.Equals(known, ValueMeanings.Kept(value), StringComparison.OrdinalIgnoreCase)).Select(RowProblems.Shown).ToList();
        return spellings.Count == 0 ? [] : await (
            from file in context.ImportedFiles.AsNoTracking()
            join origin in context.Sources on file.SourceId equals origin.Id
            where origin.Name == source && file.State != "undone" && file.Rejected > 0
                && context.RejectedRows.Any(row => row.FileId == file.Id && row.Severity == "rejected" && spellings.Contains(row.Value))
            orderby file.Id descending
            select new FileToReplay(file.Id, file.Name)).ToListAsync(cancel);
    }

    public async Task<long> ResolveAsync(string source, string kind, string value, string meaning, string by, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        value = ValueMeanings.Kept(value);
        meaning = meaning.Trim();
        await CheckAsync(source, kind, value, meaning, cancel);
        int sourceId;
        List<(string Value, string? Before)> spellings;
        await using (var context = store.Open(DataScope.Staff))
        {
            sourceId = await context.Sources.Where(s => s.Name == source).Select(s => s.Id).FirstOrDefaultAsync(cancel);
            var known = await context.MappedValues.AsNoTracking().Where(v => v.SourceId == sourceId && v.Kind == kind).Select(v => new { v.Value, v.Meaning }).ToListAsync(cancel);
            // Imports compare without case, so all spellings that differ in it mean the same.
            spellings = [.. known.Where(v => string.Equals(v.Value, value, StringComparison.OrdinalIgnoreCase)).Select(v => (v.Value, v.Meaning))];
        }

        if (sourceId == 0 || spellings.Count == 0)
            throw new InvalidSettingsException("value", $"No import of '{source}' has met '{value}' as a {kind.Replace('_', ' ')}.");

        // Said first, so that an import that starts meanwhile already knows it; the stored rows follow, and a kill in between is finished by saying it again.
        await SayAsync(sourceId, kind, spellings, meaning, by, changed: null, cancel);
        long changed = 0;
        string? before = spellings.Select(s => s.Before).FirstOrDefault(b => b is not null);
        foreach (var (spelling, _) in spellings)
        {
            await using var rows = new ResolvedRows(store, writers.Open(), sourceId, kind, spelling, meaning, before);
            changed += await rows.ApplyAsync(progress, cancel);
        }

        await SayAsync(sourceId, kind, spellings, meaning, by, changed, cancel);
        return changed;
    }

    private async Task CheckAsync(string source, string kind, string value, string meaning, CancellationToken cancel)
    {
        if (meaning == ValueMeanings.Nothing)
        {
            if (kind == ValueKinds.Vendor)
                throw new InvalidSettingsException("meaning", "A vendor is another vendor, or stays itself.");
            return;
        }

        var meanings = await MeaningsAsync(source, kind, cancel);
        bool staysItself = kind is ValueKinds.Vendor or ValueKinds.Agent && string.Equals(meaning, value, StringComparison.OrdinalIgnoreCase);
        if (!staysItself && !meanings.Contains(meaning, StringComparer.OrdinalIgnoreCase))
            throw new InvalidSettingsException("meaning", meanings.Count == 0 ? $"There is nothing a {kind.Replace('_', ' ')} could mean." : $"'{meaning}' is not known here. Choose one of: {string.Join(", ", meanings.Take(40))}.");
    }

    private async Task SayAsync(int sourceId, string kind, List<(string Value, string? Before)> spellings, string meaning, string by, long? changed, CancellationToken cancel)
    {
        await using var writing = await store.BeginWritingAsync(cancel);
        foreach (var (spelling, _) in spellings)
        {
            var row = await writing.Reporting.MappedValues.FirstAsync(v => v.SourceId == sourceId && v.Kind == kind && v.Value == spelling, cancel);
            row.Meaning = meaning;
            row.ResolvedBy = Protect.Clean(by);
            var now = time.GetUtcNow().UtcDateTime;
            row.ResolvedAt = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
            row.RowsChanged = changed ?? row.RowsChanged;
        }

        await writing.Reporting.SaveChangesAsync(cancel);
        await writing.CommitAsync(cancel);
    }
}
