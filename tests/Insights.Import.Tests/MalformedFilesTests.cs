using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Import.Tests;

/// <summary>Holds sample-data/malformed to the table in its README, in a real store on disk.</summary>
public sealed class MalformedFilesTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "sample-data", "malformed");

    // Every full number that occurs in the files, as digits. None may reach the disk in any form.
    private static readonly string[] CardNumbers = ["4111111111111111", "4242424242424242", "5555555555554444", "378282246310005", "4000056655665556"];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)).Where(f => f != "README.md" && !f.StartsWith('.')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Import_MalformedFile_EndsAsItsReadmeSays(string name)
    {
        var expected = Expectation.Of(name);
        string data = Directory.CreateTempSubdirectory("insights-malformed-").FullName;
        try
        {
            string said;
            await using (var provider = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = data }).BuildServiceProvider())
            {
                var store = provider.GetRequiredService<IReportingStore>();
                await store.MigrateAsync();
                var result = await provider.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [Path.Combine(Folder, name)] });
                var file = Assert.Single(result.Files);
                said = await SaidAsync(store, file);

                Assert.Equal(expected, new Expectation(file.State, file.Rows, file.Inserted, file.Rejected, file.Skipped, expected.Says));
                await AssertStoredAsync(store, file);
                if (expected.State == "failed")
                    Assert.Contains(expected.Says, file.Error, StringComparison.Ordinal);
                else
                    Assert.Equal(expected.Says, said);
                if (file.Rejected > 0)
                    Assert.True(new FileInfo(file.RejectsFile!).Length > 0);
            }

            AssertNoCardNumberIn(data);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Import_CardNumbersInText_AreStoredTruncated()
    {
        string data = Directory.CreateTempSubdirectory("insights-malformed-").FullName;
        try
        {
            await using var provider = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = data }).BuildServiceProvider();
            var store = provider.GetRequiredService<IReportingStore>();
            await store.MigrateAsync();
            var result = await provider.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [Path.Combine(Folder, "card-number-in-subject.csv"), Path.Combine(Folder, "card-number-in-json.ndjson")] });

            Assert.Equal([3L, 2L], result.Files.Select(f => f.CardNumbersTruncated));
            await using var context = store.Open(DataScope.Staff);
            var subjects = await context.Tickets.Select(t => t.Subject).ToListAsync();
            Assert.Contains("My card 4111 11** **** 1111 was charged twice", subjects);
            Assert.Contains("424242******4242 cvv: ***", subjects);
            Assert.Contains("it is 4111 11** **** 1111", subjects);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task AssertStoredAsync(IReportingStore store, FileResult file)
    {
        await using var context = store.Open(DataScope.Staff);
        var ledger = await context.ImportedFiles.SingleAsync();
        Assert.Equal((file.State, file.Rows, file.Inserted, file.Rejected, file.Skipped), (ledger.State, ledger.Rows, ledger.Inserted, ledger.Rejected, ledger.Skipped));
        long facts = await context.Transactions.CountAsync(t => !t.ExternalId.EndsWith("#refund")) + await context.Tickets.CountAsync() + await context.BusinessCalendars.CountAsync();
        Assert.Equal(file.Inserted, facts);
    }

    private static async Task<string> SaidAsync(IReportingStore store, FileResult file)
    {
        await using var context = store.Open(DataScope.Staff);
        var problems = await context.RejectedRows.OrderBy(r => r.Id).Where(r => r.FileId == file.FileId).ToListAsync();
        Assert.All(problems, p => Assert.True(p.Line > 0 && p.Reason.Length > 20, p.Rule));
        Assert.Equal(problems.Where(p => p.Severity == "rejected").Select(p => p.Line).Distinct().Count(), problems.Count(p => p.Record is not null));
        return string.Join(", ", problems.GroupBy(p => p.Rule).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} {g.Count()}")));
    }

    private static void AssertNoCardNumberIn(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            byte[] bytes = File.ReadAllBytes(path);
            // Latin1 keeps every byte; separators are taken out so that a printed number is found as well.
            string digits = Encoding.Latin1.GetString(bytes).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
            foreach (string number in CardNumbers)
                Assert.False(digits.Contains(number, StringComparison.Ordinal), $"{number} lies in {Path.GetFileName(path)}");
        }
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Insights.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run from within the repository.");
    }

    private sealed record Expectation(string State, long Rows, long Stored, long Rejected, long Skipped, string Says)
    {
        public static Expectation Of(string name)
        {
            string line = Assert.Single(File.ReadLines(Path.Combine(Folder, "README.md")), l => l.StartsWith($"| `{name}` |", StringComparison.Ordinal));
            string[] cells = [.. line.Trim('|').Split('|').Select(c => c.Trim())];
            return new Expectation(cells[1], Number(cells[2]), Number(cells[3]), Number(cells[4]), Number(cells[5]), cells[6]);
        }

        private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
