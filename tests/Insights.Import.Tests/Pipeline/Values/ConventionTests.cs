using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;
using Xunit;

namespace Insights.Import.Tests.Pipeline.Values;

public sealed class LocalTimeTests
{
    private static readonly ValueRules Berlin = new() { Times = TimeConvention.SourceZone, Zone = ZoneNames.Iana("Europe/Berlin") };

    [Theory]
    [InlineData("18/Jul/26 9:10 AM", "Iso", "2026-07-18T07:10:00Z")]
    [InlineData("18/jul/26 9:10 PM", "Iso", "2026-07-18T19:10:00Z")]
    [InlineData("18-dic-2026 12:05 AM", "Iso", "2026-12-17T23:05:00Z")]
    [InlineData("Jul 18, 2026, 9:10 a.m.", "Iso", "2026-07-18T07:10:00Z")]
    [InlineData("2026/01/06 00:00:30 -0800", "Iso", "2026-01-06T08:00:30Z")]
    [InlineData("2026-07-01T10:00:00.000", "Iso", "2026-07-01T08:00:00Z")]
    [InlineData("04/05/2024 10:00", "DayFirst", "2024-05-04T08:00:00Z")]
    [InlineData("04/05/2024 10:00", "MonthFirst", "2024-04-05T08:00:00Z")]
    [InlineData("31.01.2024 10:00:59", "DayFirst", "2024-01-31T09:00:59Z")]
    [InlineData("4.5.24 23:59", "DayFirst", "2024-05-04T21:59:00Z")]
    [InlineData("2024-07-04 10:00:00 PDT", "Iso", "2024-07-04T17:00:00Z")]
    [InlineData("2024-07-04 10:00:00 Asia/Tokyo", "Iso", "2024-07-04T01:00:00Z")]
    [InlineData("2024-07-04 24:00", "Iso", "2024-07-04T22:00:00Z")]
    public void TryInstant_WhatPeopleWrite_IsUtc(string text, string order, string expected)
    {
        Assert.Null(InstantText.TryInstant(Encoding.UTF8.GetBytes(text), Berlin with { Dates = Enum.Parse<DateConvention>(order) }, out var utc));
        Assert.Equal(expected, utc.ToString("yyyy-MM-ddTHH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("04/05/2024 10:00", "Iso", "instant-order-unknown")]
    [InlineData("04/05/2024 10:00", "AskUser", "instant-order-unknown")]
    [InlineData("04/13/2024 10:00", "DayFirst", "date-against-convention")]
    [InlineData("13/04/2024 10:00", "MonthFirst", "date-against-convention")]
    [InlineData("31/02/2024 10:00", "DayFirst", "instant-impossible")]
    [InlineData("2024-07-04 10:00:00 XST", "Iso", "zone-unknown")]
    [InlineData("2024-07-04 10:00:00 IST", "Iso", "zone-unknown")]
    [InlineData("05:30.0", "DayFirst", "damaged-by-spreadsheet")]
    [InlineData("18/Xyz/26 9:10", "Iso", "instant-not-recognised")]
    [InlineData("18/Jul/26 13:10 PM", "Iso", "instant-impossible")]
    [InlineData("18/Jul/26", "Iso", "instant-without-time")]
    [InlineData("18/07/126 10:00", "DayFirst", "instant-not-recognised")]
    public void TryInstant_AnythingElse_SaysWhy(string text, string order, string rule) =>
        Assert.Equal(rule, InstantText.TryInstant(Encoding.UTF8.GetBytes(text), Berlin with { Dates = Enum.Parse<DateConvention>(order) }, out _)?.Rule);

    [Fact]
    public void TryInstant_PartsInColumns_AreJoined()
    {
        var rules = new ValueRules { Times = TimeConvention.ZoneColumn, Dates = DateConvention.MonthFirst };

        Assert.Null(LocalTime.TryInstant("07/04/2024"u8, "03:04:05"u8, "PDT"u8, rules, atNight: false, out var utc));
        Assert.Equal(new DateTime(2024, 7, 4, 10, 4, 5), utc);
        Assert.Equal("instant-without-zone", LocalTime.TryInstant("07/04/2024"u8, "03:04:05"u8, default, rules, atNight: false, out _)?.Rule);
        Assert.Null(LocalTime.TryInstant("07/04/2024"u8, default, "Pacific Time (US & Canada)"u8, rules, atNight: true, out utc));
        Assert.Equal(new DateTime(2024, 7, 4, 7, 0, 0), utc);
    }
}

public sealed class ZoneNamesTests
{
    [Theory]
    [InlineData("BST", 60)]
    [InlineData("mesz", 120)]
    [InlineData("PST", -480)]
    [InlineData("ADT", -180)]
    [InlineData("ACST", 570)]
    [InlineData("GMT+2", 120)]
    [InlineData("UTC-08:00", -480)]
    [InlineData("+0530", 330)]
    [InlineData("-3", -180)]
    public void Find_AbbreviationOrOffset_IsMinutesEast(string name, int minutes) =>
        Assert.Equal(minutes, ZoneNames.Common.Find(name)?.GetUtcOffset(NodaTime.Instant.FromUtc(2026, 1, 15, 0, 0)).Seconds / 60);

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("Pacific Time (US & Canada)", "America/Los_Angeles")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    public void Find_Place_IsItsZone(string name, string id) => Assert.Equal(id, ZoneNames.Common.Find(name)?.Id);

    [Theory]
    [InlineData("IST")]
    [InlineData("CST")]
    [InlineData("AST")]
    [InlineData("XYZ")]
    [InlineData("Europe/Atlantis")]
    [InlineData("+25:00")]
    [InlineData("")]
    public void Find_SeveralMeaningsOrNone_IsNull(string name) => Assert.Null(ZoneNames.Common.Find(name));

    [Fact]
    public void With_ProvidersMeaning_IsTaken() => Assert.NotNull(ZoneNames.With(("IST", 330)).Find("IST"));

    [Fact]
    public void Rails_EveryName_IsAZone() => Assert.All(RailsZones.Names, z => Assert.NotNull(ZoneNames.Iana(z.Key)));
}

public sealed class LocalisedAmountTests
{
    [Theory]
    [InlineData("1.594,36", ',', 159436)]
    [InlineData("-1.594,36", ',', -159436)]
    [InlineData("1594,3", ',', 159430)]
    [InlineData("1.234.567", ',', 123456700)]
    [InlineData("1 594,36", ',', 159436)]
    [InlineData("$1,234.56", '.', 123456)]
    [InlineData("-$0.95", '.', -95)]
    [InlineData("$-0.95", '.', -95)]
    [InlineData("(5.00)", '.', -500)]
    [InlineData("12,50 €", ',', 1250)]
    [InlineData("12,50- €", ',', -1250)]
    [InlineData("1'234.50", '.', 123450)]
    [InlineData("1,00,000.00", '.', 10000000)]
    [InlineData("\u22125.00", '.', -500)]
    public void TryLocalised_AsTheProfileSays_IsMinorUnits(string text, char mark, long expected)
    {
        Assert.Null(AmountText.TryLocalised(Encoding.UTF8.GetBytes(text), mark, 2, out long minor));
        Assert.Equal(expected, minor);
    }

    [Theory]
    [InlineData("1,50", '.', "amount-against-convention")]
    [InlineData("1.50", ',', "amount-against-convention")]
    [InlineData("1.5943,00", ',', "amount-against-convention")]
    [InlineData("1,2.3,4", '.', "amount-against-convention")]
    [InlineData("1234.567,00", ',', "amount-against-convention")]
    [InlineData("...", '.', "amount-against-convention")]
    [InlineData("12 EUR", ',', "amount-not-a-number")]
    [InlineData("1,234", ',', "amount-too-precise")]
    [InlineData("1.23E+5", '.', "damaged-by-spreadsheet")]
    [InlineData("$", '.', "amount-not-a-number")]
    public void TryLocalised_AnythingElse_SaysWhy(string text, char mark, string rule) =>
        Assert.Equal(rule, AmountText.TryLocalised(Encoding.UTF8.GetBytes(text), mark, 2, out _)?.Rule);

    [Theory]
    [InlineData("5200", "EUR", 5200)]
    [InlineData("5200", "JPY", 52)]
    [InlineData("-5200", "KWD", -52000)]
    public void TryAmount_MinorOfTwoDecimals_IsStoredAsIso(string text, string currency, long expected)
    {
        var rules = new ValueRules { Amounts = AmountConvention.Minor };

        Assert.Null(rules.TryAmount(Encoding.UTF8.GetBytes(text), Currencies.TwoAlways.Find(currency)!, out long minor));
        Assert.Equal(expected, minor);
        Assert.Equal("amount-not-minor", rules.TryAmount("52.00"u8, Currencies.TwoAlways.Find(currency)!, out _)?.Rule);
        Assert.Equal("amount-too-precise", rules.TryAmount("5201"u8, Currencies.TwoAlways.Find("JPY")!, out _)?.Rule);
    }

    /// <summary>2,500.00 pesos with two decimals are 2500 stored pesos; an Adyen escudo has none, a stored one two.</summary>
    [Fact]
    public void TryAmount_AdyensExceptions_AreStoredAsIso()
    {
        var rules = new ValueRules { Amounts = AmountConvention.Minor };

        Assert.Null(rules.TryAmount("250000"u8, Currencies.Adyen.Find("CLP")!, out long clp));
        Assert.Null(rules.TryAmount("250000"u8, Currencies.Adyen.Find("ISK")!, out long isk));
        Assert.Null(rules.TryAmount("2500"u8, Currencies.Adyen.Find("CVE")!, out long cve));
        Assert.Null(rules.TryAmount("2500"u8, Currencies.Adyen.Find("JPY")!, out long jpy));
        Assert.Equal((2500L, 2500L, 250000L, 2500L), (clp, isk, cve, jpy));
    }

    [Fact]
    public void With_OwnDecimals_TakeTheirPlace()
    {
        var own = Currencies.Iso.With(new Dictionary<string, int> { ["JPY"] = 2 });

        Assert.Equal((2, 0), (own.Find("JPY")!.Decimals, own.Find("JPY")!.StoredDecimals));
        Assert.Equal(0, Currencies.Iso.Find("JPY")!.Decimals);
    }
}

public sealed class OrdinalsTests
{
    [Fact]
    public void Next_EqualRows_AreNumberedFromZero()
    {
        var ordinals = new Ordinals();

        Assert.Equal([0, 0, 1, 2, 1, 0], new[] { "a", "b", "a", "a", "b", "c" }.Select(ordinals.Next));
    }

    [Fact]
    public void Next_ManyRows_StayApart()
    {
        var ordinals = new Ordinals();

        Assert.All(Enumerable.Range(0, 100_000), i => Assert.Equal(0, ordinals.Next("row " + i)));
        Assert.All(Enumerable.Range(0, 100_000), i => Assert.Equal(1, ordinals.Next("row " + i)));
    }
}

public sealed class DateOrderTests
{
    [Theory]
    [InlineData("04/05/2024|13/05/2024", "DayFirst")]
    [InlineData("04/05/2024|05/13/2024", "MonthFirst")]
    [InlineData("04/05/2024|05/06/2024", null)]
    [InlineData("2024-05-04", null)]
    [InlineData("13/05/2024|05/13/2024", null)]
    public void Of_OnlyAValueAboveTwelveProves(string dates, string? expected) =>
        Assert.Equal(expected, DateOrder.Of(dates.Split('|').Select((d, i) => (d, i))).Order?.ToString());

    [Fact]
    public void Of_BothOrders_Contradict() => Assert.True(DateOrder.Of([("13/05/2024", 2), ("05/13/2024", 3)]).IsContradictory);

    [Fact]
    public void Of_YearFirst_NeedsNoOrder() => Assert.False(DateOrder.Of([("2024-05-13", 2)]).IsNeeded);
}

public sealed class ControlTotalsTests
{
    [Fact]
    public void Mismatches_NameWhatDiffers()
    {
        var totals = new ControlTotals();
        totals.Found("rows");
        totals.Found("rows");
        totals.Expect("rows", 3, 9);
        totals.Found("sum EUR", 1250);
        totals.Expect("sum EUR", 1250, 9, Currencies.Iso.Find("EUR"));
        totals.Check("net = gross - fee", 900, 901, 4, Currencies.Iso.Find("EUR"));
        totals.Check("net = gross - fee", 900, 900, 5);
        totals.Found("nobody asked", 7);

        Assert.Equal([new TotalMismatch("rows", "3", "2", 9), new TotalMismatch("net = gross - fee", "9.00 EUR", "9.01 EUR", 4)], totals.Mismatches);
    }

    /// <summary>Accountants' spreadsheets write what is below zero in brackets; a sign inside them is nobody's.</summary>
    [Theory]
    [InlineData("(12.50)", -1250L)]
    [InlineData("(1234)", -123400L)]
    [InlineData("(-12.50)", null)]
    [InlineData("()", null)]
    [InlineData("(12,50)", null)]
    public void TryAmount_Brackets_AreBelowZero(string text, long? minor)
    {
        var fault = new ValueRules { Amounts = AmountConvention.Major }.TryAmount(System.Text.Encoding.UTF8.GetBytes(text), Currencies.Iso.Find("EUR")!, out long read);

        Assert.Equal(minor, fault is null ? read : null);
    }
}
