using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>All lines of all programmes with the days they hold. Delivered with the program as data (programmes.json); a workspace's edits come on top.</summary>
public sealed class ProgrammeTable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), new DayConverter() },
    };

    private static readonly Lazy<ProgrammeTable> s_delivered = new(Load);

    private ProgrammeTable(IReadOnlyList<ProgrammeLine> lines, ProgrammeRegions regions)
    {
        Lines = lines;
        Regions = regions;
    }

    public static ProgrammeTable Delivered => s_delivered.Value;

    public IReadOnlyList<ProgrammeLine> Lines { get; }

    public ProgrammeRegions Regions { get; }

    public ProgrammeTable With(IReadOnlyList<ProgrammeLine> lines) => new(lines, Regions);

    /// <summary>The programmes of a network that judge a merchant of these regions in a month, each with its tiers from the highest down.</summary>
    public IReadOnlyList<IReadOnlyList<ProgrammeLine>> InForce(string network, IReadOnlySet<string> regions, LocalDate month) =>
    [
        .. Lines.Where(line => line.IsJudged && line.Network == network && regions.Contains(line.Region) && line.HoldsIn(month))
            .GroupBy(line => line.Programme, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (IReadOnlyList<ProgrammeLine>)[.. group.OrderByDescending(line => line.Rank)]),
    ];

    /// <summary>Why a line makes no sense, in words for who wrote it; null when it does.</summary>
    public string? RefusalOf(ProgrammeLine line)
    {
        if (line.Id.Length is 0 or > 80 || line.Id.Any(letter => !(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')))
            return "The id needs lower-case letters, digits and dashes, at most 80.";
        if (line.Programme.Length is 0 or > 60 || line.Tier.Length is 0 or > 60)
            return "Programme and tier need a name of at most 60 characters.";
        if (line.Source.Length is 0 or > 500)
            return "A line needs its source: the document and its date.";
        if (!Regions.Names.Contains(line.Region))
            return $"There is no region “{line.Region}”. Regions: {string.Join(", ", Regions.Names)}.";
        if (line.ValidFrom > line.ValidTo)
            return "It ends before it begins.";
        if (line.RatioBasisPoints is < 1 or > 10_000)
            return "The ratio lies between 0.01 % and 100 %.";
        if (line.MinCount is < 0 || line.MinAmount is < 0 || line.MinPayments is < 0)
            return "A least number cannot be below zero.";
        if (line.MonthsInRow is < 1 or > 12)
            return "It takes between 1 and 12 months in a row.";
        if (line.MinAmount is null != line.MinAmountCurrency is null)
            return "A least amount needs its currency, and a currency its amount.";
        var twin = Lines.FirstOrDefault(other => other.Id != line.Id && (other.Programme, other.Network, other.Tier, other.Region) == (line.Programme, line.Network, line.Tier, line.Region) && Overlap(other, line));
        return twin is null ? null : $"“{twin.Id}” is the same tier of the same region at the same time. End that one first.";
    }

    public static string ToJson(ProgrammeLine line) => JsonSerializer.Serialize(line, s_json);

    /// <exception cref="JsonException">The text is no line.</exception>
    public static ProgrammeLine FromJson(string json) => JsonSerializer.Deserialize<ProgrammeLine>(json, s_json) ?? throw new JsonException("The line is empty.");

    private static bool Overlap(ProgrammeLine one, ProgrammeLine other) => !(one.ValidFrom > other.ValidTo) && !(other.ValidFrom > one.ValidTo);

    private static ProgrammeTable Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("programmes.json")
            ?? throw new InvalidOperationException("The programme table is not part of the program: programmes.json is missing from its resources.");
        var file = JsonSerializer.Deserialize<File>(stream, s_json)!;
        return new(file.Lines, new(file.Regions.ToDictionary(
            region => region.Key, region => (IReadOnlySet<string>)region.Value.Split(' ').ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal)));
    }

    private sealed record File(Dictionary<string, string> Regions, List<ProgrammeLine> Lines);

    private sealed class DayConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            LocalDatePattern.Iso.Parse(reader.GetString()!) is { Success: true } day ? day.Value : throw new JsonException($"“{reader.GetString()}” is no day.");

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
