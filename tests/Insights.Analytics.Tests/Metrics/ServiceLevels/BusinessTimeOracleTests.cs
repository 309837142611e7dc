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

    [Fact]
    public void Copies_EqualTheSharedFiles()
    {
        foreach (var name in new[] { "business-time-cases.json", "business-time-clock-change-cases.json", "sla-clock-cases.json" })
        {
            using var read = OracleFiles.Read(name);
            Assert.NotEqual(0, read.RootElement.GetArrayLength());
        }
    }
}
