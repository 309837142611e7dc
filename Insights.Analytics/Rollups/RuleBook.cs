using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups;

/// <summary>
/// Which wording of policies and calendars clocks are derived by. While nothing has been decided, whatever is stored counts as it says. From then on a version
/// that reaches into the past counts from the moment it was found, until somebody approves what that would change (<see cref="Queries.IRuleChanges"/>).
/// </summary>
internal static class RuleBook
{
    /// <summary>Between the press of the button and the file that comes of it.</summary>
    private static readonly TimeSpan s_saving = TimeSpan.FromMinutes(1);

    /// <summary>What is stored, in the form of the book.</summary>
    public static async Task<List<RuleInForce>> StoredAsync(ReportingDbContext reporting, CancellationToken cancel)
    {
        var calendars = await reporting.BusinessCalendars.AsNoTracking().OrderBy(row => row.Code).ThenBy(row => row.Version).ToListAsync(cancel);
        var policies = await reporting.SlaPolicies.AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Code).ThenBy(row => row.Version).ToListAsync(cancel);
        var files = calendars.Select(row => row.FileId).Concat(policies.Select(row => row.FileId)).Distinct().ToArray();
        var saved = await reporting.ImportedFiles.AsNoTracking().Where(file => files.Contains(file.Id)).ToDictionaryAsync(file => file.Id, file => (DateTime?)file.StartedAt, cancel);
        return
        [
            .. calendars.Select(row => new RuleInForce { Kind = RuleInForce.Calendar, Code = row.Code, Version = row.Version, Name = row.Name, ValidFrom = row.ValidFrom, DefinitionJson = row.DefinitionJson, SavedAt = saved.GetValueOrDefault(row.FileId) }),
            .. policies.Select(row => new RuleInForce
            {
                Kind = RuleInForce.Policy, Code = row.Code, Version = row.Version, Name = row.Name, Position = row.Position, ValidFrom = row.ValidFrom,
                DefinitionJson = row.DefinitionJson, SavedAt = saved.GetValueOrDefault(row.FileId),
            }),
        ];
    }

    /// <summary>What clocks are derived by; what is stored where nothing has been derived yet.</summary>
    public static async Task<List<RuleInForce>> InForceAsync(ReportingDbContext reporting, AnalyticsDbContext analytics, CancellationToken cancel)
    {
        var book = await analytics.RulesInForce.AsNoTracking().ToListAsync(cancel);
        return book.Count > 0 ? book : await StoredAsync(reporting, cancel);
    }

    /// <summary>The book as it is to be from now on, given what is stored.</summary>
    /// <param name="anythingDecided">Whether any clock has a verdict yet.</param>
    public static List<RuleInForce> Continued(IReadOnlyList<RuleInForce> book, IReadOnlyList<RuleInForce> stored, bool anythingDecided, DateTime now)
    {
        if (!anythingDecided || !book.Any(row => row.Kind == RuleInForce.Policy))
            return [.. stored];
        var next = new List<RuleInForce>();
        foreach (var version in stored)
        {
            var revisions = book.Where(row => row.Kind == version.Kind && row.Code == version.Code && row.Version == version.Version).OrderBy(row => row.Revision).ToList();
            var same = revisions.FindLastIndex(row => row.SaysTheSameAs(version));
            // A wording that comes back is a change that was taken back: what was written in between goes.
            if (same >= 0)
            {
                next.AddRange(revisions[..(same + 1)]);
                continue;
            }

            // What has not begun yet has decided nothing.
            revisions.RemoveAll(row => row.HoldsFrom >= now);
            next.AddRange(revisions);
            // A calendar that policies have named all along and that arrives now is missing data, not a change of the rules.
            var wasMissing = version.Kind == RuleInForce.Calendar && !book.Any(row => row.Kind == RuleInForce.Calendar && row.Code == version.Code);
            // "From now on" is the instant of saving, a little before it is found here.
            var reachesBack = !wasMissing && !(version.ValidFrom >= now || version.ValidFrom >= version.SavedAt - s_saving);
            next.Add(new()
            {
                Kind = version.Kind,
                Code = version.Code,
                Version = version.Version,
                Revision = revisions.Count == 0 ? 1 : revisions[^1].Revision + 1,
                Name = version.Name,
                Position = version.Position,
                ValidFrom = version.ValidFrom,
                DefinitionJson = version.DefinitionJson,
                CountsFrom = reachesBack ? now : null,
                Past = reachesBack ? RuleInForce.Undecided : null,
            });
        }

        return next;
    }

    /// <summary>The book once everything undecided counts from where it says; wordings it replaces are gone.</summary>
    public static List<RuleInForce> Approved(IReadOnlyList<RuleInForce> book)
    {
        var approved = new List<RuleInForce>();
        foreach (var revisions in book.GroupBy(row => (row.Kind, row.Code, row.Version)))
        {
            var last = revisions.MaxBy(row => row.Revision)!;
            if (last.Past != RuleInForce.Undecided)
                approved.AddRange(revisions);
            else
                approved.Add(With(last, null, null));
        }

        return approved;
    }

    /// <summary>The book once nothing undecided shall count for the past.</summary>
    public static List<RuleInForce> Discarded(IReadOnlyList<RuleInForce> book) =>
        [.. book.Select(row => row.Past == RuleInForce.Undecided ? With(row, row.CountsFrom, RuleInForce.Kept) : row)];

    /// <summary>Whether two books are the same, in any order.</summary>
    public static bool AreEqual(IReadOnlyCollection<RuleInForce> one, IReadOnlyCollection<RuleInForce> other) =>
        one.Count == other.Count && one.Select(Key).ToHashSet().SetEquals(other.Select(Key));

    /// <summary>Writes the book; the caller commits.</summary>
    public static async Task WriteAsync(AnalyticsDbContext analytics, IReadOnlyCollection<RuleInForce> book, CancellationToken cancel)
    {
        await analytics.RulesInForce.ExecuteDeleteAsync(cancel);
        analytics.RulesInForce.AddRange(book.Select(row => With(row, row.CountsFrom, row.Past)));
        await analytics.SaveChangesAsync(cancel);
        analytics.ChangeTracker.Clear();
    }

    private static object Key(RuleInForce row) =>
        (row.Kind, row.Code, row.Version, row.Revision, row.Name, row.Position, row.ValidFrom?.Ticks, (row.DefinitionJson, row.CountsFrom?.Ticks, row.Past));

    private static RuleInForce With(RuleInForce row, DateTime? countsFrom, string? past) => new()
    {
        Kind = row.Kind,
        Code = row.Code,
        Version = row.Version,
        Revision = row.Revision,
        Name = row.Name,
        Position = row.Position,
        ValidFrom = row.ValidFrom,
        DefinitionJson = row.DefinitionJson,
        CountsFrom = countsFrom,
        Past = past,
    };
}
