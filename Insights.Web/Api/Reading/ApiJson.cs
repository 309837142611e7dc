using System.Text.Encodings.Web;
using System.Text.Json;

namespace Insights.Web.Api.Reading;

/// <summary>Answers written whole before the first byte goes out, so that what fails half-way is a problem and never half an answer.</summary>
internal static class ApiJson
{
    public static IResult Answer(Action<Utf8JsonWriter> write)
    {
        var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Bytes(content);
    }

    public static IResult Bytes(MemoryStream content)
    {
        content.Position = 0;
        return Results.Stream(content, "application/json");
    }

    /// <summary>items, how many there are in all, and where the next ones are.</summary>
    public static void Page<T>(Utf8JsonWriter json, ApiRequest request, IReadOnlyList<T> all, Func<T, string> id, int limit, string? after, Action<T> write)
    {
        var from = after is null ? 0 : Enumerable.Range(0, all.Count).FirstOrDefault(i => id(all[i]) == after, all.Count - 1) + 1;
        var shown = all.Skip(from).Take(limit).ToList();
        json.WriteStartArray("items");
        shown.ForEach(write);
        json.WriteEndArray();
        json.WriteNumber("total", all.Count);
        if (from + shown.Count < all.Count && shown.Count > 0)
            json.WriteString("next", request.Next(id(shown[^1])));
        else
            json.WriteNull("next");
    }
}
