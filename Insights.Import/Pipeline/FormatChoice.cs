using System.Diagnostics.CodeAnalysis;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>The layouts a request's files may have: all that the installation knows, or the one that was named.</summary>
internal sealed record FormatChoice(FormatProfile? Wanted, IReadOnlyList<FormatProfile> All, IReadOnlyList<string> Problems)
{
    public required TextChoice Text { get; init; }

    /// <summary>Of single tables, by name.</summary>
    private IReadOnlyDictionary<string, FormatProfile> Chosen { get; init; } = new Dictionary<string, FormatProfile>();

    /// <summary>The layout that was named for a table; null: recognised.</summary>
    public FormatProfile? WantedFor(string name) => Chosen.GetValueOrDefault(name) ?? Wanted;

    /// <param name="refused">For a person: there is no such format, or the mapping given cannot be used.</param>
    public static bool TryFor(ImportRequest request, string dataDirectory, [NotNullWhen(true)] out FormatChoice? choice, [NotNullWhen(false)] out string? refused)
    {
        choice = null;
        refused = null;
        var mapping = request.Mapping ?? request.Settings?.Mapping;
        try
        {
            mapping?.Validate();
            request.Settings?.Validate();
        }
        catch (InvalidSettingsException problem)
        {
            refused = $"The settings given to this import cannot be used: {problem.Message} Nothing was imported.";
            return false;
        }

        string? unknown = request.Choices.Values.Select(c => c.Encoding).Append(request.Encoding).FirstOrDefault(e => e is not null && !Reading.TextEncoding.IsKnown(e));
        if (unknown is not null)
        {
            refused = $"There is no encoding named '{Protect.Clean(unknown)}'. Write one like utf-8, utf-16, windows-1252, windows-1251, iso-8859-2, shift_jis or gb18030. Nothing was imported.";
            return false;
        }

        var catalog = new FormatCatalog(dataDirectory, request.Settings, mapping);
        string? id = mapping?.Id ?? request.Format;
        var wanted = id is null ? null : catalog.Find(id);
        var chosen = new Dictionary<string, FormatProfile>(StringComparer.Ordinal);
        // A mapping that is being tried is tried on what had another format chosen, too.
        foreach (var (table, own) in request.Choices.Where(choice => choice.Value.Format is not null && mapping is null))
        {
            if (catalog.Find(own.Format!) is { } known)
                chosen[table] = known;
            else
                id = own.Format;
        }

        if (id is not null && catalog.Find(id) is null)
        {
            refused = $"There is no format '{Protect.Clean(id)}'. Known: {string.Join(", ", catalog.All.Select(f => f.Id))}.";
            if (catalog.Problems.Count > 0)
                refused += " " + string.Join(" ", catalog.Problems);
            return false;
        }

        choice = new FormatChoice(wanted, catalog.All, catalog.Problems) { Chosen = chosen, Text = new TextChoice(request, dataDirectory, catalog.Mappings) };
        return true;
    }
}
