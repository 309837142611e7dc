using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;
using Insights.Import.Tests.Reading;
using Insights.Import.Tests.Sources;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>
/// Every format's golden file, mutated: no map may crash or lose count, whatever its cells hold. And values alone: no text may crash a reader of amounts,
/// instants or durations, nor give one outside its bounds. Seeded; <c>INSIGHTS_FUZZ_ROUNDS</c> and <c>INSIGHTS_FUZZ_SEED</c> make it run longer and elsewhere.
/// </summary>
public sealed class FormatFuzzTests
{
    private static readonly int Rounds = Setting("INSIGHTS_FUZZ_ROUNDS", 1);
    private static readonly int Seed = Setting("INSIGHTS_FUZZ_SEED", 20261122);

    private static readonly string[] Pieces =
    [
        "0", "1", "9", "12", "2026", "-", "/", ".", ",", ":", " ", "T", "Z", "+", "e", "E+5", "(", ")", "$", "€", "R$", "\u00A0", "\u202F", "'", "AM", "PM", "p. m.", "午後", "年", "月", "日",
        "Jul", "juil.", "paź", "Mon,", "CET", "PDT", "Europe/Berlin", "UTC", "+01:00", "-0800", "999999999", "1782900000", "NaN", "h", "min", "d", "\uFEFF", "\0", "é", "𝟙",
    ];

    [Fact]
    public async Task Import_MutatedGoldenFileOfEveryFormat_Reconciles()
    {
        var random = new Random(Seed);
        foreach (string name in GoldenFile.Names)
        {
            var golden = GoldenFile.Load(name);
            using var import = new ImportFixture(new ImportLimits { ChunkRows = 5, MaxRecordBytes = 8192 });
            if (golden.Settings is not null)
                import.Settings(golden.Format.DefaultSource, golden.Settings);
            byte[] whole = Encoding.UTF8.GetBytes(golden.With(golden.Records));
            for (int round = 0; round < 4 * Rounds; round++)
            {
                // Half of them inside the rows only, so that the format is still known and its map meets what it did not expect.
                byte[] bytes = round % 2 == 0 ? Mutations.Of(whole, random) : WithOtherCells(golden, random);
                var file = await import.ImportFileAsync(import.Write($"{round}-{name}", bytes));
                Assert.True(file.State is "done" or "failed" or "already_imported", $"{name}: {file.State}");
                if (file.State == "failed")
                    Assert.False(string.IsNullOrWhiteSpace(file.Error), name);
            }
        }
    }

    [Fact]
    public void Values_RandomTexts_AreReadOrRefused()
    {
        var random = new Random(Seed + 1);
        ValueRules[] rules = [new(), new() { Dates = DateConvention.DayFirst, Zone = NodaTime.DateTimeZone.Utc }, new() { Dates = DateConvention.MonthFirst }, new() { Zone = NodaTime.DateTimeZone.Utc, SerialEpoch = SpreadsheetSerial.From1900 }];
        for (int round = 0; round < 60_000 * Rounds; round++)
        {
            string text = Text(random);
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            if (AmountText.TryMajor(utf8, random.Next(4), out long minor) is null)
                Assert.InRange(minor, -1_000_000_000_000_000, 1_000_000_000_000_000);
            if (AmountText.TryLocalised(utf8, random.Next(2) == 0 ? ',' : '.', 2, out minor) is null)
                Assert.InRange(minor, -1_000_000_000_000_000, 1_000_000_000_000_000);
            AmountText.TryMinor(utf8, out _);
            var rule = rules[random.Next(rules.Length)];
            if (InstantText.TryInstant(utf8, rule, out var utc) is null)
                Assert.True(utc.Year is >= 1989 and <= 2101 && utc.Kind == DateTimeKind.Utc, string.Create(CultureInfo.InvariantCulture, $"'{text}' became {utc:O}"));
            LocalTime.TryInstant(utf8, Encoding.UTF8.GetBytes(Text(random)), Encoding.UTF8.GetBytes(Text(random)), rule, atNight: random.Next(2) == 0, out _);
            LocalTime.Proves(text);
            LocalTime.NeedsOrder(text);
            LocalTime.NamesZone(text, out _);
            ZoneNames.Common.Find(text);
        }
    }

    /// <summary>One cell of the file is another text; in JSON, one of its values.</summary>
    private static byte[] WithOtherCells(GoldenFile golden, Random random)
    {
        string[] records = [.. golden.Records];
        for (int change = 0; change < 3 && records.Length > 0; change++)
        {
            int at = random.Next(records.Length);
            string record = records[at];
            int from = record.IndexOf(golden.IsJson ? ':' : ',', random.Next(record.Length));
            if (from < 0)
                continue;
            int to = record.IndexOf(',', from + 1);
            string value = random.Next(4) switch
            {
                0 => "",
                1 => golden.IsJson ? "[{\"a\":null}]" : "\"\"",
                2 => new string('9', random.Next(1, 40)),
                _ => Text(random).Replace("\"", "", StringComparison.Ordinal).Replace(',', ' '),
            };
            records[at] = record[..(from + 1)] + (golden.IsJson && value.Length > 0 && value[0] != '[' ? $"\"{value.Replace("\\", "", StringComparison.Ordinal)}\"" : value) + (to < 0 ? "" : record[to..]);
        }

        return Encoding.UTF8.GetBytes(golden.With(records));
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(0, 9)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
