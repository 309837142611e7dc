using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>
/// In which encoding a person says texts are: of one table whatever its bytes say, and of a source's files where their bytes prove none. Without either
/// such a file is read as Windows-1252 and says that this is a guess.
/// </summary>
internal sealed class TextChoice(ImportRequest request, string dataDirectory, IReadOnlyList<MappedFormat> mappings)
{
    private IReadOnlyList<string>? _settled;

    /// <summary>Chosen for a table; null: seen from its bytes.</summary>
    public string? Named(string table) => request.Choices.GetValueOrDefault(table)?.Encoding ?? request.Encoding;

    /// <summary>Set for the source of a recognised file, or by its mapping.</summary>
    public string? Settled(string table, FormatProfile profile)
    {
        try
        {
            var settings = request.Settings ?? new SourceFiles(dataDirectory).Read(FilePlan.SourceOf(request.For(table), profile));
            return settings?.Formats?.FirstOrDefault(f => string.Equals(f.Key, profile.Id, StringComparison.OrdinalIgnoreCase)).Value?.Encoding ?? settings?.Encoding ?? profile.Mapping?.Settings?.Encoding;
        }
        catch (InvalidSettingsException)
        {
            // Refuses the file where its plan is made.
            return null;
        }
    }

    /// <summary>Every encoding that is set anywhere: a table whose headers are of another script is known only once it is read in its own.</summary>
    public IReadOnlyList<string> AllSettled => _settled ??=
        [.. new SourceSettings?[] { request.Settings, (request.Mapping ?? request.Settings?.Mapping)?.Settings }.Concat(new SourceFiles(dataDirectory).All()).Concat(mappings.Select(m => m.Settings)).OfType<SourceSettings>()
            .SelectMany(s => (s.Formats?.Values.Select(f => f.Encoding) ?? []).Prepend(s.Encoding)).OfType<string>().Where(TextEncoding.IsKnown).Distinct(StringComparer.OrdinalIgnoreCase)];
}
