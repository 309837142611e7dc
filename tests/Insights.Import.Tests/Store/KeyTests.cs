using System.Text;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Import.Tests.Store;

public sealed class KeyTests
{
    // The published XXH64 of these texts with seed 0, one on each side of the 32-byte stripe.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999UL)]
    [InlineData("a", 0xD24EC4F1A98C6E5BUL)]
    [InlineData("abc", 0x44BC2CF5AD770999UL)]
    [InlineData("xxhash", 0x32DD38952C4BC720UL)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1UL)]
    public void StableHash_IsXxh64(string text, ulong expected) => Assert.Equal(expected, StableHash.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Hashes_StayTheSameBetweenProcesses()
    {
        // Stored in every reporting.db there is: a change here makes all stored ids unfindable.
        Assert.Equal(2202167452712044934, FactKey.RefHash("ch_1"));
        Assert.Equal(3585412893767214860, FactKey.IdHash(1, "ch_1"));
        Assert.NotEqual(FactKey.IdHash(1, "ch_1"), FactKey.IdHash(2, "ch_1"));
    }

    [Theory]
    [InlineData("1969-12-31T23:59:58.5Z", -2)]
    [InlineData("1970-01-01T00:00:00.999Z", 0)]
    [InlineData("2026-03-10T12:00:00Z", 1773144000)]
    public void Seconds_AreRoundedDown_AndOrderKeys(string instant, long seconds)
    {
        var time = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        Assert.Equal(seconds, UnixTime.ToSeconds(time));
        Assert.Equal(seconds, FactKey.SecondsOf(FactKey.Of(seconds, long.MaxValue >> 2)));
        Assert.InRange(FactKey.Of(seconds, 77), FactKey.Floor(seconds), FactKey.Floor(seconds + 1) - 1);
    }

    [Fact]
    public void Shapes_NameEveryColumnOnce()
    {
        // A column added to a fact and not to its shape would be stored empty.
        using var context = ReportingStoreFactory.Create(new StoreOptions { DataDirectory = "none" }).Open(DataScope.Staff);
        Check<Transaction>(TransactionShape.ContentColumns);
        Check<Ticket>(TicketShape.ContentColumns);
        Check<Chargeback>(ChargebackShape.ContentColumns);

        string[] lineage = ["FileId", "Line", "SourceId", "OccurredAt", "EventId"];
        Assert.Equal(Columns<TicketEvent>(), TicketEventShape.ContentColumns.Concat([.. lineage, "TicketHash", "TicketRef"]).Order(StringComparer.Ordinal));
        Assert.Equal(Columns<ChargebackEvent>(), ChargebackEventShape.ContentColumns.Concat([.. lineage, "ChargebackHash", "ChargebackRef"]).Order(StringComparer.Ordinal));

        void Check<T>(string[] content)
        {
            string[] every = ["Key", "SourceId", "ExternalId", "VendorId", "VersionAt", "ContentHash", "FileId", "Line"];
            Assert.Equal(Columns<T>(), content.Concat(every).Order(StringComparer.Ordinal));
        }

        List<string> Columns<T>() => [.. context.Model.FindEntityType(typeof(T))!.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Content_WritesEveryColumnItNames()
    {
        // Each property set to something else must change the hash; one that the shape forgot would not.
        Check<Transaction, TransactionShape>(TransactionShape.ContentColumns);
        Check<Ticket, TicketShape>(TicketShape.ContentColumns);
        Check<Chargeback, ChargebackShape>(ChargebackShape.ContentColumns);

        static void Check<T, TShape>(string[] content) where T : class, IFact, new() where TShape : struct, IFactShape<T>
        {
            var hash = new ContentHash();
            var empty = hash.Of<T, TShape>(new T(), 0);
            Assert.NotEqual(empty, hash.Of<T, TShape>(new T(), 1));
            foreach (var name in content)
            {
                var row = new T();
                var property = typeof(T).GetProperty(name)!;
                var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                property.SetValue(row, type == typeof(string) ? "x" : type == typeof(bool) ? true : type == typeof(DateTime) ? DateTime.UnixEpoch : Convert.ChangeType(7, type));
                Assert.NotEqual(empty, hash.Of<T, TShape>(row, 0));
            }
        }
    }
}
