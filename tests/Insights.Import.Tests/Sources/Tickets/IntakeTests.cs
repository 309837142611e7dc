using Insights.Import.Sources.Tickets;
using Xunit;

namespace Insights.Import.Tests.Sources.Tickets;

public sealed class IntakeTests
{
    private const int Account = 1, Error = 2, Began = 4, Environment = 8, Screenshot = 16;

    [Theory]
    [InlineData("Help, it does not work", 0)]
    [InlineData("My order 1234567 was charged twice", Account)]
    [InlineData("Charge ch_3Pq7 failed", Account)]
    [InlineData("It says \"Your card was declined\" every time", Error)]
    [InlineData("I get error 402 when paying", Error)]
    [InlineData("Fehlermeldung: E-17 seit gestern", Error | Began)]
    [InlineData("Since 2026-10-31 the page stays blank in Firefox", Began | Environment)]
    [InlineData("At 14:05 on my iPhone, screenshot attached", Began | Environment | Screenshot)]
    [InlineData("Account 8812345: \"Payment could not be completed\", since yesterday, Chrome on Windows, see attachment", Account | Error | Began | Environment | Screenshot)]
    public void Of_FindsWhatTheWordsHold(string text, int expected) => Assert.Equal(expected, Intake.Of(text));

    [Fact]
    public void Of_APaymentAndAnAttachmentOfTheirOwn_CountWithoutWords() =>
        Assert.Equal(Account | Screenshot, Intake.Of("Help", attached: true, payment: true));

    [Fact]
    public void Of_NoText_IsNotKnown_RatherThanEmpty()
    {
        Assert.Null(Intake.Of(null, attached: true, payment: true));
        Assert.Null(Intake.Of("  "));
    }

    [Theory]
    [InlineData("account error", Account | Error)]
    [InlineData("Screenshot, began; environment", Screenshot | Began | Environment)]
    [InlineData("none", 0)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Named_ReadsTheWordsOfAField(string? words, int? expected) => Assert.Equal(expected, Intake.Named(words));
}
