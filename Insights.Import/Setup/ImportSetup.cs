using Insights.Import.Pipeline;
using Insights.Import.Sources;
using Insights.Import.Sources.Canonical;
using Insights.Import.Store;

namespace Insights.Import;

/// <inheritdoc cref="IImportSetup"/>
internal sealed class ImportSetup(ILedger ledger, StoreOptions options, ImportLimits limits) : IImportSetup
{
    public IReadOnlyList<FormatDescription> Formats => [.. new FormatCatalog(options.DataDirectory).All.Select(Describe)];

    public IReadOnlyList<MappedFormat> Mappings => [.. MappingFiles.Read(options.DataDirectory, out _).OrderBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase)];

    public Task<FilePreview> PreviewAsync(ImportRequest request, string path, CancellationToken cancel = default) =>
        Task.Run(() => new FilePreviewing(request, options.DataDirectory, limits, source => ledger.MeaningsAsync(source, cancel).GetAwaiter().GetResult()).Of(path, cancel), cancel);

    public SourceSettings? Settings(string source) => new SourceFiles(options.DataDirectory).Read(source);

    public Task SaveSettingsAsync(string source, SourceSettings settings, CancellationToken cancel = default) =>
        Task.Run(() => new SourceFiles(options.DataDirectory).Save(source, settings), cancel);

    public Task SaveMappingAsync(MappedFormat mapping, CancellationToken cancel = default) =>
        Task.Run(() => MappingFiles.Save(options.DataDirectory, mapping), cancel);

    public Task DeleteMappingAsync(string id, CancellationToken cancel = default) =>
        Task.Run(() => MappingFiles.Delete(options.DataDirectory, id), cancel);

    public MappedFormat SuggestMapping(FilePreview preview, string kind) => MappingSuggestion.Of(preview, kind);

    private static FormatDescription Describe(FormatProfile profile)
    {
        string kind = profile.IsMapped ? "" : CanonicalKinds.Of(profile);
        return new FormatDescription(
            profile.Id, profile.Title, kind, profile.DefaultSource, profile.IsMapped, profile.Shape == RecordShape.Json ? "json" : "csv",
            [.. profile.Fields.Select(f => Describe(f, kind))], CanonicalFields.Template(kind));
    }

    private static FieldDescription Describe(FieldRule field, string kind)
    {
        var known = CanonicalFields.Find(kind, field.Name);
        return new FieldDescription(field.Name, field.Headers, field.IsRequired, known?.Type ?? "text", known?.Vocabulary?.Canonical ?? [], known?.Meaning ?? "", known?.Example ?? "");
    }
}
