using System.Diagnostics.CodeAnalysis;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>The layouts a request's files may have: all that the installation knows, or the one that was named.</summary>
internal sealed record FormatChoice(FormatProfile? Wanted, IReadOnlyList<FormatProfile> All, IReadOnlyList<string> Problems)
{
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

        var catalog = new FormatCatalog(dataDirectory, request.Settings, mapping);
        string? id = mapping?.Id ?? request.Format;
        var wanted = id is null ? null : catalog.Find(id);
        if (id is not null && wanted is null)
        {
            refused = $"There is no format '{Protect.Clean(id)}'. Known: {string.Join(", ", catalog.All.Select(f => f.Id))}.";
            if (catalog.Problems.Count > 0)
                refused += " " + string.Join(" ", catalog.Problems);
            return false;
        }

        choice = new FormatChoice(wanted, catalog.All, catalog.Problems);
        return true;
    }
}
