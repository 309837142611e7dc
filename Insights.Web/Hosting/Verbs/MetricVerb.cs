using System.Text.Json.Nodes;
using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Hosting.Verbs;

/// <summary>One number with what it rests on, or one number a member of a dimension.</summary>
internal sealed class MetricVerb : IVerb
{
    public string Name => "metric";

    public string Usage => $"ID {FilterArguments.Usage} [--by DIMENSION] [--top N] [--json]";

    public string Summary => "Prints a metric: value, numerator, denominator, unit, as-of.";

    public IReadOnlyCollection<string> Options => [.. FilterArguments.Options, "--by", "--top"];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional.Count != 1)
            throw new UsageException("Name one metric; 'metrics' lists them.");
        var definition = Find(arguments.Positional[0]);
        await context.Get<FirstStart.StartUp>().PrepareAsync(cancel);
        var filter = await FilterArguments.ReadAsync(arguments, context, ReportFilter.DefaultPeriod, cancel);
        var zone = (await context.Get<IReportingStore>().WorkspaceAsync(cancel)).ReportingZone;
        var queries = context.Get<IMetricQueries>();

        if (arguments.Value("--by") is not { } dimension)
        {
            var value = await queries.ValueAsync(definition.Id, filter, DataScope.Staff, cancel);
            if (context.Json)
                context.WriteJson(ToJson(definition, value, filter));
            else
                Write(context.Output, definition.Name, value, zone);
            return ExitCode.Done;
        }

        if (!ReportFilter.Dimensions.Contains(dimension))
            throw new UsageException($"--by is one of {string.Join(", ", ReportFilter.Dimensions)}, not '{dimension}'.");
        var top = arguments.Value("--top") is { } text ? TopOf(text) : 1000;
        var breakdown = await queries.BreakdownAsync(definition.Id, dimension, filter, DataScope.Staff, top, cancel);
        if (context.Json)
        {
            var members = new JsonArray();
            foreach (var member in breakdown.Members)
            {
                var json = ToJson(definition, member.Value, filter);
                json.Insert(0, dimension, member.Key);
                json.Insert(1, "label", member.Label);
                members.Add(json);
            }
            context.WriteJson(new JsonObject { ["metric"] = definition.Id, ["by"] = dimension, ["members"] = members, ["total"] = ToJson(definition, breakdown.Total, filter) });
            return ExitCode.Done;
        }
        foreach (var member in breakdown.Members)
            Write(context.Output, member.Label, member.Value, zone);
        if (breakdown.Other is { } other)
            Write(context.Output, "other", other, zone);
        Write(context.Output, "total", breakdown.Total, zone);
        return ExitCode.Done;
    }

    private static MetricDefinition Find(string id)
    {
        try
        {
            return MetricCatalog.Find(id);
        }
        catch (ArgumentException unknown)
        {
            throw new UsageException(unknown.Message);
        }
    }

    private static int TopOf(string text) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var top) && top > 0 ? top : throw new UsageException($"--top is a number above 0, not '{text}'.");

    private static JsonObject ToJson(MetricDefinition definition, MetricResult value, ReportFilter filter)
    {
        var json = new JsonObject
        {
            ["metric"] = definition.Id,
            ["value"] = value.HasValue ? Value(definition, value) : null,
            ["numerator"] = value.Numerator,
            ["denominator"] = value.Denominator,
            ["unit"] = definition.Unit switch { MetricUnit.Percent or MetricUnit.PerThousand => "fraction", MetricUnit.Duration => "seconds", MetricUnit.Money => "minor units", _ => "count" },
            ["n"] = value.N,
            ["missing"] = value.Missing,
            ["from"] = LocalDatePattern.Iso.Format(filter.Range.From),
            ["to"] = LocalDatePattern.Iso.Format(filter.Range.To),
            ["as_of"] = value.AsOf is { } instant ? InstantPattern.General.Format(instant) : null,
            ["incomplete"] = value.Incomplete,
        };
        if (definition.Unit == MetricUnit.Money)
        {
            json["by_currency"] = new JsonObject(value.ByCurrency.Select(m => new KeyValuePair<string, JsonNode?>(m.Currency, JsonValue.Create(m.Minor))));
            if (value.Converted is { } converted)
                json["converted"] = new JsonObject
                {
                    ["currency"] = converted.Total.Currency,
                    ["minor"] = converted.Total.Minor,
                    ["without_rate"] = new JsonObject(converted.WithoutRate.Select(m => new KeyValuePair<string, JsonNode?>(m.Currency, JsonValue.Create(m.Minor)))),
                };
        }
        return json;
    }

    private static JsonValue? Value(MetricDefinition definition, MetricResult value) => definition.Unit switch
    {
        MetricUnit.Count => JsonValue.Create(value.Numerator),
        MetricUnit.Percent when value.Amounts is { } amounts => JsonValue.Create(amounts.Value),
        MetricUnit.Percent or MetricUnit.PerThousand when value.Denominator is > 0 => JsonValue.Create((double)(value.Numerator ?? 0) / value.Denominator.Value),
        MetricUnit.Duration => JsonValue.Create(value.Seconds),
        MetricUnit.Money when value.ByCurrency.Count == 1 => JsonValue.Create(value.ByCurrency[0].Minor),
        MetricUnit.Money when value.Converted is { } converted => JsonValue.Create(converted.Total.Minor),
        _ => null,
    };

    private static void Write(TextWriter output, string label, MetricResult value, DateTimeZone zone)
    {
        var counts = value.Denominator is { } below ? $"  {value.Numerator} of {below}" : $"  n {value.N}";
        var currencies = value.ByCurrency.Count > 1 ? "  (" + string.Join(", ", value.ByCurrency.Select(m => CellText.Of(new Cell.Money(m.Minor, m.Currency), zone))) + ")" : "";
        var asOf = value.AsOf is { } instant ? "  as of " + CellText.Of(new Cell.Moment(instant), zone) : "";
        output.WriteLine($"{label}: {(value.HasValue ? CellText.Of(value.ToCell(), zone) : "no value: " + value.Missing)}{counts}{currencies}{asOf}{(value.SmallSample ? "  small sample" : "")}");
    }
}
