using System.Text;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>Texts whose bytes prove no encoding are read as Windows-1252, which is shown as a guess; a person says otherwise for one import, a source or a mapping.</summary>
public sealed class EncodingTests
{
    private const string Payments = "transaction_id,vendor,kind,status,occurred_at,amount,currency,product\nt1,дуб,charge,succeeded,2026-01-05T10:00:00Z,10.25,EUR,Лампа\n";
    private static readonly byte[] Cyrillic = Cyrillics(Payments);

    private static byte[] Cyrillics(string text) => CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text);

    [Fact]
    public async Task Import_NothingSaid_IsAGuess()
    {
        using var import = new ImportFixture();
        string path = import.Write("p.csv", Cyrillic);

        var preview = await import.Setup.PreviewAsync(new ImportRequest { Paths = [path] }, path);
        var file = await import.ImportFileAsync(path);

        Assert.True(preview.EncodingIsGuess);
        Assert.Contains(preview.Settings, s => s is { Name: "encoding", From: "guess" });
        Assert.Equal("Ëàìïà", import.Store.Transactions["1:t1"].Row.Product);
        Assert.StartsWith("Windows-1252 (a guess", file.Encoding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ChosenForTheImport_IsReadByIt_AndItsPreviewToo()
    {
        using var import = new ImportFixture();
        string path = import.Write("p.csv", Cyrillic);
        var request = new ImportRequest { Paths = [path], Encoding = "windows-1251" };

        var preview = await import.Setup.PreviewAsync(request, path);
        var file = Assert.Single((await import.Runner.RunAsync(request)).Files);

        Assert.False(preview.EncodingIsGuess);
        Assert.Contains(preview.Settings, s => s is { Name: "encoding", Value: "windows-1251 (chosen)", From: "request" });
        Assert.Equal(("windows-1251 (chosen)", "Лампа"), (file.Encoding, import.Store.Transactions["1:t1"].Row.Product));
    }

    /// <summary>Of several files, each as it was chosen on its card.</summary>
    [Fact]
    public async Task Import_ChosenForOneTable_LeavesTheOthers()
    {
        using var import = new ImportFixture();
        string one = import.Write("p.csv", Cyrillic);
        string other = import.Write("q.csv", Payments.Replace("t1", "t2", StringComparison.Ordinal));

        await import.Runner.RunAsync(new ImportRequest { Paths = [one, other], Choices = new Dictionary<string, TableChoice> { ["p.csv"] = new(Encoding: "windows-1251") } });

        Assert.Equal(("Лампа", "Лампа"), (import.Store.Transactions["1:t1"].Row.Product, import.Store.Transactions["1:t2"].Row.Product));
    }

    /// <summary>What a source has set counts where bytes prove nothing: its UTF-8 files stay UTF-8.</summary>
    [Fact]
    public async Task Import_SetForTheSource_IsTakenInPlaceOfTheGuess()
    {
        using var import = new ImportFixture();
        import.Settings("canonical", """{ "encoding": "windows-1251" }""");

        var guessed = await import.ImportFileAsync(import.Write("p.csv", Cyrillic));
        var proven = await import.ImportAsync("q.csv", Payments.Replace("t1", "t2", StringComparison.Ordinal));

        Assert.Equal(("windows-1251 (set for its source)", "UTF-8"), (guessed.Encoding, proven.Encoding));
        Assert.Equal(("Лампа", "Лампа"), (import.Store.Transactions["1:t1"].Row.Product, import.Store.Transactions["1:t2"].Row.Product));
    }

    /// <summary>A table whose headers are in the other script is known only once it is read in its encoding.</summary>
    [Fact]
    public async Task Import_MappingWithAnEncoding_IsRecognisedByIt()
    {
        using var import = new ImportFixture();
        await import.Setup.SaveMappingAsync(MappedFormat.Parse("""
            { "id": "kassa", "name": "Kassa", "kind": "transactions", "source": "kassa",
              "fields": { "transaction_id": { "column": "Номер" }, "occurred_at": { "column": "Дата" }, "amount": { "column": "Сумма" }, "currency": { "constant": "EUR" }, "kind": { "constant": "charge" }, "status": { "constant": "succeeded" } },
              "settings": { "zone": "UTC", "dates": "day-first", "encoding": "windows-1251" } }
            """));

        var file = await import.ImportFileAsync(import.Write("k.csv", Cyrillics("Номер;Дата;Сумма\n1;05.01.2026 10:00;10.25\n")));

        Assert.Equal(("kassa", "windows-1251 (set for its source)", 1L), (file.Format, file.Encoding, file.Inserted));
    }

    [Fact]
    public async Task Import_UnknownEncoding_IsRefusedByName()
    {
        using var import = new ImportFixture();

        var file = Assert.Single((await import.Runner.RunAsync(new ImportRequest { Paths = [import.Write("p.csv", Cyrillic)], Encoding = "cyrillic-ish" })).Files);

        Assert.Equal("failed", file.State);
        Assert.Contains("no encoding named 'cyrillic-ish'", file.Error, StringComparison.Ordinal);
        Assert.Equal("encoding", Assert.Throws<InvalidSettingsException>(() => SourceSettings.Parse("""{ "encoding": "nonsense" }""")).Property);
    }

    /// <summary>The same bytes in another encoding are another import: the earlier one has to go first.</summary>
    [Fact]
    public async Task Import_SameBytesInAnotherEncoding_NamesBoth()
    {
        await using var store = await Sources.SourceStore.CreateAsync();
        await store.ImportAsync("p.csv", Cyrillic);
        string path = Path.Combine(store.DataDirectory, "..", "p.csv");

        var file = Assert.Single((await store.Get<IImportRunner>().RunAsync(new ImportRequest { Paths = [path], Encoding = "windows-1251" })).Files);

        Assert.Equal("failed", file.State);
        Assert.Equal(("encoding", "as its bytes say", "windows-1251"), Assert.Single(file.SettingsDiffer) is var d ? (d.Setting, d.Then, d.Now) : default);
    }
}
