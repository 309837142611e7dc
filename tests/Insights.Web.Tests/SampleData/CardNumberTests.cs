using Insights.SampleData;
using Xunit;

namespace Insights.Web.Tests.SampleData;

[Collection(SampleWorldGroup.Name)]
public sealed class CardNumberTests(SampleWorld world)
{
    [Fact]
    public void PlantedWorld_HoldsOneCardNumber_ThePublishedTestNumber() => Assert.Equal(["4111111111111111"], Found(world.Planted));

    [Fact]
    public void NullWorld_HoldsNoCardNumber() => Assert.Empty(Found(world.Null));

    [Theory]
    [InlineData("card 4242-4242-4242-4242 please", true)]
    [InlineData("4000 0566 5566 5556", true)]
    [InlineData("4242424242424241", false)]
    [InlineData("order 12345678", false)]
    public void Scan_KnownNumbers(string text, bool isCard) => Assert.Equal(isCard, Scan(text).Any());

    private static List<string> Found(SampleSummary summary) =>
        [.. Directory.EnumerateFiles(summary.Folder, "*", SearchOption.AllDirectories).SelectMany(f => File.ReadLines(f)).SelectMany(Scan)];

    /// <summary>13 to 19 digits, whole or in groups with one blank or dash between, that pass Luhn's test: deliberately wider than any brand's prefixes.</summary>
    private static IEnumerable<string> Scan(string line)
    {
        for (var start = 0; start < line.Length; start++)
        {
            if (!char.IsAsciiDigit(line[start]) || (start > 0 && char.IsAsciiDigit(line[start - 1])))
                continue;
            var digits = "";
            var i = start;
            // Groups of a printed card number are four to six digits; dates and amounts are not.
            while (i < line.Length && (char.IsAsciiDigit(line[i]) || (line[i] is ' ' or '-' && i + 4 < line.Length && line.AsSpan(i + 1, 4).IndexOfAnyExceptInRange('0', '9') < 0)))
            {
                if (char.IsAsciiDigit(line[i]))
                    digits += line[i];
                i++;
            }
            if (digits.Length is >= 13 and <= 19 && Luhn(digits))
                yield return digits;
            start = i;
        }
    }

    private static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            if (i % 2 == 1)
                digit = digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0;
    }
}
