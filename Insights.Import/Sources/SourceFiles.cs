namespace Insights.Import.Sources;

/// <summary>The settings of sources as documents of the data directory.</summary>
internal sealed class SourceFiles(string dataDirectory)
{
    /// <summary>A source's name may come from the command line or a form; it names a file of this folder and nothing else.</summary>
    public string PathOf(string source) => Path.Combine(dataDirectory, "sources", Path.GetFileName(source.Trim().ToLowerInvariant()) + ".json");

    /// <exception cref="InvalidSettingsException">The document cannot be understood; importing without it would read the source's files wrongly.</exception>
    public SourceSettings? Read(string source)
    {
        if (source.Length == 0)
            return null;
        string path = PathOf(source);
        return File.Exists(path) ? SettingsDocument.ReadSource(path) : null;
    }

    /// <summary>All documents that can be read; one that cannot is told when a file of its source is imported.</summary>
    public IEnumerable<SourceSettings> All()
    {
        string folder = Path.Combine(dataDirectory, "sources");
        foreach (string path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            SourceSettings? settings = null;
            try
            {
                settings = SettingsDocument.ReadSource(path);
            }
            catch (InvalidSettingsException)
            {
                // Somebody else's.
            }

            if (settings is not null)
                yield return settings;
        }
    }

    public void Save(string source, SourceSettings settings)
    {
        if (source.Trim().Length is 0 or > 60 || source.Trim() != Path.GetFileName(source.Trim()))
            throw new InvalidSettingsException("source", "A source's name is a short word, like stripe or help-desk.");
        if (settings.Mapping is not null)
            throw new InvalidSettingsException("mapping", "A mapping is saved by itself; settings of a source have none.");
        settings.Validate();
        SettingsDocument.Save(PathOf(source), settings with { Source = null });
    }
}
