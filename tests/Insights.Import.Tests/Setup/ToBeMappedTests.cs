using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Import.Tests.Setup;

/// <summary>Words nobody has explained: kept, listed, explained once for the past and for the future. On both providers.</summary>
public sealed class ToBeMappedTests
{
    private const string Tickets = "ticket_id,vendor,status,priority,agent,created_at,updated_at,transaction_id\n";
    private const string Payments = "transaction_id,vendor,kind,status,occurred_at,amount,currency,method\n";

    [StoreFact]
    public async Task Status_ExplainedOnce_HoldsForStoredAndLaterRows(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("t.csv", Tickets
            + "T1,oak,Waiting,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\nT2,oak,waiting,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\nT3,oak,open,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");
        await import.ImportAsync("e.csv", "ticket_id,event_id,occurred_at,kind,value\nT1,1,2026-01-01T10:00:00Z,created,new\nT1,2,2026-01-01T11:00:00Z,status,Waiting\n");

        var open = await import.ToBeMapped.ListAsync();
        Assert.Equal([("canonical", "ticket_status", "Waiting", 2L, 0L), ("canonical", "ticket_status", "waiting", 1L, 0L)], open.Select(o => (o.Source, o.Kind, o.Value, o.Rows, o.RejectedRows)));
        Assert.Equal(Importing.Now, open[0].FirstSeen);
        await import.ForgetTouchedAsync();

        long changed = await import.ToBeMapped.ResolveAsync("canonical", "ticket_status", "Waiting", "pending", "ana");

        Assert.Equal(3, changed);
        Assert.Equal("T1 pending/Waiting|T2 pending/waiting|T3 open/open", await import.ReadAsync(c => c.Tickets, t => $"{t.ExternalId} {t.Status}/{t.RawStatus}"));
        Assert.Equal("1 new|2 pending", await import.ReadAsync(c => c.TicketEvents, e => $"{e.EventId} {e.Value}"));
        Assert.Equal("T1|T2", await import.ReadAsync(c => c.TouchedTickets, t => t.TicketRef));
        Assert.Empty(await import.ToBeMapped.ListAsync());
        Assert.All(await import.ToBeMapped.ResolvedAsync(), r => Assert.Equal(("pending", "ana", 3L), (r.Meaning, r.By, r.RowsChanged)));

        var later = await import.ImportAsync("u.csv", Tickets + "T4,oak,WAITING,high,kim,2026-01-02T10:00:00Z,2026-01-02T10:00:00Z,\n");
        Assert.Equal(0, later.Warnings);
        Assert.Contains("T4 pending/WAITING", await import.ReadAsync(c => c.Tickets, t => $"{t.ExternalId} {t.Status}/{t.RawStatus}"), StringComparison.Ordinal);
    }

    /// <summary>The same rows in another file after the explanation: nothing changes, so hash and lineage are those of an import that knew from the start.</summary>
    [StoreFact]
    public async Task Status_Explained_LeavesRowsAsAnImportWouldWriteThem(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("p.csv", Payments + "pay-1,oak,charge,succeeded,2026-01-01T09:00:00Z,5,EUR,card\n");
        const string rows = Tickets + "T1,oak,Waiting,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\nT2,,Waiting,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,pay-1\n";
        await import.ImportAsync("t.csv", rows);
        await import.ToBeMapped.ResolveAsync("canonical", "ticket_status", "Waiting", "pending", "ana");

        var again = await import.ImportAsync("again.csv", rows + "\n");

        Assert.Equal((2L, 2L), (again.Rows, again.Unchanged));
        Assert.Equal("T1 oak|T2 oak", await import.VendorsOfTicketsAsync());
    }

    [StoreFact]
    public async Task Status_ExplainedAgain_TakesTheOldMeaningsPlace(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("t.csv", Tickets + "T1,oak,Waiting,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\nT3,oak,pending,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");
        await import.ImportAsync("e.csv", "ticket_id,event_id,occurred_at,kind,value\nT1,1,2026-01-01T10:00:00Z,created,Waiting\nT3,1,2026-01-01T10:00:00Z,created,pending\n");
        await import.ToBeMapped.ResolveAsync("canonical", "ticket_status", "Waiting", "pending", "ana");
        await import.ImportAsync("f.csv", "ticket_id,event_id,occurred_at,kind,value\nT1,2,2026-01-01T12:00:00Z,status,Waiting\n");

        await import.ToBeMapped.ResolveAsync("canonical", "ticket_status", "Waiting", "on_hold", "ana");

        Assert.Equal("T1 on_hold|T3 pending", await import.ReadAsync(c => c.Tickets, t => $"{t.ExternalId} {t.Status}"));
        Assert.Equal("T1/1 on_hold|T1/2 on_hold|T3/1 pending", await import.ReadAsync(c => c.TicketEvents, e => $"{e.TicketRef}/{e.EventId} {e.Value}"));
    }

    /// <summary>A priority that is unknown leaves the field empty, and the row keeps no trace of it: which rows had it is noted.</summary>
    [StoreFact]
    public async Task Priority_Explained_FillsTheRowsThatCameWithIt(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("t.csv", Tickets
            + "T1,oak,open,P1!,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\nT2,oak,open,,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\nT3,oak,open,P1!,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");
        await import.ImportAsync("later.csv", Tickets + "T3,oak,open,,kim,2026-01-01T10:00:00Z,2026-01-03T10:00:00Z,\n");

        Assert.Equal(1, await import.ToBeMapped.ResolveAsync("canonical", "priority", "P1!", "urgent", "ana"));
        Assert.Equal("T1 urgent|T2 |T3 ", await import.ReadAsync(c => c.Tickets, t => $"{t.ExternalId} {t.Priority}"));

        await import.ToBeMapped.ResolveAsync("canonical", "priority", "P1!", "-", "ana");
        Assert.Equal("T1 |T2 |T3 ", await import.ReadAsync(c => c.Tickets, t => $"{t.ExternalId} {t.Priority}"));
        var later = await import.ImportAsync("u.csv", Tickets + "T4,oak,open,P1!,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");
        Assert.Equal(0, later.Warnings);
    }

    [StoreFact]
    public async Task Kind_ThatRejectedRows_IsListedAndExplainedForTheRetry(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        var first = await import.ImportAsync("p.csv", Payments + "t1,oak,Verkauf,succeeded,2026-01-01T10:00:00Z,5,EUR,card\nt2,oak,charge,succeeded,2026-01-01T10:00:00Z,5,EUR,pigeon\n");
        var open = await import.ToBeMapped.ListAsync();

        Assert.Equal((1L, 1L), (first.Rejected, first.Inserted));
        Assert.Equal([("method", "pigeon", 0L), ("transaction_kind", "Verkauf", 1L)], open.Select(o => (o.Kind, o.Value, o.RejectedRows)));
        await import.ToBeMapped.ResolveAsync("canonical", "transaction_kind", "Verkauf", "charge", "ana");
        await import.ToBeMapped.ResolveAsync("canonical", "method", "pigeon", "other", "ana");

        var retry = await import.ImportFileAsync(first.RejectsFile!);
        Assert.Equal((1L, 0L), (retry.Inserted, retry.Rejected));
        Assert.Equal("t1 charge card|t2 charge other", await import.ReadAsync(c => c.Transactions, t => $"{t.ExternalId} {t.Kind} {t.Method}"));
    }

    [StoreFact]
    public async Task Reason_Explained_CountsTheDisputeThere(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        const string header = "chargeback_id,vendor,status,opened_at,amount,currency,network,reason_code\n";
        await import.ImportAsync("c.csv", header + "d1,oak,needs_response,2026-01-01T10:00:00Z,5,EUR,visa,Q9.Q9\nd2,oak,needs_response,2026-01-01T10:00:00Z,5,EUR,visa,10.4\n");
        await import.ForgetTouchedAsync();

        Assert.Contains("fraud:card_absent_fraud", (await import.ToBeMapped.MeaningsAsync("canonical", "dispute_reason")).Append("fraud:card_absent_fraud"));
        string meaning = (await import.ToBeMapped.MeaningsAsync("canonical", "dispute_reason")).First(m => m.StartsWith("fraud:", StringComparison.Ordinal));
        Assert.Equal(1, await import.ToBeMapped.ResolveAsync("canonical", "dispute_reason", "Q9.Q9", meaning, "ana"));

        Assert.StartsWith($"d1 {meaning} Q9.Q9|d2 fraud:", await import.ReadAsync(c => c.Chargebacks, d => $"{d.ExternalId} {d.ReasonGroup}:{d.ReasonCategory} {d.ReasonCode}"), StringComparison.Ordinal);
        Assert.Equal("disputes_opened", await import.ReadAsync(c => c.TouchedDays, d => d.Fact));
        Assert.Equal(0, (await import.ImportAsync("more.csv", header + "d3,oak,needs_response,2026-01-01T10:00:00Z,5,EUR,visa,Q9.Q9\n")).Warnings);
    }

    /// <summary>A vendors file names oak; "Oak Ltd." is a stranger. Said to be oak, its payment, the ticket that follows it, and later rows are oak's.</summary>
    [StoreFact]
    public async Task Vendor_ThatIsAnother_TakesItsRowsAlong(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("v.csv", "vendor,name\noak,Oak Tables\n");
        await import.ImportAsync("p.csv", Payments + "t1,Oak Ltd.,charge,succeeded,2026-01-01T10:00:00Z,5,EUR,card\nt2,oak,charge,succeeded,2026-01-01T10:00:00Z,5,EUR,card\n");
        await import.ImportAsync("t.csv", Tickets + "T1,,open,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,t1\nT2,Oak Ltd.,open,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");
        Assert.Equal(("vendor", "Oak Ltd.", 2L), Assert.Single((await import.ToBeMapped.ListAsync()).Select(o => (o.Kind, o.Value, o.Rows))));
        await import.ForgetTouchedAsync();

        Assert.Equal(2, await import.ToBeMapped.ResolveAsync("canonical", "vendor", "Oak Ltd.", "oak", "ana"));

        Assert.Equal("T1 oak|T2 oak", await import.VendorsOfTicketsAsync());
        Assert.Equal("t1|t2", await import.OfVendorAsync("oak"));
        Assert.Equal("", await import.OfVendorAsync("Oak Ltd."));
        Assert.Equal("transactions", await import.ReadAsync(c => c.TouchedDays, d => d.Fact));
        await import.ImportAsync("q.csv", Payments + "t3,OAK LTD.,charge,succeeded,2026-01-01T10:00:00Z,5,EUR,card\n");
        Assert.Equal("t1|t2|t3", await import.OfVendorAsync("oak"));

        await import.ToBeMapped.ResolveAsync("canonical", "vendor", "Oak Ltd.", "Oak Ltd.", "ana");
        Assert.Equal("t2", await import.OfVendorAsync("oak"));
        Assert.Equal("t1|t3", await import.OfVendorAsync("Oak Ltd."));
        Assert.Equal("T1 Oak Ltd.|T2 Oak Ltd.", await import.VendorsOfTicketsAsync());
    }

    [StoreFact]
    public async Task Agent_ThatIsAnother_IsRenamed(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("a.csv", "agent,team\nkim,north\n");
        await import.ImportAsync("t.csv", Tickets + "T1,oak,open,high,K. Im,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\nT2,oak,open,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");
        Assert.Equal("K. Im", Assert.Single(await import.ToBeMapped.ListAsync()).Value);

        Assert.Equal(1, await import.ToBeMapped.ResolveAsync("canonical", "agent", "K. Im", "kim", "ana"));

        Assert.Equal("T1 kim|T2 kim", await import.ReadAsync(c => c.Tickets, t => $"{t.ExternalId} {t.Agent}"));
    }

    [StoreFact]
    public async Task Resolve_NonsenseOrUnknown_IsRefused(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("t.csv", Tickets + "T1,oak,Waiting,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");

        Assert.Equal("meaning", (await Assert.ThrowsAsync<InvalidSettingsException>(() => import.ToBeMapped.ResolveAsync("canonical", "ticket_status", "Waiting", "asleep", "ana"))).Property);
        Assert.Equal("value", (await Assert.ThrowsAsync<InvalidSettingsException>(() => import.ToBeMapped.ResolveAsync("canonical", "ticket_status", "Never met", "open", "ana"))).Property);
        Assert.Equal("value", (await Assert.ThrowsAsync<InvalidSettingsException>(() => import.ToBeMapped.ResolveAsync("nobody", "ticket_status", "Waiting", "open", "ana"))).Property);
    }

    /// <summary>An explanation is no import: undoing the batch that brought the rows takes out what it changed in them as well.</summary>
    [StoreFact]
    public async Task Undo_AfterAnExplanation_LeavesNothingOfTheBatch(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);
        await import.ImportAsync("t.csv", Tickets + "T1,oak,Waiting,P1!,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");
        await import.ToBeMapped.ResolveAsync("canonical", "ticket_status", "Waiting", "pending", "ana");
        await import.ToBeMapped.ResolveAsync("canonical", "priority", "P1!", "urgent", "ana");
        Assert.Equal("T1 pending urgent", await import.ReadAsync(c => c.Tickets, t => $"{t.ExternalId} {t.Status} {t.Priority}"));

        await import.UndoLastAsync();

        Assert.Equal("", await import.ReadAsync(c => c.Tickets, t => t.ExternalId));
    }

    /// <summary>Nobody has named a vendor or an agent, so all of them are as good as any.</summary>
    [StoreFact]
    public async Task Vendors_WithoutAVendorsFile_AreNotListed(StoreProvider provider)
    {
        await using var import = await Importing.CreateAsync(provider);

        await import.ImportAsync("t.csv", Tickets + "T1,oak,open,high,kim,2026-01-01T10:00:00Z,2026-01-01T10:00:00Z,\n");

        Assert.Empty(await import.ToBeMapped.ListAsync());
    }

    private sealed class Importing : IAsyncDisposable
    {
        public static readonly DateTime Now = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc);
        private readonly TestStore _test;
        private readonly string _folder = Directory.CreateTempSubdirectory("insights-mapped-").FullName;
        private readonly ImportPipeline _runner;

        private Importing(TestStore test)
        {
            _test = test;
            var store = (ReportingStore)test.Store;
            var clock = new StillClock();
            _runner = new ImportPipeline(new Ledger(store, clock), new FactWriterFactory(store), new StoreOptions { DataDirectory = _folder }, clock, ImportLimits.Default);
            ToBeMapped = new ToBeMapped(store, new FactWriterFactory(store), clock);
        }

        public IToBeMapped ToBeMapped { get; }

        public static async Task<Importing> CreateAsync(StoreProvider provider) => new(await TestStore.CreateAsync(provider));

        public async Task<FileResult> ImportAsync(string name, string text)
        {
            string path = Path.Combine(_folder, name);
            await File.WriteAllTextAsync(path, text);
            return await ImportFileAsync(path);
        }

        public async Task<FileResult> ImportFileAsync(string path)
        {
            var file = Assert.Single((await _runner.RunAsync(new ImportRequest { Paths = [path] })).Files);
            Assert.Equal("done", file.State);
            Pipeline.ImportFixture.AssertReconciles(file);
            return file;
        }

        public async Task UndoLastAsync()
        {
            int batch;
            await using (var context = _test.Store.Open(DataScope.Staff))
                batch = await context.ImportBatches.MaxAsync(b => b.Id);
            await new Insights.Import.Store.Undoing.BatchUndo((ReportingStore)_test.Store, new StillClock()).UndoAsync(batch, "ana");
        }

        public async Task ForgetTouchedAsync()
        {
            await using var context = _test.Store.Open(DataScope.Staff);
            await context.TouchedDays.ExecuteDeleteAsync();
            await context.TouchedTickets.ExecuteDeleteAsync();
        }

        public async Task<string> ReadAsync<T>(Func<ReportingDbContext, DbSet<T>> set, Func<T, string> text)
            where T : class
        {
            await using var context = _test.Store.Open(DataScope.Staff);
            return string.Join('|', (await set(context).AsNoTracking().ToListAsync()).Select(text).Order(StringComparer.Ordinal));
        }

        public async Task<string> VendorsOfTicketsAsync()
        {
            await using var context = _test.Store.Open(DataScope.Staff);
            var rows = await (from ticket in context.Tickets join vendor in context.Vendors on ticket.VendorId equals vendor.Id orderby ticket.ExternalId select ticket.ExternalId + " " + vendor.Code).ToListAsync();
            return string.Join('|', rows);
        }

        /// <summary>Payments as the vendor itself sees them: by its own scope.</summary>
        public async Task<string> OfVendorAsync(string code)
        {
            int id;
            await using (var context = _test.Store.Open(DataScope.Staff))
                id = await context.Vendors.Where(v => v.Code == code).Select(v => v.Id).SingleAsync();
            await using var own = _test.Store.Open(DataScope.Vendor(id));
            return string.Join('|', (await own.Transactions.AsNoTracking().Select(t => t.ExternalId).ToListAsync()).Order(StringComparer.Ordinal));
        }

        public async ValueTask DisposeAsync()
        {
            await _test.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }

        private sealed class StillClock : TimeProvider
        {
            public override DateTimeOffset GetUtcNow() => new(Now);
        }
    }
}
