using System.Security.Cryptography;
using Insights.SampleData;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.SampleData;

[Collection(SampleWorldGroup.Name)]
public sealed class GeneratedFilesTests(SampleWorld world)
{
    [Fact]
    public async Task WriteAsync_SameOptions_SameBytes()
    {
        var again = await world.WriteAsync("again", new SampleOptions(Scale.Demo, 1, SampleWorld.End) { Now = SampleWorld.Now });

        Assert.Equal(Hashes(world.Planted), Hashes(again));
    }

    [Fact]
    public async Task WriteAsync_AnotherSeed_OtherBytesOfTheSameSize()
    {
        var other = await world.WriteAsync("other", new SampleOptions(Scale.Demo, 2, SampleWorld.End) { Now = SampleWorld.Now });

        Assert.NotEqual(Hashes(world.Planted)["transactions.csv"], Hashes(other)["transactions.csv"]);
        Assert.InRange(other.Transactions, world.Planted.Transactions * 0.97, world.Planted.Transactions * 1.03);
    }

    [Fact]
    public void WriteAsync_Demo_HasTheStatedSizes()
    {
        Assert.InRange(world.Planted.Transactions, 70_000, 80_000);
        Assert.InRange(world.Planted.Tickets, 12_000, 18_000);
        Assert.InRange((double)world.Planted.TicketEvents / world.Planted.Tickets, 5, 10);
        Assert.InRange(world.Planted.Chargebacks, 650, 1_200);
    }

    [Fact]
    public void WriteAsync_Summary_CountsWhatIsInTheFiles()
    {
        var summary = world.Planted;

        Assert.Equal(summary.Transactions, Rows("transactions.csv") + Rows("stripe-payments.csv"));
        Assert.Equal(summary.Tickets, Rows("tickets.csv") + Rows("zendesk-tickets.ndjson") + 1);
        Assert.Equal(summary.Chargebacks, Rows("chargebacks.csv") + Rows("stripe-disputes.csv"));
        Assert.Equal(summary.ChargebackEvents, Rows("chargeback-events.csv"));
        Assert.All(summary.Files, file => Assert.True(File.Exists(file), file));
        Assert.True(File.Exists(summary.TruthFile));
        Assert.DoesNotContain(summary.TruthFile, summary.Files);

        // The header is no row; the NDJSON file has none, hence the one that is added back above.
        long Rows(string file) => File.ReadLines(Path.Combine(summary.Folder, file)).LongCount() - 1;
    }

    [Fact]
    public void WriteAsync_NothingHappensAfterNow()
    {
        var latest = SampleWorld.Read(world.Planted, "transactions.csv").Max(r => SampleWorld.At(r["updated_at"]));
        var latestEvent = SampleWorld.Read(world.Planted, "ticket-events.csv").Max(r => SampleWorld.At(r["occurred_at"]));

        Assert.InRange(latest, SampleWorld.Now - Duration.FromHours(3), SampleWorld.Now);
        Assert.InRange(latestEvent, SampleWorld.Now - Duration.FromHours(3), SampleWorld.Now);
    }

    [Fact]
    public void WriteAsync_Transactions_AreInTimeOrderAndUnique()
    {
        var rows = SampleWorld.Read(world.Planted, "transactions.csv").Select(r => (Id: r["transaction_id"], At: r["occurred_at"])).ToList();

        Assert.Equal(rows.Select(r => r.At).Order(StringComparer.Ordinal), rows.Select(r => r.At));
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public void WriteAsync_RefundsAndDisputes_ReferToCharges()
    {
        var charges = SampleWorld.Read(world.Planted, "transactions.csv").Where(r => r["kind"] == "charge").ToDictionary(r => r["transaction_id"]);

        Assert.All(SampleWorld.Read(world.Planted, "transactions.csv").Where(r => r["kind"] == "refund"), refund =>
        {
            var charge = charges[refund["original_transaction_id"]];
            Assert.Equal(charge["currency"], refund["currency"]);
            Assert.True(SampleWorld.Amount(refund["amount"]) <= SampleWorld.Amount(charge["amount"]));
            Assert.True(SampleWorld.At(refund["occurred_at"]) > SampleWorld.At(charge["occurred_at"]));
        });
        Assert.All(SampleWorld.Read(world.Planted, "chargebacks.csv"), dispute =>
        {
            var charge = charges[dispute["transaction_id"]];
            Assert.Equal(charge["vendor"], dispute["vendor"]);
            var lag = SampleWorld.At(dispute["opened_at"]) - SampleWorld.At(charge["occurred_at"]);
            Assert.InRange(lag.TotalDays, 4.99, 120.01);
        });
    }

    [Fact]
    public void WriteAsync_CanonicalFiles_UseTheDocumentedColumnsOnly()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "Insights.Import", "Sources", "Canonical", "README.md"));
        foreach (var file in (string[])["transactions.csv", "chargebacks.csv", "chargeback-events.csv", "tickets.csv", "ticket-events.csv", "vendors.csv", "agents.csv"])
        {
            var header = File.ReadLines(Path.Combine(world.Planted.Folder, file)).First().Split(',');
            Assert.All(header, column => Assert.Matches($@"\b{column}\b", readme));
        }
    }

    [Fact]
    public void WriteAsync_StripeFiles_HaveStripesColumns()
    {
        var payments = File.ReadLines(Path.Combine(world.Planted.Folder, "stripe-payments.csv")).First().Split(',');
        var disputes = File.ReadLines(Path.Combine(world.Planted.Folder, "stripe-disputes.csv")).First().Split(',');

        Assert.Equal(82, payments.Length);
        Assert.Equal(["vendor (metadata)", "order_id (metadata)", "product (metadata)"], payments[^3..]);
        Assert.All((string[])["id", "Amount", "Amount Refunded", "Currency", "Status", "Mode", "Created date (UTC)"], column => Assert.Contains(column, payments));
        Assert.Equal(29, disputes.Length);
        Assert.All((string[])["id", "Dispute Amount", "Charge ID", "Reason", "Status", "Due By (UTC)"], column => Assert.Contains(column, disputes));
        // Every record has as many cells as the header.
        Assert.Equal([82], SampleWorld.Read(world.Planted, "stripe-payments.csv").Select(r => r.Cells.Length).Distinct());
        Assert.Equal([29], SampleWorld.Read(world.Planted, "stripe-disputes.csv").Select(r => r.Cells.Length).Distinct());
    }

    private static Dictionary<string, string> Hashes(SampleSummary summary) =>
        summary.Files.Append(summary.TruthFile).ToDictionary(f => Path.GetFileName(f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))));
}
