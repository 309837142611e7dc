using System.Globalization;
using System.Text.Json;
using Insights.SampleData.World;
using NodaTime.Text;

namespace Insights.SampleData.Writing;

/// <summary>truth.json: the planted patterns for machines. The same is told for people in sample-data/README.md.</summary>
internal static class TruthFile
{
    public static void Write(string path, Story story, IReadOnlyList<PlantedPattern> patterns)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString("scale", story.Options.Scale.ToString());
        json.WriteNumber("seed", story.Options.Seed);
        json.WriteString("start", story.Start.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("end", story.End.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("now", InstantPattern.General.Format(Story.Moment(story.Now)));
        json.WriteBoolean("null_world", story.Options.Null);
        json.WriteStartArray("patterns");
        foreach (var pattern in patterns)
        {
            json.WriteStartObject();
            json.WriteString("id", pattern.Id);
            json.WriteString("what", pattern.What);
            json.WriteString("from", InstantPattern.General.Format(pattern.From));
            json.WriteString("to", InstantPattern.General.Format(pattern.To));
            json.WriteStartObject("dimensions");
            foreach (var (name, value) in pattern.Dimensions.OrderBy(d => d.Key, StringComparer.Ordinal))
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartObject("counts");
            foreach (var (name, count) in pattern.Counts.OrderBy(c => c.Key, StringComparer.Ordinal))
                json.WriteNumber(name, count);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
