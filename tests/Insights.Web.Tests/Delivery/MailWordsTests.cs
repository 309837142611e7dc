using AngleSharp.Html.Parser;
using Insights.Web.Delivery;

namespace Insights.Web.Tests.Delivery;

public sealed class MailWordsTests
{
    private static readonly MailContent s_mail = new()
    {
        Notice = "Data is late: zendesk (until 18 Nov 2026 17:00). What came later is missing here.",
        Kicker = "Monthly executive report · All vendors",
        Headline = "Dispute activity rose to 0.84 %",
        Introduction = "Two vendors <b>make up</b> 61 % of all disputes, and one of them more than the year before, in each of its three markets and by every measure that is kept.",
        Tiles = [new("Dispute activity", "0.84 %", "+0.06 points vs October, worse", "target 0.90 % · n = 1,204")],
        Findings = [new("What changed?", [new("Aurora has 40 % of them.", "https://insights.example/rows/x?a=1&b=2")])],
        Files = [new("report.pdf (attached)")],
        Door = new("Open it in the portal", "https://insights.example/reports/x"),
        Foot = ["Period: October 2026", "Data as of 31 Oct 2026"],
        UnsubscribeUrl = "https://insights.example/account/unsubscribe?token=abc",
    };

    [Fact]
    public void Text_SaysEverythingInOrder_InLinesThatFit()
    {
        var text = MailText.Of(s_mail);

        Assert.StartsWith("! Data is late", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => !line.Contains("https://", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 76));
        var order = new[] { "! Data is late", "Dispute activity rose", "make up", "- Dispute activity: 0.84 %", "- Aurora has", "- report.pdf", "https://insights.example/reports/x", "Data as of", "Unsubscribe: https://" }.Select(words => text.IndexOf(words, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public void Text_BreaksNoLineBeforeAPercentSign()
    {
        var text = MailText.Of(s_mail with { Introduction = string.Join(' ', Enumerable.Repeat("we kept 88 %", 12)) });

        Assert.DoesNotContain(text.Split('\n'), line => line.TrimStart().StartsWith('%'));
        Assert.Equal(12, System.Text.RegularExpressions.Regex.Count(text, "88 %"));
    }

    [Fact]
    public async Task Html_SaysTheSame_EncodedAndWithNothingToFetch()
    {
        var page = await new HtmlParser().ParseDocumentAsync(MailHtml.Of(s_mail, "Subject"));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Dispute activity rose to 0.84 %", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Empty(page.QuerySelectorAll("img, script, link, iframe, b"));
        Assert.DoesNotContain("url(", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("https://insights.example/rows/x?a=1&b=2", page.QuerySelector("li a")!.GetAttribute("href"));
        Assert.All(page.QuerySelectorAll("table:not([role=presentation]) th"), cell => Assert.NotNull(cell.GetAttribute("scope")));
        foreach (var words in new[] { s_mail.Notice!, s_mail.Introduction!, "0.84 %", "report.pdf (attached)", "Period: October 2026" })
            Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal);
    }
}
