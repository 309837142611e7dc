using System.Text;
using Insights.Import.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

public sealed class CardNumbersTests
{
    [Theory]
    [InlineData("4111111111111111", "411111******1111")]
    [InlineData("4242424242424242", "424242******4242")]
    [InlineData("4000056655665556", "400005******5556")]
    [InlineData("5555555555554444", "555555******4444")]
    [InlineData("2223003122003222", "222300******3222")]
    [InlineData("378282246310005", "378282*****0005")]
    [InlineData("371449635398431", "371449*****8431")]
    [InlineData("6011111111111117", "601111******1117")]
    [InlineData("3056930009020004", "305693******0004")]
    [InlineData("30569309025904", "305693****5904")]
    [InlineData("36227206271667", "362272****1667")]
    [InlineData("3566002020360505", "356600******0505")]
    [InlineData("6200000000000005", "620000******0005")]
    [InlineData("4111 1111 1111 1111", "4111 11** **** 1111")]
    [InlineData("4242-4242-4242-4242", "4242-42**-****-4242")]
    [InlineData("3782.822463.10005", "3782.82****.*0005")]
    [InlineData("3056 930902 5904", "3056 93**** 5904")]
    [InlineData("4000 0566 5566 5556 12/27", "4000 05** **** 5556 12/27")]
    [InlineData("my card:4111111111111111, thanks", "my card:411111******1111, thanks")]
    [InlineData("4222222222222", "*********2222")]
    [InlineData("4111111111111111 and 5555555555554444", "411111******1111 and 555555******4444")]
    public void Truncate_FullCardNumber_KeepsFirstSixAndLastFour(string text, string expected) => Assert.Equal(expected, Truncated(text));

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("1234567890123456")]
    [InlineData("74010928159013962459571")]
    [InlineData("411111******1111")]
    [InlineData("424242XXXXXX4242")]
    [InlineData("490154203237518")]
    [InlineData("9123456789012348")]
    [InlineData("2026-10-31 14:05:00")]
    [InlineData("4111 1111-1111 1111")]
    [InlineData("+49 30 901820 1234 5678")]
    [InlineData("ch_3PQm4111111aB1111111111")]
    public void Truncate_NoCardNumber_LeavesTextUntouched(string text) => Assert.Equal(text, Truncated(text));

    [Fact]
    public void Truncate_FullWidthDigitsAndNoBreakSpaces_AreReadAsPlainOnes()
    {
        Assert.Equal("４１１１１１＊＊＊＊＊＊１１１１", Truncated("４１１１１１１１１１１１１１１１"));
        Assert.Equal("4111\u00A011**\u00A0****\u00A01111", Truncated("4111\u00A01111\u00A01111\u00A01111"));
        Assert.Equal("Größe 411111******1111", Truncated("Größe 4111111111111111"));
    }

    [Theory]
    [InlineData("cvv: 123", "cvv: ***")]
    [InlineData("CVV=1234 ok", "CVV=**** ok")]
    [InlineData("cvv 12", "cvv 12")]
    [InlineData("%B4111111111111112^DOE/J^2712", "%B411111******1112^DOE/J^2712")]
    [InlineData(";4111111111111112=2712", ";411111******1112=2712")]
    public void Truncate_VerificationCodesAndTrackData_AreMasked(string text, string expected) => Assert.Equal(expected, Truncated(text));

    [Fact]
    public void Truncate_InACardColumn_NeedsNoCheckDigit()
    {
        int found = 0;
        Assert.Equal("411111******1112", CardNumbers.Truncate("4111111111111112", isCardColumn: true, ref found));
        Assert.Equal("9123456789012348", CardNumbers.Truncate("9123456789012348", isCardColumn: true, ref found));
        Assert.Equal(1, found);
    }

    [Theory]
    [InlineData("Card Number", true)]
    [InlineData("pan", true)]
    [InlineData("bank_account", true)]
    [InlineData("discard_reason", false)]
    [InlineData("company", false)]
    public void IsCardColumn_GoesByWholeWords(string header, bool expected) => Assert.Equal(expected, CardNumbers.IsCardColumn(header));

    /// <summary>The quick look must never miss what the thorough one finds, wherever in a long record it stands.</summary>
    [Fact]
    public void MayContain_AnyPositionInARecord_SeesTheNumber()
    {
        string[] numbers = ["4222222222222", "4111111111111111", "4111 1111 1111 1111", "3782-822463-10005", "cvv:123", "４１１１１１１１１１１１１１１１"];
        foreach (string number in numbers)
        {
            for (int before = 0; before < 150; before++)
            {
                string record = new string('x', before) + "," + number + "," + new string('y', before % 71);
                Assert.True(CardNumbers.MayContain(Encoding.UTF8.GetBytes(record)), $"{number} behind {before} characters");
            }
        }

        Assert.False(CardNumbers.MayContain("ch_1,acme,2026-10-31T14:05:00Z,1250.00,EUR,Ada Lovelace"u8));
    }

    private static string Truncated(string text)
    {
        int found = 0;
        string truncated = CardNumbers.Truncate(text, isCardColumn: false, ref found);
        Assert.Equal(truncated != text, found > 0);
        Assert.Equal(Encoding.UTF8.GetByteCount(text), Encoding.UTF8.GetByteCount(truncated));
        return truncated;
    }
}
