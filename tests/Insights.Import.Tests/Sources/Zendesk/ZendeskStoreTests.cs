using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Import.Tests.Sources.Zendesk;

/// <summary>One account's exports of every kind into one store: they meet in the same tickets.</summary>
public sealed class ZendeskStoreTests : IDisposable
{
    private const string Ticket = """{"id":35,"via":{"channel":"web"},"created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-02T12:00:30Z","subject":"Charged twice","priority":"high","status":"solved","requester_id":700,"assignee_id":31,"group_id":9,"tags":["vendor:oak"],"custom_fields":[],"audits":[{"id":1,"created_at":"2026-03-01T08:00:00Z","author_id":700,"events":[{"id":11,"type":"Comment","public":true},{"id":12,"type":"Create","field_name":"status","value":"new"}]},{"id":2,"created_at":"2026-03-02T12:00:00Z","author_id":31,"events":[{"id":21,"type":"Comment","public":true},{"id":22,"type":"Change","field_name":"status","value":"solved"}]}]}""";
    private const string Metrics = """{"id":1,"ticket_id":35,"created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-02T12:00:30Z","solved_at":"2026-03-02T12:00:00Z","reply_time_in_minutes":{"calendar":1680,"business":300},"full_resolution_time_in_minutes":{"calendar":1680,"business":300}}""";
    private const string View = "Id,Requester id,Subject,Tags,Status,Priority,Via,Group,Assignee,Created at,Updated at,Solved at,Full resolution time in minutes\n35,700,Charged twice,,Open,Low,Web form,Payments,Noor,2026-03-01 08:00,{0},,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("insights-zendesk-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Import_MetricsBehindTheirTicket_CompleteItAndNoMore()
    {
        await using var store = await OpenAsync();
        await ImportAsync(store, Ticket, "t.ndjson");

        var metrics = await ImportAsync(store, Metrics, "m.ndjson");
        var again = await ImportAsync(store, Metrics + "\n", "m2.ndjson");

        Assert.Equal((1L, 1L), (metrics.Updated, again.Unchanged));
        var row = await OneAsync(store);
        Assert.Equal((100800, 100800, "Charged twice", "solved", "high", "vendor:oak"), (row.ReportedFirstReplySeconds, row.ReportedFullResolutionSeconds, row.Subject, row.Status, row.Priority, row.Tags));
        Assert.NotEqual(0, row.VendorId);
    }

    [Fact]
    public async Task Import_MetricsBeforeTheirTicket_AreFilledByIt()
    {
        await using var store = await OpenAsync();
        await ImportAsync(store, Metrics, "m.ndjson");
        await ImportAsync(store, Ticket, "t.ndjson");

        var row = await OneAsync(store);

        Assert.Equal(("Charged twice", "solved", "high"), (row.Subject, row.Status, row.Priority));
    }

    /// <summary>Exported again later without its metrics, in a chunk of its own or beside the earlier version: they stay. A metric set without them takes them away.</summary>
    [Theory]
    [InlineData("", 100800)]
    [InlineData("\"metric_set\":{\"reply_time_in_minutes\":{\"calendar\":null,\"business\":null}},", null)]
    public async Task Import_LaterExportWithoutMetrics_KeepsThem_ButNotWhereTheyAreEmpty(string metrics, int? kept)
    {
        string later = Ticket.Replace("12:00:30Z", "13:00:00Z", StringComparison.Ordinal).Replace("\"subject\"", metrics + "\"subject\"", StringComparison.Ordinal);
        string withBrand = Ticket.Replace("\"subject\"", "\"brand_id\":55,\"metric_set\":{\"reply_time_in_minutes\":{\"calendar\":1680,\"business\":300}},\"subject\"", StringComparison.Ordinal);
        await using var store = await OpenAsync();
        await ImportAsync(store, withBrand, "t.ndjson");

        await ImportAsync(store, later, "later.ndjson");
        var again = await ImportAsync(store, later + "\n", "again.ndjson");

        var row = await OneAsync(store);
        Assert.Equal((kept, "55", 1L), (row.ReportedFirstReplySeconds, row.Brand, again.Unchanged));
    }

    [Fact]
    public async Task Import_BothVersionsInOneFile_EndAsOneAfterTheOther()
    {
        string later = Ticket.Replace("12:00:30Z", "13:00:00Z", StringComparison.Ordinal);
        string first = Ticket.Replace("\"subject\"", "\"brand_id\":55,\"metric_set\":{\"reply_time_in_minutes\":{\"calendar\":1680,\"business\":300}},\"subject\"", StringComparison.Ordinal);
        await using var store = await OpenAsync();

        await ImportAsync(store, first + "\n" + later + "\n", "t.ndjson");

        var row = await OneAsync(store);
        Assert.Equal((100800, "55", new DateTime(2026, 3, 2, 13, 0, 0)), (row.ReportedFirstReplySeconds, row.Brand, row.VersionAt));
    }

    /// <summary>A view's minutes cut the seconds off, so the same state looks older there and changes nothing; a later state does.</summary>
    [Theory]
    [InlineData("2026-03-02 12:00", "solved", "high")]
    [InlineData("2026-03-02 12:01", "open", "low")]
    public async Task Import_ViewAfterTheExport_WinsOnlyWhenNewer(string updated, string status, string priority)
    {
        await using var store = await OpenAsync();
        await ImportAsync(store, Ticket, "t.ndjson");

        await ImportAsync(store, View.Replace("{0}", updated, StringComparison.Ordinal), "v.csv");

        var row = await OneAsync(store);
        Assert.Equal((status, priority), (row.Status, row.Priority));
        await using var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.Equal(4, await context.TicketEvents.CountAsync());
    }

    /// <summary>Two audits of three events between them are two rows, the first time and again.</summary>
    [Fact]
    public async Task Import_AuditsTwice_CountsAuditsAndChangesNothing()
    {
        const string audits = """{"id":1,"ticket_id":35,"created_at":"2026-03-01T08:00:00Z","author_id":700,"events":[{"id":11,"type":"Create","field_name":"requester_id","value":"700"},{"id":12,"type":"Create","field_name":"status","value":"new"},{"id":13,"type":"Comment","public":true}]}""" + "\n"
            + """{"id":2,"ticket_id":35,"created_at":"2026-03-01T09:00:00Z","author_id":31,"events":[{"id":21,"type":"Change","field_name":"status","value":"solved"}]}""" + "\n";
        await using var store = await OpenAsync();

        var first = await ImportAsync(store, audits, "a.ndjson");
        var again = await ImportAsync(store, audits + "\n", "b.ndjson");

        Assert.Equal((2L, 2L), (first.Rows, first.Inserted));
        Assert.Equal((2L, 2L), (again.Rows, again.Unchanged));
        await using var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        Assert.Equal(3, await context.TicketEvents.CountAsync());
    }

    private async Task<ServiceProvider> OpenAsync()
    {
        string data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(Path.Combine(data, "sources"));
        await File.WriteAllTextAsync(Path.Combine(data, "sources", "zendesk.json"), """{"zone":"UTC"}""");
        var provider = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(new StoreOptions { DataDirectory = data }).BuildServiceProvider();
        await provider.GetRequiredService<IReportingStore>().MigrateAsync();
        return provider;
    }

    private async Task<FileResult> ImportAsync(ServiceProvider store, string text, string name)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        var result = await store.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [path] });
        var file = Assert.Single(result.Files);
        Assert.Null(file.Error);
        return file;
    }

    private static async Task<Ticket> OneAsync(ServiceProvider store)
    {
        await using var context = store.GetRequiredService<IReportingStore>().Open(DataScope.Staff);
        return await context.Tickets.SingleAsync();
    }
}
