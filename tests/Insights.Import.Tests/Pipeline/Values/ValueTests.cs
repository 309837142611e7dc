using System.Text;
using Insights.Import.Pipeline.Values;
using Xunit;

namespace Insights.Import.Tests.Pipeline.Values;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("12.34", 2, 1234)]
    [InlineData("12.3", 2, 1230)]
    [InlineData("12", 2, 1200)]
    [InlineData(".91", 2, 91)]
    [InlineData("1.", 2, 100)]
    [InlineData("0", 2, 0)]
    [InlineData("-5.00", 2, -500)]
    [InlineData("+5", 0, 5)]
    [InlineData("1000.00", 0, 1000)]
    [InlineData("1.234", 3, 1234)]
    [InlineData("12.3400", 2, 1234)]
    [InlineData("9999999999999.99", 2, 999999999999999)]
    [InlineData("1,234.50", 2, 123450)]
    [InlineData("-1,234,567.8", 2, -123456780)]
    [InlineData("1,234,567", 0, 1234567)]
    [InlineData("$12.00", 2, 1200)]
    [InlineData("CA$1,050.00", 2, 105000)]
    [InlineData("(12.00)", 2, -1200)]
    [InlineData("1'234.50", 2, 123450)]
    [InlineData("1\u00A0234.50", 2, 123450)]
    public void TryMajor_DecimalText_IsExactMinorUnits(string text, int decimals, long expected)
    {
        Assert.Null(AmountText.TryMajor(Encoding.UTF8.GetBytes(text), decimals, out long minor));
        Assert.Equal(expected, minor);
    }

    [Theory]
    [InlineData("sixty", 2, "amount-not-a-number")]
    [InlineData("12.345", 2, "amount-too-precise")]
    [InlineData("10.50", 0, "amount-too-precise")]
    [InlineData("1234,50", 2, "amount-in-local-format")]
    [InlineData("1,234", 2, "amount-in-local-format")]
    [InlineData("1.234,50 €", 2, "amount-in-local-format")]
    [InlineData("12,34.50", 2, "amount-in-local-format")]
    [InlineData("1.234,50", 2, "amount-in-local-format")]
    [InlineData("1.2.3", 2, "amount-in-local-format")]
    [InlineData("1.23E+5", 2, "damaged-by-spreadsheet")]
    [InlineData("99999999999999999", 2, "amount-too-large")]
    [InlineData(".", 2, "amount-not-a-number")]
    [InlineData("-", 2, "amount-not-a-number")]
    [InlineData("NaN", 2, "amount-not-a-number")]
    public void TryMajor_AnythingElse_SaysWhy(string text, int decimals, string rule) =>
        Assert.Equal(rule, AmountText.TryMajor(Encoding.UTF8.GetBytes(text), decimals, out _)?.Rule);
}

public sealed class InstantTextTests
{
    /// <summary>Seconds and milliseconds since 1970, and nothing that might be a day with its hour.</summary>
    [Theory]
    [InlineData("1782900000", "2026-07-01T10:00:00Z")]
    [InlineData("1782900000123", "2026-07-01T10:00:00Z")]
    [InlineData("2026070110", null)]
    [InlineData("20260701", null)]
    [InlineData("9999999999", null)]
    [InlineData("178290000a", null)]
    public void TryInstant_UnixTime_IsReadWhereItHasOneMeaning(string text, string? expected)
    {
        var fault = InstantText.TryInstant(Encoding.UTF8.GetBytes(text), new ValueRules(), out var utc);

        Assert.Equal(expected is null, fault is not null);
        if (expected is not null)
            Assert.Equal(expected, utc.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2026-10-31T14:05:00Z", false, "2026-10-31T14:05:00Z")]
    [InlineData("2026-10-31 14:05:00Z", false, "2026-10-31T14:05:00Z")]
    [InlineData("2026-10-31T14:05Z", false, "2026-10-31T14:05:00Z")]
    [InlineData("2026-10-31T14:05:00.987654Z", false, "2026-10-31T14:05:00Z")]
    [InlineData("2026-10-31T14:05:00+01:00", false, "2026-10-31T13:05:00Z")]
    [InlineData("2026-10-31T14:05:00-0800", false, "2026-10-31T22:05:00Z")]
    [InlineData("2025-09-01T00:30:00+05:30", false, "2025-08-31T19:00:00Z")]
    [InlineData("2024-06-07 02:38:54", true, "2024-06-07T02:38:54Z")]
    [InlineData("2024-06-07 02:38", true, "2024-06-07T02:38:00Z")]
    [InlineData("2024-02-29T24:00:00Z", false, "2024-03-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", false, "2016-12-31T23:59:59Z")]
    public void TryInstant_Iso_IsUtcInWholeSeconds(string text, bool assumeUtc, string expected)
    {
        Assert.Null(InstantText.TryInstant(Encoding.UTF8.GetBytes(text), assumeUtc, out var utc));
        Assert.Equal(DateTime.Parse(expected, null, System.Globalization.DateTimeStyles.AdjustToUniversal), utc);
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
    }

    [Theory]
    [InlineData("2026-10-31", "instant-without-time")]
    [InlineData("2026-10-31T14:05:00", "instant-without-zone")]
    [InlineData("2026-02-30T10:00:00Z", "instant-impossible")]
    [InlineData("2026-13-01T10:00:00Z", "instant-impossible")]
    [InlineData("2026-01-01T25:00:00Z", "instant-impossible")]
    [InlineData("2025-02-29", "instant-impossible")]
    [InlineData("2926-01-01T10:00:00Z", "instant-out-of-range")]
    [InlineData("0001-01-01T00:00:00Z", "instant-out-of-range")]
    [InlineData("04/05/2024 10:00", "instant-order-unknown")]
    [InlineData("4.5.2024 10:00", "instant-order-unknown")]
    [InlineData("05:30.0", "damaged-by-spreadsheet")]
    [InlineData("yesterday", "instant-not-recognised")]
    [InlineData("2026-10-31T14:05:00 PST", "instant-not-recognised")]
    [InlineData("2026-10-31T14:05:00.Z", "instant-not-recognised")]
    public void TryInstant_AnythingElse_SaysWhy(string text, string rule) =>
        Assert.Equal(rule, InstantText.TryInstant(Encoding.UTF8.GetBytes(text), assumeUtc: false, out _)?.Rule);
}

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("EUR", 2, 2)]
    [InlineData("jpy", 0, 0)]
    [InlineData("KWD", 3, 3)]
    [InlineData("MGA", 2, 0)]
    [InlineData("ISK", 0, 2)]
    [InlineData("HUF", 2, 2)]
    public void Find_DecimalsBelongToTheProvider(string code, int iso, int stripe)
    {
        Assert.Equal(iso, Currencies.Iso.Find(code)?.Decimals);
        Assert.Equal(stripe, Currencies.Stripe.Find(code)?.Decimals);
        Assert.Equal(code.ToUpperInvariant(), Currencies.Iso.Find(code)?.Code);
    }

    [Theory]
    [InlineData("DOLLAR")]
    [InlineData("XXX")]
    [InlineData("E1R")]
    [InlineData("")]
    public void Find_NoCurrency_IsNull(string code) => Assert.Null(Currencies.Iso.Find(code));
}

public sealed class SpreadsheetDamageTests
{
    [Theory]
    [InlineData("1.23E+15", true)]
    [InlineData("1,23E+15", true)]
    [InlineData("4E+11", true)]
    [InlineData("1.23E15", false)]
    [InlineData("ch_1E+5", false)]
    [InlineData("12E+5", false)]
    [InlineData("E+15", false)]
    [InlineData("1.23E+", false)]
    public void IsScientific_OnlyWhatASpreadsheetWrites(string text, bool expected) => Assert.Equal(expected, SpreadsheetDamage.IsScientific(Encoding.UTF8.GetBytes(text)));
}
