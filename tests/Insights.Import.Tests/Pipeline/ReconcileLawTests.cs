using System.Globalization;
using System.Text;
using Insights.Import.Sources.Canonical;
using Insights.Import.Tests.Sources;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>
/// Laws over made-up canonical files in which good and bad rows stand side by side: every record has one outcome, however the file is cut into parts,
/// and a bad field costs the field and not the row.
/// </summary>
public sealed class ReconcileLawTests
{
    private const string Header = "transaction_id,vendor,kind,status,occurred_at,updated_at,amount,currency,fee,method,descriptor\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Import_GoodAndBadRowsMixed_GivesEveryRecordOneOutcome_InAnySplit(int seed)
    {
        var random = new Random(seed);
        string[] records = [.. Enumerable.Range(0, 120).Select(i => Record(random, i))];
        await using var whole = await SourceStore.CreateAsync(chunkRows: 50);
        var all = await whole.ImportAsync("whole.csv", Header + string.Concat(records));
        Assert.Equal(("done", (long)records.Length), (all.State, all.Rows));
        Assert.True(all is { Inserted: > 10, Rejected: > 10, Warnings: > 0 }, $"seed {seed} mixes nothing: {all.Inserted} inserted, {all.Rejected} rejected, {all.Warnings} warnings");

        await using var split = await SourceStore.CreateAsync(chunkRows: 7);
        int parts = random.Next(2, 6);
        int[] cuts = [0, .. Enumerable.Range(1, parts - 1).Select(_ => random.Next(1, records.Length)).Distinct().Order(), records.Length];
        long rows = 0, rejected = 0, warnings = 0;
        for (int i = 1; i < cuts.Length; i++)
        {
            var file = await split.ImportAsync($"part-{i}.csv", Header + string.Concat(records[cuts[i - 1]..cuts[i]]));
            Assert.Equal(cuts[i] - cuts[i - 1], file.Rows);
            (rows, rejected, warnings) = (rows + file.Rows, rejected + file.Rejected, warnings + file.Warnings);
        }

        Assert.Equal((all.Rows, all.Rejected, all.Warnings), (rows, rejected, warnings));
        Assert.Equal(await whole.FactsAsync(), await split.FactsAsync());
    }

    /// <summary>One record; most are good, some say a row again (older, newer, the same), and each way to be bad occurs.</summary>
    private static string Record(Random random, int number)
    {
        string id = $"t{(random.Next(5) == 0 ? random.Next(number + 1) : number)}";
        string at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number * 37).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string updated = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string[] cells = [id, random.Next(3) == 0 ? "oak" : "birch", "charge", "succeeded", at, updated, $"{random.Next(1, 900)}.{random.Next(10)}5", "EUR", "0.35", "card", "\"Oak, the \"\"first\"\"\nline two\""];
        switch (random.Next(14))
        {
            case 0: cells[0] = ""; break;
            case 1: cells[4] = "yesterday"; break;
            case 2: cells[6] = "12,3,4"; break;
            case 3: cells[7] = "EURO"; break;
            case 4: cells[8] = "-1"; break;
            case 5: cells[9] = "pigeon"; break;
            case 6: cells[2] = "gift"; break;
            case 7: cells[10] = "a, b, surplus"; break;
            case 8: return id + "\n";
            case 9: cells[0] = "1.23E+15"; break;
        }

        return string.Join(',', cells) + "\n";
    }

    public static TheoryData<string, string> Fields
    {
        get
        {
            var fields = new TheoryData<string, string>();
            foreach (string kind in (string[])["transactions", "tickets", "ticket-events", "chargebacks", "chargeback-events"])
            {
                foreach (var each in CanonicalFields.Of(kind).Where(f => f.Type is not "text"))
                    fields.Add(kind, each.Name);
            }

            return fields;
        }
    }

    /// <summary>What cannot be read is emptied and told where the row means something without it; the facts are those of the same file with the cell left empty.</summary>
    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Import_BadField_CostsTheField_UnlessTheRowMeansNothingWithoutIt(string kind, string field)
    {
        var profile = CanonicalKinds.All[kind];
        bool isRequired = profile.Required.Any(r => r.Name == field);
        string bad = CanonicalFields.Find(kind, field)!.Type == "id" ? "1.23E+15" : "~nonsense~";
        using var import = new ImportFixture();
        using var empty = new ImportFixture();

        var file = await import.ImportAsync("bad.csv", With(kind, field, bad));

        Assert.Equal(("done", profile.Id, 1L), (file.State, file.Format, file.Rows));
        // A ticket without a status is still a ticket.
        if (isRequired && (kind, field) != ("tickets", "status"))
        {
            Assert.Equal((1L, 0L), (file.Rejected, file.Inserted));
            Assert.Contains(file.FirstProblems, p => p.Severity == "rejected" && p.Column == field);
            return;
        }

        Assert.Equal((0L, 1L), (file.Rejected, file.Inserted));
        Assert.Contains(file.FirstProblems, p => p.Severity == "warning" && p.Column == field);
        await empty.ImportAsync("empty.csv", With(kind, field, ""));
        // Without a currency of its own the charge's amount has the dispute's; with one that means nothing it has none.
        if (!isRequired && field != "transaction_currency")
            Assert.Equal(empty.Store.Contents(), import.Store.Contents());
    }

    private static string With(string kind, string field, string value)
    {
        var fields = CanonicalFields.Of(kind).ToList();
        string Cell(CanonicalField of) => of.Name == field ? value : of.Name is "refund_extent" or "refund_mode" or "failure_cause" ? "" : of.Example;
        return string.Join(',', fields.Select(f => f.Name)) + "\n" + string.Join(',', fields.Select(f => RejectsFile.Cell(Cell(f)))) + "\n";
    }
}
