using Insights.Analytics.Metrics.Support;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Support;

public sealed class IssueWordsTests
{
    private const string Small = """
        # two issues
        least score 3
        least lead 2
        tag late = refund/late
        refund/late 4: still no refund
        refund 2: refund*, money back
        failed_payment/declined 3: declined
        """;

    [Theory]
    [InlineData("Refunds, please", "unclear", null, 2)] // 2 is below the least score of 3
    [InlineData("STILL no refund!", "refund", "late", 6)] // 4 + 2
    [InlineData("Refund of the declined payment", "unclear", null, 3)] // 3 against 2: a lead of 1, not 2
    [InlineData("Money back? My refund? A refund!", "unclear", null, 2)] // a rule counts once
    [InlineData("Declined again", "failed_payment", "declined", 3)]
    public void Read_SumsTheWeights(string subject, string issue, string? cause, int highest)
    {
        var read = IssueWords.Parse(Small).Read(subject);

        Assert.Equal((issue, cause, highest), (read.Issue, read.Cause, read.Scores[0].Score));
    }

    [Fact]
    public void Read_ShowsTheWordsThatDecided() =>
        Assert.Equal(["still no refund", "refund"], IssueWords.Parse(Small).Read("I have still no refund").Scores[0].Matches.Select(match => match.Phrase));

    [Fact]
    public void Read_NothingKnown_IsUnclear() => Assert.Equal((IssueTypes.Unclear, 0), (IssueWords.Parse(Small).Read("Hello there").Issue, IssueWords.Parse(Small).Read(null).Scores.Count));

    [Fact]
    public void OfTag_NamesIssueAndCause()
    {
        var words = IssueWords.Parse(Small);

        Assert.Equal(("refund", "late"), words.OfTag("LATE"));
        Assert.Equal(("fraud", null), words.OfTag("fraud"));
        Assert.Null(words.OfTag("vip"));
    }

    [Theory]
    [InlineData("refunds 2: refund", "Line 1: there is no issue “refunds”")]
    [InlineData("refund two: refund", "Line 1: “two” is no whole number from 1 to 20")]
    [InlineData("refund 2:", "Line 1 names no words")]
    [InlineData("\nrefund 2: re*", "Line 2: “re*” is no word to look for")]
    [InlineData("refund 2: what?", "Line 1: “what?” is no word to look for")]
    [InlineData("refund/Too Late 2: refund", "Line 1 is no rule")]
    [InlineData("# nothing", "There is no rule in it")]
    public void Parse_Nonsense_SaysWhereAndWhat(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => IssueWords.Parse(text)).Message, StringComparison.Ordinal);

    /// <summary>Written by people who have not read the list of words; the sample's own subjects are measured with the demo.</summary>
    [Theory]
    [InlineData("hey my card got declined twice today??", "failed_payment")]
    [InlineData("Ihr Shop: I can't pay, 3D Secure window stays blank", "failed_payment")]
    [InlineData("URGENT refund still outstanding since March", "refund")]
    [InlineData("You charged me twice", "unclear")] // "charged" alone is too little: the words stand in another order
    [InlineData("double charge on 3 May", "billing_error")]
    [InlineData("what is this unknown charge from your company", "fraud")]
    [InlineData("Password reset does not work", "account")]
    [InlineData("chargeback filed by mistake", "chargeback")]
    [InlineData("update my card please", "payment_method")]
    [InlineData("Parcel never came", "other")]
    [InlineData("Bonjour, question", "unclear")]
    public void Delivered_ReadsWhatPeopleWrite(string subject, string issue) => Assert.Equal(issue, IssueWords.Delivered.Read(subject).Issue);

    [Fact]
    public void Delivered_EveryIssueHasWordsAndCauses() => Assert.All(IssueTypes.All, issue => Assert.NotEmpty(IssueWords.Delivered.CausesOf(issue)));
}
