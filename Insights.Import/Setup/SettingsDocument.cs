using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Import.Reading;

namespace Insights.Import;

/// <summary>Settings and mappings as JSON: properties in snake case, comments and trailing commas allowed, an unknown property refused by name, because a misspelt one would silently do nothing.</summary>
internal static class SettingsDocument
{
    private const int MaxBytes = 4 << 20;

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new OneOrMany() },
    };

    public static SourceSettings ReadSource(string path)
    {
        string text;
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new InvalidSettingsException("", "The document is larger than 4 MiB; it is no document of settings.");
            text = File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingsException("", $"The document cannot be read: {problem.Message}");
        }

        return ParseSource(text, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    public static SourceSettings ParseSource(string json, string? folder)
    {
        var settings = Parse<SourceSettings>(json);
        settings = WithTables(settings, folder, "");
        settings.Validate();
        return settings;
    }

    public static MappedFormat ParseMapping(string json)
    {
        var mapping = Parse<MappedFormat>(json);
        mapping.Validate();
        return mapping;
    }

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    public static void Save<T>(string path, T document)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // Beside it first: a kill leaves no half document under the final name.
        // A name of its own, because two people may save at the same moment: the later one then wins.
        string unfinished = $"{path}.{Path.GetRandomFileName()}.part";
        File.WriteAllText(unfinished, Write(document) + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(unfinished, path, overwrite: true);
    }

    private static T Parse<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidSettingsException("", "The document is empty. Write a JSON object.");
        }
        catch (JsonException problem)
        {
            throw new InvalidSettingsException(PathOf(problem), ReasonOf(problem, typeof(T)));
        }
    }

    /// <summary><c>$.vendor.patterns[0].match</c> without the root's sign.</summary>
    private static string PathOf(JsonException problem) => (problem.Path ?? "").TrimStart('$').TrimStart('.');

    private static string ReasonOf(JsonException problem, Type root)
    {
        string said = problem.Message;
        if (said.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return "There is no such setting. Check its spelling; Sources/README.md lists them.";
        if (said.Contains("missing required properties", StringComparison.Ordinal))
        {
            // The names stand in quotes behind a colon.
            int colon = said.LastIndexOf(':');
            return $"Required and missing: {said[(colon + 1)..].Trim().TrimEnd('.')}.";
        }

        if (said.Contains("could not be converted", StringComparison.Ordinal))
            return root == typeof(MappedFormat) ? "The value has not the form that belongs here." : "The value has not the form that belongs here: text where text is expected, an object or a list where Sources/README.md shows one.";
        return $"The document is no valid JSON (line {(problem.LineNumber ?? 0) + 1}).";
    }

    private static SourceSettings WithTables(SourceSettings settings, string? folder, string at)
    {
        if (settings.Vendor?.TableFile is { } name)
            settings = settings with { Vendor = settings.Vendor with { Table = ReadTable(name, folder, at + "vendor.table_file") } };
        if (settings.Formats is null)
            return settings;
        var formats = new Dictionary<string, SourceSettings>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, inner) in settings.Formats)
            formats[id] = WithTables(inner, folder, $"{at}formats.{id}.");
        return settings with { Formats = formats };
    }

    private static Dictionary<string, string> ReadTable(string name, string? folder, string property)
    {
        if (folder is null)
            throw new InvalidSettingsException(property, "A table in a file needs a document that lies in a folder. Write the table itself (table).");
        if (name != Path.GetFileName(name) || name.Contains('\\', StringComparison.Ordinal))
            throw new InvalidSettingsException(property, "The file lies beside the document; write its name alone.");
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new InvalidSettingsException(property, $"There is no file {name} beside the document.");
        var table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        byte[] bytes = File.ReadAllBytes(path);
        using var reader = new CsvReader(new MemoryStream(bytes), DialectDetector.Detect(bytes, bytes.Length));
        for (int i = 0; reader.Read(); i++)
        {
            if (i == 0 || reader.FieldCount < 2)
                continue;
            string text = Encoding.UTF8.GetString(reader.Field(0)).Trim();
            string vendor = Encoding.UTF8.GetString(reader.Field(1)).Trim();
            if (text.Length == 0 || vendor.Length == 0)
                continue;
            if (!table.TryAdd(text, vendor) && table[text] != vendor)
                throw new InvalidSettingsException(property, $"{name} gives '{text}' two vendors: {table[text]} and {vendor}.");
        }

        return table.Count > 0 ? table : throw new InvalidSettingsException(property, $"{name} has no rows. Write a header row, then text and vendor.");
    }

    /// <summary>A list, or its only item by itself.</summary>
    private sealed class OneOrMany : JsonConverter<IReadOnlyList<string>>
    {
        public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return [reader.GetString()!];
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new JsonException("could not be converted");
            var items = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("could not be converted"));
            return items;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (string item in value)
                writer.WriteStringValue(item);
            writer.WriteEndArray();
        }
    }
}
