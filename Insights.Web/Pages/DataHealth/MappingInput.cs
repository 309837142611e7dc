using System.Globalization;

namespace Insights.Web.Pages.DataHealth;

/// <summary>Reads the mapping screen's fields.</summary>
internal static class MappingInput
{
    private const int LongestText = 200;

    /// <summary>The choice "the whole row" among the columns; no header can be it, since headers are trimmed.</summary>
    public const string WholeRow = " row ";

    public static MappingForm Read(IFormCollection form, KindView kind)
    {
        string Text(string name) => form[name].ToString().Trim() is { Length: <= LongestText } text ? text : "";
        // Column names are taken as they are: a header may begin with a blank.
        string Column(string name) => form[name].ToString();
        var fields = new Dictionary<string, FieldForm>(StringComparer.Ordinal);
        foreach (var name in kind.Fields.Select(field => field.Name).Concat(form.Keys.Where(key => key.StartsWith("column.", StringComparison.Ordinal)).Select(key => key["column.".Length..])).Distinct(StringComparer.Ordinal))
        {
            var column = Column("column." + name);
            var words = form["raw." + name].Zip(form["means." + name], (raw, means) => (Raw: raw ?? "", Means: means ?? "")).Where(word => word.Means.Length > 0 && word.Raw.Length > 0)
                .DistinctBy(word => word.Raw).ToDictionary(word => word.Raw, word => word.Means);
            var value = new FieldForm(column == WholeRow ? "" : column, Text("constant." + name), Column("time." + name), Column("zone." + name), column == WholeRow, words);
            if (value.IsSet)
                fields[name] = value;
        }
        return new MappingForm
        {
            Kind = kind.Id,
            Name = Text("name"),
            Id = Text("id"),
            Source = Text("source").ToLowerInvariant(),
            HeaderRow = int.TryParse(form["headerRow"], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row > 0 ? row : null,
            Fields = fields,
            Zone = Text("zone"),
            Dates = Text("dates"),
            Amounts = Text("amounts"),
            Negatives = Text("negatives"),
            Currencies = Text("currencies"),
            Currency = Text("currency").ToUpperInvariant(),
            Encoding = Text("encoding"),
        };
    }
}
