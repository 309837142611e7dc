using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Tickets;

/// <summary>What holds for every help desk's list, whatever it says.</summary>
public sealed class TicketLawsTests
{
    public static TheoryData<int> Indexes => TicketSample.Indexes;

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Import_ColumnsInAnyOrderWithOthersBetween_IsTheSame(int index)
    {
        var sample = TicketSample.All[index];
        string[] expected = await FactsAsync(sample.Source, sample.Csv());
        Assert.True(expected.Length >= sample.Rows.Length);
        for (int seed = 0; seed < 10; seed++)
            Assert.Equal(expected, await FactsAsync(sample.Source, sample.Shuffled(new Random(seed)).Csv()));
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Import_OtherDelimitersLineEndsAndMarks_IsTheSame(int index)
    {
        var sample = TicketSample.All[index];
        string[] expected = await FactsAsync(sample.Source, sample.Csv());
        foreach (string text in (string[])[sample.Csv(';'), sample.Csv('\t'), sample.Csv(',', "\r\n"), "\uFEFF" + sample.Csv(), sample.Csv() + "\n\n"])
            Assert.Equal(expected, await FactsAsync(sample.Source, text));
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Import_InParts_IsTheWhole(int index)
    {
        var sample = TicketSample.All[index];
        string[] expected = await FactsAsync(sample.Source, sample.Csv());

        Assert.Equal(expected, await FactsAsync(sample.Source, [.. sample.Rows.Select(row => (sample with { Rows = [row] }).Csv())]));
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Import_Twice_IsOnce(int index)
    {
        var sample = TicketSample.All[index];
        using var import = new ImportFixture();
        import.Settle(sample.Source, """{"zone":"Europe/Berlin"}""");
        var first = await import.ImportAsync("a.csv", sample.Csv());
        string[] before = [.. import.Store.Contents()];

        var again = await import.ImportAsync("b.csv", sample.Csv(';'));

        Assert.Equal((sample.Format, (long)sample.Rows.Length, 0L), (first.Format, first.Inserted, first.Rejected));
        Assert.Equal((long)sample.Rows.Length, again.Unchanged);
        Assert.Equal(before, import.Store.Contents());
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Import_HeaderOnly_IsAnEmptyList(int index)
    {
        var sample = TicketSample.All[index];
        using var import = new ImportFixture();
        import.Settle(sample.Source, """{"zone":"Europe/Berlin"}""");

        var file = await import.ImportAsync("a.csv", (sample with { Rows = [] }).Csv());

        Assert.Equal((sample.Format, "done", 0L), (file.Format, file.State, file.Rows));
    }

    /// <summary>A required cell that is empty rejects its row and no other.</summary>
    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Import_RowWithoutId_RejectsThatRow(int index)
    {
        var sample = TicketSample.All[index];
        string[] ids = ["Id", "Ticket ID", "Issue id", "ID de la incidencia", "Ticket Number", "sys_id", "number"];
        using var import = new ImportFixture();
        import.Settle(sample.Source, """{"zone":"Europe/Berlin"}""");
        var rows = sample.Rows.Select((row, i) => i > 0 ? row : [.. row.Select((cell, c) => ids.Contains(sample.Header[c]) ? "" : cell)]).ToArray();

        var file = await import.ImportAsync("a.csv", (sample with { Rows = rows }).Csv());

        Assert.Equal((1L, (long)rows.Length - 1), (file.Rejected, file.Inserted));
        Assert.Equal("required-value-missing", file.FirstProblems.First(p => p.Severity == "rejected").Rule);
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Import_WithoutAZone_IsReadInTheWorkspacesOwn_UntilOneIsSet(int index)
    {
        using var import = new ImportFixture();

        var sample = TicketSample.All[index];
        import.Store.Zone = "Asia/Tokyo";
        var file = await import.ImportAsync("a.csv", sample.Csv());
        Assert.Equal("done", file.State);
        Assert.Contains(file.FirstProblems, problem => problem.Rule == "zone-assumed");
        var assumed = import.Store.Tickets.Values.Select(ticket => ticket.Row.CreatedAt).ToList();

        using var settled = new ImportFixture();
        settled.Settle(sample.Source, """{"zone":"UTC"}""");
        var exact = await settled.ImportAsync("a.csv", sample.Csv());
        Assert.DoesNotContain(exact.FirstProblems, problem => problem.Rule == "zone-assumed");
        // Tokyo is nine hours ahead, all year.
        Assert.Equal(settled.Store.Tickets.Values.Select(ticket => ticket.Row.CreatedAt.AddHours(-9)), assumed);
    }

    /// <summary>One in fifty numbers of 14 digits has the form of a Diners card; a help desk's own numbers are none. Under another name, or longer, they are.</summary>
    [Fact]
    public async Task Import_IdsThatLookLikeCards_AreKeptAndCardsAreNot()
    {
        using var import = new ImportFixture();
        import.Settle("zendesk", """{"zone":"UTC"}""");

        var file = await import.ImportAsync("a.csv", "Id,Requester id,Status,Created at,Updated at,Subject,Group\n36070500001236,30569309025904,Open,2026-03-01 09:00,2026-03-01 09:00,my card 30569309025904,30569309025904\n2,4242424242424242,Open,2026-03-01 09:00,2026-03-01 09:00,,\n");

        Assert.Equal((2L, 3L), (file.Inserted, file.CardNumbersTruncated));
        var first = import.Store.Tickets["1:36070500001236"].Row;
        Assert.Equal(("30569309025904", "my card 305693****5904", "305693****5904"), (first.CustomerRef, first.Subject, first.Team));
        Assert.Null(import.Store.Tickets["1:2"].Row.CustomerRef);
    }

    private static async Task<string[]> FactsAsync(string source, params string[] files)
    {
        using var import = new ImportFixture();
        import.Settle(source, """{"zone":"Europe/Berlin"}""");
        for (int i = 0; i < files.Length; i++)
        {
            var file = await import.ImportAsync($"{i}.csv", files[i]);
            Assert.Equal((null, 0L), (file.Error, file.Rejected));
        }

        return [.. import.Store.Contents()];
    }
}
