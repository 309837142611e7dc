using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Import;

namespace Insights.Web.Hosting.Verbs;

/// <summary>A file's preview on a terminal and as JSON: what it was taken for and why, what is in force, what is asked.</summary>
internal static class PreviewText
{
    private const int ShownRows = 3;

    public static void Write(FilePreview preview, TextWriter output)
    {
        output.WriteLine(preview.Format is null
            ? $"{preview.File}: not recognised"
            : string.Create(CultureInfo.InvariantCulture, $"{preview.File}: {preview.FormatTitle} ({preview.Format}), {preview.Confidence} % sure · source {preview.Source}"));
        foreach (var reason in preview.Reasons)
            output.WriteLine("  " + reason);
        var others = preview.Others.Where(o => o.Missing.Count > 0).Take(2).ToList();
        if (preview.Format is null && others.Count > 0)
            output.WriteLine("  Near: " + string.Join("; ", others.Select(o => $"{o.Title} lacks {string.Join(", ", o.Missing)}")));
        output.WriteLine($"  {preview.Encoding}{(preview.Dialect.Length == 0 ? "" : ", " + preview.Dialect)}{(preview.HeaderRow > 1 ? $", header in row {preview.HeaderRow}" : "")}");
        foreach (var setting in preview.Settings)
            output.WriteLine($"  {setting.Title}: {setting.Value} ({From(setting.From)})");
        foreach (var question in preview.Questions)
            output.WriteLine($"  ? {question.Text}{(question.Choices.Count == 0 ? "" : $" [{string.Join(", ", question.Choices)}]")}");
        foreach (var row in preview.Rows.Take(ShownRows))
        {
            foreach (var fact in row.Facts)
                output.WriteLine($"  line {row.Line}: {fact.Kind} {string.Join(", ", fact.Fields.Take(8).Select(f => $"{f.Key} {f.Value}"))}");
        }
    }

    public static JsonObject ToJson(FilePreview preview) => new()
    {
        ["file"] = preview.File,
        ["format"] = preview.Format,
        ["title"] = preview.FormatTitle,
        ["confidence"] = preview.Confidence,
        ["reasons"] = Texts(preview.Reasons),
        ["others"] = new JsonArray([.. preview.Others.Select(o => (JsonNode)new JsonObject { ["format"] = o.Format, ["confidence"] = o.Confidence, ["missing"] = Texts(o.Missing) })]),
        ["source"] = preview.Source,
        ["encoding"] = preview.Encoding,
        ["encoding_is_guess"] = preview.EncodingIsGuess,
        ["dialect"] = preview.Dialect,
        ["header_row"] = preview.HeaderRow,
        ["columns"] = new JsonArray([.. preview.Columns.Select(c => (JsonNode)new JsonObject { ["header"] = c.Header, ["field"] = c.Field, ["samples"] = Texts(c.Samples) })]),
        ["settings"] = new JsonArray([.. preview.Settings.Select(s => (JsonNode)new JsonObject { ["name"] = s.Name, ["value"] = s.Value, ["from"] = s.From })]),
        ["questions"] = new JsonArray([.. preview.Questions.Select(q => (JsonNode)new JsonObject { ["setting"] = q.Setting, ["text"] = q.Text, ["choices"] = Texts(q.Choices) })]),
        ["rows"] = new JsonArray([.. preview.Rows.Select(r => (JsonNode)new JsonObject
        {
            ["line"] = r.Line,
            ["outcome"] = r.Outcome,
            ["facts"] = new JsonArray([.. r.Facts.Select(f => (JsonNode)new JsonObject
            {
                ["kind"] = f.Kind,
                ["fields"] = new JsonObject(f.Fields.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))),
            })]),
        })]),
        ["error"] = preview.Error,
        ["ready"] = preview.IsReady,
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static string From(string from) => from switch
    {
        "format" => "as the format has it",
        "file" => "proven by the file",
        "source" => "setting of the source",
        "request" => "given with --profile",
        _ => "open",
    };
}
