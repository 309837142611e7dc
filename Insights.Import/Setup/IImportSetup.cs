namespace Insights.Import;

/// <summary>Everything around an import that a person settles: formats, a file's preview, settings of sources, mappings of own tables.</summary>
public interface IImportSetup
{
    /// <summary>Every layout that is recognised, our own mappings last.</summary>
    IReadOnlyList<FormatDescription> Formats { get; }

    /// <summary>What an import of this file would do, up to the first rows; writes nothing. Reads the file through <see cref="ImportRequest.Open"/>.</summary>
    /// <param name="request">Source, format, settings and mapping as they would be given to the import; its paths are not looked at.</param>
    Task<FilePreview> PreviewAsync(ImportRequest request, string path, CancellationToken cancel = default);

    /// <summary>The settings of a source; null when it has none.</summary>
    /// <exception cref="InvalidSettingsException">The document in the data directory cannot be understood.</exception>
    SourceSettings? Settings(string source);

    /// <exception cref="InvalidSettingsException">With the property.</exception>
    Task SaveSettingsAsync(string source, SourceSettings settings, CancellationToken cancel = default);

    /// <summary>By name.</summary>
    IReadOnlyList<MappedFormat> Mappings { get; }

    /// <exception cref="InvalidSettingsException">With the property.</exception>
    Task SaveMappingAsync(MappedFormat mapping, CancellationToken cancel = default);

    /// <summary>Rows that were imported with it stay.</summary>
    Task DeleteMappingAsync(string id, CancellationToken cancel = default);

    /// <summary>A first mapping by the likeness of headers and by sample values, to be checked by a person; amounts, dates and zone only where the samples prove them.</summary>
    /// <param name="kind">As <see cref="MappedFormat.Kind"/>.</param>
    MappedFormat SuggestMapping(FilePreview preview, string kind);
}
