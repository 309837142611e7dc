namespace Insights.Import.Sources;

/// <summary>An installation's own mappings as documents of the data directory.</summary>
internal static class MappingFiles
{
    public static IReadOnlyList<MappedFormat> Read(string dataDirectory, out IReadOnlyList<string> problems)
    {
        var mappings = new List<MappedFormat>();
        var said = new List<string>();
        problems = said;
        string folder = Folder(dataDirectory);
        if (!Directory.Exists(folder))
            return mappings;
        foreach (string path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                var mapping = MappedFormat.Parse(File.ReadAllText(path));
                if (mappings.Exists(m => string.Equals(m.Id, mapping.Id, StringComparison.OrdinalIgnoreCase)))
                    said.Add($"mappings/{Path.GetFileName(path)} has the id of another mapping, {mapping.Id}, and is not used.");
                else
                    mappings.Add(mapping);
            }
            catch (FileNotFoundException)
            {
                // Deleted on screen after the folder was listed.
            }
            catch (Exception problem) when (problem is InvalidSettingsException or IOException or UnauthorizedAccessException)
            {
                said.Add($"mappings/{Path.GetFileName(path)} cannot be used: {problem.Message}");
            }
        }

        return mappings;
    }

    public static void Save(string dataDirectory, MappedFormat mapping)
    {
        mapping.Validate();
        SettingsDocument.Save(PathOf(dataDirectory, mapping.Id), mapping);
    }

    public static void Delete(string dataDirectory, string id) => File.Delete(PathOf(dataDirectory, id));

    private static string Folder(string dataDirectory) => Path.Combine(dataDirectory, "mappings");

    private static string PathOf(string dataDirectory, string id)
    {
        Directory.CreateDirectory(Folder(dataDirectory));
        return Path.Combine(Folder(dataDirectory), Path.GetFileName(id.ToLowerInvariant()) + ".json");
    }
}
