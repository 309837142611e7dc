using System.IO.Compression;
using System.Text;
using Insights.Import.Tests.Reading.Containers;
using Insights.Import.Tests.Sources;
using Xunit;

namespace Insights.Import.Tests.Pipeline.Replay;

/// <summary>
/// Rejected rows of every kind of file: downloaded as they were with the reason, corrected and imported again; and run again without the file once the
/// settings have changed. Each file holds one row that is right and one whose amount has a decimal comma.
/// </summary>
public sealed class RejectsOfEveryKindTests
{
    private const string Header = "transaction_id,vendor,kind,status,occurred_at,amount,currency,descriptor";
    private const string Right = "t1,oak,charge,succeeded,2026-01-05T10:00:00Z,10.25,EUR,plain";
    private const string Wrong = "t2,oak,charge,succeeded,2026-01-05T10:00:01Z,\"7,50\",EUR,\"said \"\"so\"\"\"";

    private static string Movement(string id, string amount) =>
        $$$"""{"transaction_info":{"transaction_id":"{{{id}}}","transaction_event_code":"T0006","transaction_initiation_date":"2026-01-05T10:00:00+0000","transaction_amount":{"currency_code":"EUR","value":"{{{amount}}}"},"transaction_status":"S"},"cart_info":{"item_details":[{"item_name":"Lamp, \"tall\""}]}}""";

    public static TheoryData<string, string, string> Kinds => new()
    {
        { "csv", "canonical", "transaction_id" },
        { "xlsx", "canonical", "transaction_id" },
        { "zip", "canonical", "transaction_id" },
        { "gz", "canonical", "transaction_id" },
        { "json-table", "canonical", "transaction_id" },
        { "json", "paypal", "record" },
        { "ndjson", "paypal", "record" },
        { "zip-json", "paypal", "record" },
    };

    private static (string Name, byte[] Bytes) FileOf(string kind) => kind switch
    {
        "csv" => ("p.csv", Utf8($"{Header}\n{Right}\n{Wrong}\n")),
        "xlsx" => ("p.xlsx", new TestWorkbook().Sheet("Payments",
        [
            [.. Header.Split(',')], [.. Right.Split(',')],
            ["t2", "oak", "charge", "succeeded", "2026-01-05T10:00:01Z", "7,50", "EUR", "said \"so\""],
        ]).ToBytes()),
        "zip" => ("p.zip", Zip("in/p.csv", $"{Header}\n{Right}\n{Wrong}\n")),
        "gz" => ("p.csv.gz", Gzip($"{Header}\n{Right}\n{Wrong}\n")),
        "json-table" => ("p.json", Utf8("""[{"transaction_id":"t1","vendor":"oak","kind":"charge","status":"succeeded","occurred_at":"2026-01-05T10:00:00Z","amount":"10.25","currency":"EUR","descriptor":"plain"},{"transaction_id":"t2","vendor":"oak","kind":"charge","status":"succeeded","occurred_at":"2026-01-05T10:00:01Z","amount":"7,50","currency":"EUR","descriptor":"said \"so\""}]""")),
        "json" => ("p.json", Utf8($"{{\"transaction_details\":[{Movement("t1", "10.25")},\n{Movement("t2", "7,50")}],\"page\":1}}")),
        "ndjson" => ("p.ndjson", Utf8($"{Movement("t1", "10.25")}\n{Movement("t2", "7,50")}\n")),
        _ => ("p.zip", Zip("export/p.json", $"[{Movement("t1", "10.25")},{Movement("t2", "7,50")}]")),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rejects_Corrected_ImportAgain(string kind, string source, string firstColumn)
    {
        await using var store = await SourceStore.CreateAsync();
        var file = await ImportAsync(store, kind);

        using var download = new MemoryStream();
        await store.Get<IImportRunner>().WriteRejectsAsync(file.FileId!.Value, download);
        string text = Encoding.UTF8.GetString(download.ToArray()).TrimStart('\uFEFF');
        Assert.StartsWith(firstColumn, text, StringComparison.Ordinal);
        Assert.Contains("rejected_line,rejected_column,rejected_reason\r\n", text, StringComparison.Ordinal);
        Assert.Contains("7,50", text, StringComparison.Ordinal);
        Assert.DoesNotContain("10.25", text, StringComparison.Ordinal);
        Assert.Equal(text, (await File.ReadAllTextAsync(file.RejectsFile!)).TrimStart('\uFEFF'));

        var corrected = await store.ImportAsync("corrected.csv", text.Replace("7,50", "7.50", StringComparison.Ordinal));

        Assert.Equal((file.Format, source, 1L, 1L, 0L), (corrected.Format, corrected.Source, corrected.Rows, corrected.Inserted, corrected.Rejected));
        await AssertBothAsync(store);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rejects_AfterTheSettingsChanged_RunAgainWithoutTheFile(string kind, string source, string firstColumn)
    {
        await using var store = await SourceStore.CreateAsync();
        var file = await ImportAsync(store, kind);
        Assert.NotEmpty(firstColumn);
        string settings = Directory.CreateDirectory(Path.Combine(store.DataDirectory, "sources")).FullName;
        await File.WriteAllTextAsync(Path.Combine(settings, source + ".json"), """{ "amounts": "decimal-comma" }""");

        var result = await store.Get<IRejectsReplay>().ReplayAsync(file.FileId!.Value);

        Assert.Equal((1L, 1L, 0L, 0L), (result.Rows, result.Inserted, result.StillRejected, result.NotRun));
        await AssertBothAsync(store);
    }

    private static async Task<FileResult> ImportAsync(SourceStore store, string kind)
    {
        var (name, bytes) = FileOf(kind);
        var file = await store.ImportAsync(name, bytes);
        Assert.Equal(("done", 2L, 1L, 1L), (file.State, file.Rows, file.Inserted, file.Rejected));
        return file;
    }

    private static async Task AssertBothAsync(SourceStore store)
    {
        var rows = await store.TransactionsAsync();
        Assert.Equal([("t1", 1025L), ("t2", 750L)], rows.Values.OrderBy(row => row.ExternalId, StringComparer.Ordinal).Select(row => (row.ExternalId, row.AmountMinor)));
        Assert.Equal(new DateTime(2026, 1, 5, 10, 0, 0), rows["t2"].OccurredAt, TimeSpan.FromSeconds(1));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry(name).Open())
            entry.Write(Utf8(text));
        return bytes.ToArray();
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Utf8(text));
        return bytes.ToArray();
    }
}
