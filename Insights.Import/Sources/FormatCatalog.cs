namespace Insights.Import.Sources;

/// <summary>The layouts of one installation: ours, and its own mappings under <c>mappings/</c> of the data directory. Read afresh for each import, so that a document put there by hand counts at once.</summary>
internal sealed class FormatCatalog
{
    private readonly SourceFiles _sources;
    private readonly SourceSettings? _given;

    /// <summary>Each source's, read once for its formats.</summary>
    private readonly Dictionary<string, SourceSettings?> _settings = new(StringComparer.Ordinal);

    /// <param name="given">Settings given to this import; they take the place of the sources' own.</param>
    /// <param name="mapping">A mapping given to this import.</param>
    public FormatCatalog(string dataDirectory, SourceSettings? given = null, MappedFormat? mapping = null)
    {
        _sources = new SourceFiles(dataDirectory);
        _given = given;
        Mappings = MappingFiles.Read(dataDirectory, out var problems);
        Problems = problems;
        var own = Mappings.Select(MappedProfile.Of);
        if (mapping is not null)
            own = own.Where(p => !string.Equals(p.Id, mapping.Id, StringComparison.OrdinalIgnoreCase)).Append(MappedProfile.Of(mapping));
        FormatProfile[] all = [.. Formats.All.Concat(own).Select(WithColumnNames)];
        // The very list, where nothing is settled that changes it: what is worked out from all names of columns then holds for every import.
        All = all.Length == Formats.All.Count && all.Zip(Formats.All).All(f => ReferenceEquals(f.First, f.Second)) ? Formats.All : all;
    }

    /// <summary>Ours first. Columns go by the further names that the settings of the format's usual source give them.</summary>
    public IReadOnlyList<FormatProfile> All { get; }

    public IReadOnlyList<MappedFormat> Mappings { get; }

    /// <summary>Mappings of the data directory that cannot be read, each in a sentence.</summary>
    public IReadOnlyList<string> Problems { get; }

    public FormatProfile? Find(string id) => All.FirstOrDefault(f => string.Equals(f.Id, id, StringComparison.OrdinalIgnoreCase));

    private FormatProfile WithColumnNames(FormatProfile profile)
    {
        try
        {
            if (!_settings.TryGetValue(profile.DefaultSource, out var settings))
                _settings[profile.DefaultSource] = settings = _given ?? _sources.Read(profile.DefaultSource);
            if (settings is null)
                return profile;
            profile = SourceRules.Renamed(profile, settings);
            return settings.Formats is { } formats && formats.TryGetValue(profile.Id, out var own) ? SourceRules.Renamed(profile, own) : profile;
        }
        catch (InvalidSettingsException)
        {
            // Told when a file of this source is imported; the files of others are none of its business.
            return profile;
        }
    }
}
