using System.Text.Json;
using System.Xml.Linq;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Charts;
using NodaTime;

namespace Insights.Web.Tests.Exports.Charts;

public sealed class ChartSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Ids => [.. SampleCharts.All.Select(spec => spec.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Render_EveryKind_IsAnImageWithTitleAndDescription(string id)
    {
        var spec = Spec(id);
        var svg = XDocument.Parse(ChartSvg.Render(spec, 560, ChartSvg.PreferredHeight(spec, 560))).Root!;

        Assert.Equal("img", svg.Attribute("role")!.Value);
        var named = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(spec.Title, svg.Elements().Single(e => e.Attribute("id")?.Value == named[0]).Value);
        Assert.Equal(spec.AltText, svg.Elements().Single(e => e.Attribute("id")?.Value == named[1]).Value);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Render_Twice_GivesTheSameBytesWithoutScriptOrInlineStyle(string id)
    {
        var spec = Spec(id);
        var svg = ChartSvg.Render(spec, 560, 220);

        Assert.Equal(svg, ChartSvg.Render(spec, 560, 220));
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NamesWithMarkup_AreEscaped()
    {
        var spec = SampleCharts.Reasons with { Id = "x\"><script>", Categories = ["<script>alert(1)</script>", "a&b", "c", "d", "e", "f"] };

        var svg = ChartSvg.Render(spec, 560, 220);

        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
    }

    [Fact]
    public void Render_Bars_CarryTheTextOfTheirCells()
    {
        var svg = XDocument.Parse(ChartSvg.Render(SampleCharts.Reasons, 560, 220));

        var texts = svg.Descendants(Svg + "text").Select(text => text.Value).ToList();

        Assert.All(SampleCharts.Reasons.Series[0].Values, cell => Assert.Contains(CellText.Of(cell, DateTimeZone.Utc), texts));
    }

    [Fact]
    public void Render_Heatmap_HasEveryNumberInItsCell()
    {
        var texts = XDocument.Parse(ChartSvg.Render(SampleCharts.Hours, 1100, 260)).Descendants(Svg + "text").Select(text => text.Value).ToList();

        // The rest are the labels of hours and days and the two titles.
        var others = SampleCharts.Hours.Categories.Concat(SampleCharts.Hours.Series.Select(series => series.Name)).Append("tickets created per hour").Append("hour of the day");
        var expected = SampleCharts.Hours.Series.SelectMany(series => series.Values).Select(cell => CellText.Of(cell, DateTimeZone.Utc)).Concat(others);

        Assert.Equal(expected.Order(StringComparer.Ordinal), texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Render_NoValues_SaysWhy() => Assert.Contains("not yet decided", ChartSvg.Render(SampleCharts.Nothing, 560, 220), StringComparison.Ordinal);

    [Fact]
    public void Sparkline_IsHiddenFromAssistiveTechnology_AndSurvivesNoValues()
    {
        Assert.Contains("aria-hidden=\"true\"", ChartSvg.Sparkline([new Cell.Count(1), new Cell.None("no data"), new Cell.Count(3)]), StringComparison.Ordinal);
        Assert.Contains("</svg>", ChartSvg.Sparkline([]), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_CarriesTheTextsOfValuesAndTicks_AndMayStandInAScriptElement()
    {
        var spec = SampleCharts.Causes with { Title = "</script><b>" };

        var text = ChartJson.Of(spec, DateTimeZone.Utc);
        var json = JsonDocument.Parse(text).RootElement;

        Assert.DoesNotContain("</script", text, StringComparison.Ordinal);
        Assert.Equal("120,450.00 EUR", json.GetProperty("datasets")[0].GetProperty("texts")[0].GetString());
        Assert.Equal(120_450, json.GetProperty("datasets")[0].GetProperty("data")[0].GetDouble());
        Assert.Equal("primary", json.GetProperty("datasets")[0].GetProperty("role").GetString());
        Assert.Equal("EUR", json.GetProperty("axis").GetProperty("unit").GetString());
        Assert.Contains(json.GetProperty("axis").GetProperty("ticks").EnumerateArray(), tick => tick.GetProperty("text").GetString() == "50,000");
    }

    [Fact]
    public void Json_MissingValue_IsNullWithItsReason()
    {
        var json = JsonDocument.Parse(ChartJson.Of(SampleCharts.DisputeActivity, DateTimeZone.Utc)).RootElement.GetProperty("datasets")[0];

        Assert.Equal(JsonValueKind.Null, json.GetProperty("data")[5].ValueKind);
        Assert.Equal("no payments", json.GetProperty("texts")[5].GetString());
    }

    private static ChartSpec Spec(string id) => SampleCharts.All.Single(spec => spec.Id == id);
}
