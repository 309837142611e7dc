using System.Text.Json;
using Insights.Web.Exports.Json;
using Xunit;

namespace Insights.Web.Tests.Exports.Json;

public sealed class JsonWriterTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonElement root = JsonDocument.Parse(EqualRenderings.Bytes(stream => JsonWriter.Write(Documents.Hand(), stream))).RootElement;

    [Fact]
    public void Write_Properties_AreInTheDocumentedOrder() =>
        Assert.Equal(
            ["version", "id", "title", "headline", "introduction", "workspace", "scope", "zone", "as_of", "made_at", "empty", "filters", "freshness", "sections", "footnotes", "definitions"],
            root.EnumerateObject().Select(property => property.Name));

    [Fact]
    public void Write_Cells_CarryKindValueTextAndLink()
    {
        var row = root.GetProperty("sections")[0].GetProperty("blocks")[5].GetProperty("rows")[0];
        Assert.Equal("""{"kind":"text","value":"Anna & Söhne","text":"Anna & Söhne","link":"/rows/disputes?vendor=a"}""", Compact(row[0]));
        Assert.Equal("""{"kind":"share","value":0.03,"numerator":12,"denominator":400,"text":"3.0 %"}""", Compact(row[2]));
        Assert.Equal("""{"kind":"money","value":123450,"currency":"EUR","decimals":2,"text":"1,234.50 EUR"}""", Compact(row[3]));
        Assert.Equal("""{"kind":"duration","value":90061,"text":"1 d 1 h"}""", Compact(row[4]));
        Assert.Equal("""{"kind":"none","value":null,"why":"none open","text":"–"}""", Compact(root.GetProperty("sections")[0].GetProperty("blocks")[5].GetProperty("rows")[1][6]));
    }

    [Fact]
    public void Write_SameDocumentTwice_GivesTheSameBytes() =>
        Assert.Equal(EqualRenderings.Bytes(stream => JsonWriter.Write(Documents.Hand(), stream)), EqualRenderings.Bytes(stream => JsonWriter.Write(Documents.Hand(), stream)));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Relaxed);
}
