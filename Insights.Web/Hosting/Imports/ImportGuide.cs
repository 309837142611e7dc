using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>Previews, mappings and settings of sources, between the import's own words and the screens'.</summary>
internal sealed class ImportGuide(ImportDesk desk, UploadSpool spool, IImportSetup setup) : IImportGuide
{
    public IReadOnlyList<KindView> Kinds =>
    [
        .. setup.Formats.Where(format => format.Kind.Length > 0).Select(format => new KindView(
            format.Kind, format.Title,
            // Without it the newest import wins; a user's own table need not have it.
            [.. format.Fields.Select(rule => new FieldView(rule.Name, rule.IsRequired && rule.Name != "updated_at", rule.Type, rule.Words, rule.Meaning, rule.Example))],
            format.Template)),
    ];

    public bool KnowsEncoding(string name) => SourceSettings.IsEncoding(name);

    public IReadOnlyList<FormatView> Formats =>
        [.. setup.Formats.OrderBy(format => format.Kind.Length == 0).ThenBy(format => format.Title, StringComparer.CurrentCultureIgnoreCase).Select(format => new FormatView(format.Id, format.Title, format.Source))];

    public IReadOnlyList<SavedMapping> Mappings => [.. setup.Mappings.Select(mapping => new SavedMapping(
        mapping.Id, mapping.Name, mapping.Kind, mapping.Source ?? mapping.Id, mapping.Fields.Values.SelectMany(place => new[] { place.Column, place.TimeColumn, place.ZoneColumn }).Where(column => column is not null).Distinct(StringComparer.Ordinal).Count()))];

    public async Task<PreviewView?> PreviewAsync(string importId, int file, CancellationToken cancel = default) =>
        await RawAsync(importId, file, cancel) is { } preview ? GuideWords.Of(preview) : null;

    public async Task<MappingForm?> SuggestAsync(string importId, int file, string table, string kind, CancellationToken cancel = default)
    {
        if (await RawAsync(importId, file, cancel) is not { } whole || Table(whole, table) is not { } preview)
            return null;
        // A table that is mapped already is shown as it is mapped.
        var saved = setup.Mappings.FirstOrDefault(mapping => mapping.Id == preview.Format && mapping.Kind == kind);
        return MappingForms.Of(saved ?? Settled(() => setup.SuggestMapping(preview, kind)));
    }

    public async Task<PreviewView?> TryAsync(string importId, int file, string table, MappingForm mapping, CancellationToken cancel = default)
    {
        var draft = Settled(() =>
        {
            var made = MappingForms.ToMapping(mapping);
            made.Validate();
            return made;
        });
        if (PathOf(importId, file) is not { } path)
            return null;
        var preview = await setup.PreviewAsync(Request(path) with { Mapping = draft }, path, cancel);
        return GuideWords.Of(Table(preview, table) ?? preview);
    }

    public async Task SaveMappingAsync(MappingForm mapping, CancellationToken cancel = default)
    {
        try
        {
            await setup.SaveMappingAsync(MappingForms.ToMapping(mapping), cancel);
        }
        catch (InvalidSettingsException wrong)
        {
            throw new NotSettledException(wrong.Message);
        }
    }

    public Task DeleteMappingAsync(string id, CancellationToken cancel = default) => setup.DeleteMappingAsync(id, cancel);

    public async Task AnswerAsync(string source, string setting, string answer, CancellationToken cancel = default)
    {
        var known = Settled(() => setup.Settings(source)) ?? new SourceSettings();
        await SaveAsync(source, setting switch
        {
            "zone" => known with { Zone = answer },
            "dates" => known with { Dates = answer },
            "amounts" => known with { Amounts = answer },
            "currencies" => known with { Currencies = answer },
            "currency" => known with { Currency = answer.ToUpperInvariant() },
            "test_rows" => known with { TestRows = answer },
            "vendor" => known with { Vendor = new VendorSettings { Constant = answer } },
            _ => throw new NotSettledException($"There is no setting '{setting}'."),
        }, cancel);
    }

    public SourceForm Source(string source) => SourceForms.Of(Settled(() => setup.Settings(source)) ?? new SourceSettings());

    public Task SaveSourceAsync(string source, SourceForm form, CancellationToken cancel = default) =>
        SaveAsync(source, Settled(() => SourceForms.Apply(setup.Settings(source) ?? new SourceSettings(), form)), cancel);

    private async Task SaveAsync(string source, SourceSettings settings, CancellationToken cancel)
    {
        try
        {
            await setup.SaveSettingsAsync(source, settings, cancel);
        }
        catch (InvalidSettingsException wrong)
        {
            throw new NotSettledException(wrong.Message);
        }
    }

    private async Task<FilePreview?> RawAsync(string importId, int file, CancellationToken cancel)
    {
        if (desk.Live(importId) is not { } live || PathOf(importId, file) is not { } path)
            return null;
        return await live.PreviewAsync(file, () => setup.PreviewAsync(ImportQueue.PreviewOf(live.View, path, spool), path, cancel));
    }

    private static FilePreview? Table(FilePreview file, string name) => file.File == name ? file : file.Parts.FirstOrDefault(part => part.File == name);

    private ImportRequest Request(string path) => new() { Paths = [path], Open = spool.Open, DryRun = true };

    private string? PathOf(string importId, int file) =>
        desk.Live(importId) is { View.HasEnded: false, Files: var files } && file >= 0 && file < files.Count ? files[file].Path : null;

    private static T Settled<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidSettingsException wrong)
        {
            throw new NotSettledException(wrong.Message);
        }
    }
}
