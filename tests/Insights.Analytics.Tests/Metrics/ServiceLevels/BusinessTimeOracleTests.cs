using System.Text.Json;
using Insights.Analytics.Metrics.ServiceLevels;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>
/// The oracle files were made with tz database 2025b. Since then Morocco went back to UTC for good (September 2026), which newer editions know;
/// the cases are compared under the edition they were made with, and every zone but Morocco under the product's own as well.
/// </summary>
public sealed class BusinessTimeOracleTests
{
    [Theory]
    [InlineData("business-time-cases.json", 240)]
    [InlineData("business-time-clock-change-cases.json", 240)]
    [InlineData("sla-clock-cases.json", 210)]
    public void Batch_AnswersEveryOracleCaseAsExpected(string file, int cases)
    {
        var text = File.ReadAllText(OracleFiles.Path(file));
        using var asked = JsonDocument.Parse(text);
        using var answered = JsonDocument.Parse(BusinessTimeBatch.Run(text, new Zones2025b()));

        var wrong = new List<string>();
        var compared = 0;
        foreach (var (calendar, result) in asked.RootElement.EnumerateArray().Zip(answered.RootElement.GetProperty("results").EnumerateArray()))
        {
            Assert.Equal(calendar.GetProperty("id").GetRawText(), result.GetProperty("id").GetRawText());
            foreach (var (each, answer) in calendar.GetProperty("cases").EnumerateArray().Zip(result.GetProperty("cases").EnumerateArray()))
            {
                compared++;
                var expect = each.GetProperty("expect");
                Assert.Equal(expect.EnumerateObject().Select(key => key.Name).Order(), answer.EnumerateObject().Select(key => key.Name).Order());
                foreach (var key in expect.EnumerateObject())
                {
                    if (key.Value.GetRawText() != answer.GetProperty(key.Name).GetRawText())
                        wrong.Add($"{calendar.GetProperty("id")} {calendar.GetProperty("timezone")} {each.GetRawText()} got {answer.GetRawText()}");
                }
            }
        }

        Assert.Equal(cases, compared);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Take(5)));
    }

    [Theory]
    [InlineData("business-time-cases.json")]
    [InlineData("business-time-clock-change-cases.json")]
    [InlineData("sla-clock-cases.json")]
    public void Batch_WithTheProductsZones_DiffersInMoroccoOnly(string file)
    {
        var text = File.ReadAllText(OracleFiles.Path(file));
        using var asked = JsonDocument.Parse(text);
        using var then = JsonDocument.Parse(BusinessTimeBatch.Run(text, new Zones2025b()));
        using var now = JsonDocument.Parse(BusinessTimeBatch.Run(text));

        var compared = 0;
        for (var i = 0; i < asked.RootElement.GetArrayLength(); i++)
        {
            if (asked.RootElement[i].GetProperty("timezone").GetString() == "Africa/Casablanca")
                continue;
            compared++;
            Assert.Equal(then.RootElement.GetProperty("results")[i].GetRawText(), now.RootElement.GetProperty("results")[i].GetRawText());
        }

        Assert.True(compared > 50);
    }

    [Theory]
    [InlineData("business-time-cases.json")]
    [InlineData("business-time-clock-change-cases.json")]
    [InlineData("sla-clock-cases.json")]
    public void Copy_EqualsTheSharedFile(string name) =>
        Assert.Equal(File.ReadAllText(OracleFiles.Path(name)), File.ReadAllText(OracleFiles.Copy(name)));

    [Fact]
    public void Run_CaseThatCannotBeRead_SaysWhich()
    {
        const string calendar = """ "id": 7, "timezone": "Etc/UTC", "always_open": true """;

        Assert.Contains("Item 1 of the batch, case 2 has no from", Assert.Throws<CalendarException>(() => BusinessTimeBatch.Run(
            "[{" + calendar + """, "cases": [{ "from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:01:00Z" }, {}] }]""")).Message);
        Assert.Contains("no list named cases", Assert.Throws<CalendarException>(() => BusinessTimeBatch.Run("[{" + calendar + "}]")).Message);
        Assert.Contains("ends before it starts", Assert.Throws<CalendarException>(() => BusinessTimeBatch.Run(
            "[{" + calendar + """, "cases": [{ "sla_start": "2026-01-01T00:00:00Z", "target_minutes": 1, "pauses": [["2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"]] }] }]""")).Message);
        Assert.Contains("must be a JSON array", Assert.Throws<CalendarException>(() => BusinessTimeBatch.Run("{}")).Message);
    }

    [Fact]
    public void Run_NoDeadline_IsNull() => Assert.Equal(
        """{"results":[{"id":"once","cases":[{"due_fill":null,"due_next":null,"elapsed_seconds":60,"breached":false}]}]}""",
        BusinessTimeBatch.Run("""
            [{ "id": "once", "timezone": "Etc/UTC", "exceptions": { "2026-01-01": [["00:00", "00:01"]] },
               "cases": [{ "sla_start": "2026-01-01T00:00:00Z", "stop": "2026-01-02T00:00:00Z", "target_minutes": 2, "pauses": [] }] }]
            """));
}
