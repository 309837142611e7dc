using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>A mapping as its screen holds it, and back.</summary>
internal static class MappingForms
{
    public static MappingForm Of(MappedFormat mapping) => new()
    {
        Kind = mapping.Kind,
        Name = mapping.Name,
        Id = mapping.Id,
        Source = mapping.Source ?? "",
        HeaderRow = mapping.HeaderRow,
        Fields = mapping.Fields.ToDictionary(field => field.Key, field => new FieldForm(
            field.Value.Column ?? "", field.Value.Constant ?? "", field.Value.TimeColumn ?? "", field.Value.ZoneColumn ?? "", field.Value.WholeRow == true, field.Value.Words ?? new Dictionary<string, string>())),
        Zone = mapping.Settings?.Zone ?? "",
        Dates = mapping.Settings?.Dates ?? "",
        Amounts = mapping.Settings?.Amounts ?? "",
        Negatives = mapping.Settings?.Negatives ?? "",
        Currencies = mapping.Settings?.Currencies ?? "",
        Currency = mapping.Settings?.Currency ?? "",
        Encoding = mapping.Settings?.Encoding ?? "",
    };

    public static MappedFormat ToMapping(MappingForm form) => new()
    {
        Id = form.Id.Length > 0 ? form.Id : MappedFormat.IdOf(form.Name),
        Name = form.Name,
        Kind = form.Kind,
        Source = Text(form.Source),
        HeaderRow = form.HeaderRow,
        Fields = form.Fields.Where(field => field.Value.IsSet).ToDictionary(field => field.Key, field => new MappedField
        {
            Column = Text(field.Value.Column),
            Constant = field.Value.Column.Length > 0 || field.Value.WholeRow ? null : Text(field.Value.Constant),
            TimeColumn = Text(field.Value.TimeColumn),
            ZoneColumn = Text(field.Value.ZoneColumn),
            WholeRow = field.Value.WholeRow && field.Value.Column.Length == 0 ? true : null,
            Words = field.Value.Words.Count > 0 ? field.Value.Words : null,
        }),
        Settings = new SourceSettings { Zone = Text(form.Zone), Dates = Text(form.Dates), Amounts = Text(form.Amounts), Negatives = Text(form.Negatives), Currencies = Text(form.Currencies), Currency = Text(form.Currency), Encoding = Text(form.Encoding) },
    };

    private static string? Text(string value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
