using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.DataHealth;

/// <summary>An own table, mapped once: which kind of rows it holds, and where each field comes from. Tried with the import's own code before it is saved.</summary>
[Authorize(Policies.Operators)]
internal sealed class MapModel(IImports imports, IImportGuide guide, AuditLog audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string UploadId { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "file")]
    public int FileIndex { get; set; }

    /// <summary>Which table of an archive or a workbook; empty: the file itself.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Table { get; set; }

    public PreviewView Preview { get; private set; } = null!;

    public IReadOnlyList<KindView> Kinds { get; private set; } = [];

    public KindView? Kind { get; private set; }

    public MappingForm? Form { get; private set; }

    /// <summary>Needed and already mapped first; the rest folded away.</summary>
    public IReadOnlyList<MappingLine> First { get; private set; } = [];

    public IReadOnlyList<MappingLine> Rest { get; private set; } = [];

    /// <summary>The file's first rows under this mapping.</summary>
    public PreviewView? Tried { get; private set; }

    public string? Problem { get; private set; }

    public IReadOnlyList<string> ZoneIds => Zones.All;

    public IReadOnlyList<string> NotRead { get; private set; } = [];

    public string Here => FormattableString.Invariant($"/data-health/uploads/{UploadId}/files/{FileIndex}/map");

    public async Task<IActionResult> OnGetAsync([FromQuery] string? kind, CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
            return NotFound();
        // A table that was mapped before comes back as it was mapped.
        kind ??= guide.Mappings.FirstOrDefault(mapping => mapping.Id == Preview.Format)?.Kind;
        if (Kinds.FirstOrDefault(known => known.Id == kind) is { } chosen && await guide.SuggestAsync(UploadId, FileIndex, Preview.File, chosen.Id, cancel) is { } form)
            Show(chosen, form.Encoding.Length == 0 && (await imports.FindAsync(UploadId, cancel))!.Choices.GetValueOrDefault(Preview.File) is { Encoding: { Length: > 0 } encoding } ? form with { Encoding = encoding } : form);
        return Page();
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Read() is not { } form)
            return NotFound();
        try
        {
            Tried = await guide.TryAsync(UploadId, FileIndex, Preview.File, form, cancel);
        }
        catch (NotSettledException wrong)
        {
            Refuse(wrong);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || Read() is not { } form)
            return NotFound();
        try
        {
            await guide.SaveMappingAsync(form, cancel);
        }
        catch (NotSettledException wrong)
        {
            Refuse(wrong);
            return Page();
        }
        // Another format chosen for this table would hide the mapping.
        if ((await imports.FindAsync(UploadId, cancel))!.Choices.GetValueOrDefault(Preview.File) is { Format.Length: > 0 } choice)
            await imports.ChooseAsync(UploadId, Preview.File, choice with { Format = "" }, cancel);
        await audit.RecordAsync(HttpContext, AuditActions.SettingsChanged, $"mapping {form.Name} of {Preview.File} to {form.Kind}");
        await imports.CheckAsync(UploadId, cancel);
        return LocalRedirect("/data-health/uploads/" + UploadId);
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await imports.FindAsync(UploadId, cancel) is not { Stage: ImportStage.Checked } || await guide.PreviewAsync(UploadId, FileIndex, cancel) is not { } file
            || (string.IsNullOrEmpty(Table) ? file : file.Table(Table)) is not { } table)
            return false;
        Preview = table;
        Kinds = guide.Kinds;
        ViewData["Title"] = "Map columns";
        return true;
    }

    private void Refuse(NotSettledException wrong)
    {
        Problem = wrong.Message;
        Response.StatusCode = StatusCodes.Status400BadRequest;
    }

    private MappingForm? Read()
    {
        if (Kinds.FirstOrDefault(known => known.Id == Request.Form["kind"]) is not { } kind)
            return null;
        var form = MappingInput.Read(Request.Form, kind);
        Show(kind, form);
        return form;
    }

    private void Show(KindView kind, MappingForm form)
    {
        (Kind, Form) = (kind, form);
        var lines = MappingLine.Of(kind, form, Preview.Columns);
        First = [.. lines.Where(line => line.Field.IsRequired || line.Value.IsSet)];
        Rest = [.. lines.Where(line => !line.Field.IsRequired && !line.Value.IsSet)];
        var read = form.Fields.Values.SelectMany(value => new[] { value.Column, value.TimeColumn, value.ZoneColumn }).ToHashSet(StringComparer.Ordinal);
        NotRead = [.. Preview.Columns.Select(column => column.Header).Where(header => header.Length > 0 && !read.Contains(header))];
    }
}

/// <summary>One field of the mapping screen.</summary>
internal sealed record MappingLine(FieldView Field, FieldForm Value, IReadOnlyList<ColumnView> Columns)
{
    public string Title => Field.Name.Replace('_', ' ');

    public string Hint => (Field.Meaning.Length > 0 ? Field.Meaning.TrimEnd('.') + ". " : "") + (Field.Example.Length > 0 ? $"For example {Field.Example}." : "");

    public bool IsMoment => Field.Type == "instant";

    public bool MayBeWholeRow => Field.Type == "id";

    /// <summary>The column's values with what each means; empty for fields without a vocabulary.</summary>
    public IReadOnlyList<(string Raw, string Meaning)> Words { get; private init; } = [];

    public static IReadOnlyList<MappingLine> Of(KindView kind, MappingForm form, IReadOnlyList<ColumnView> columns) =>
    [
        .. kind.Fields.Select(field =>
        {
            var value = form.Fields.GetValueOrDefault(field.Name, FieldForm.Empty);
            var samples = field.Words.Count > 0 ? columns.FirstOrDefault(column => column.Header == value.Column)?.Samples ?? [] : [];
            return new MappingLine(field, value, columns) { Words = [.. samples.Concat(value.Words.Keys).Distinct(StringComparer.Ordinal).Select(raw => (raw, value.Words.GetValueOrDefault(raw, "")))] };
        }),
        // What a mapping names beyond the kind's own fields (currencies of a table of rates) is kept.
        .. form.Fields.Where(extra => kind.Fields.All(field => field.Name != extra.Key)).Select(extra => new MappingLine(new FieldView(extra.Key, false, "text", [], "", ""), extra.Value, columns)),
    ];
}
