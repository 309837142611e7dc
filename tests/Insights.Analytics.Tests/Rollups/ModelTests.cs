using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.History;
using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Payments;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Analytics.Tests.Rollups;

public sealed class ModelTests
{
    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.Postgres)]
    public void Model_HasNoChangesThatNoMigrationCarries(StoreProvider provider)
    {
        using var context = Open(provider);
        Assert.False(context.Database.HasPendingModelChanges(), "Scaffold one: dotnet run --project tools/migrations -- NAME analytics");
    }

    [Fact]
    public void BulkTables_NameExactlyTheColumnsOfTheModel()
    {
        using var context = Open(StoreProvider.Sqlite);
        Same<DailyCells, DailyCells>(context, CellTable.Rows);
        Same<DailyPayments, MarginRow>(context, DailyTables.Payments);
        Same<DailyDisputes, MarginRow>(context, DailyTables.Disputes(DisputeBasis.Opened));
        Same<DailyTickets, MarginRow>(context, DailyTables.Tickets);
        Same<DailyClocks, MarginRow>(context, DailyTables.Clocks);
        Same<NetworkDisputes, NetworkDisputes>(context, NetworkMonths.Disputes);
        Same<DisputeCohort, DisputeCohort>(context, NetworkMonths.Cohorts);
        Same<TicketOutcome, TicketOutcome>(context, TicketTables.Outcomes);
        Same<TicketSpan, TicketSpan>(context, TicketTables.Spans);
        Same<StoredClock, StoredClock>(context, TicketTables.Clocks);
        Same<DeskTicket, DeskTicket>(context, TicketTables.DeskTickets);
        Same<CustomerSignal, CustomerSignal>(context, CustomerSignals.Table);
        Same<DailyQuality, KeyValuePair<(int, int, string, string), QualitySums>>(context, SupportMargins.Quality);
        Same<DailySubjects, KeyValuePair<(int, long, int), SubjectSums>>(context, SupportMargins.Subjects);
        Same<DeskClock, DeskClock>(context, TicketTables.DeskClocks);
        Same<DisputeLedger, DisputeLedger>(context, LedgerTables.Rows);
        Same<DisputeLink, DisputeLink>(context, LedgerTables.Links);
        Same<PaymentFacetRow, PaymentFacetRow>(context, PaymentCaseTables.Facets);
        Same<FailedOrder, FailedOrder>(context, PaymentCaseTables.Orders);
        Same<RefundCase, RefundCase>(context, PaymentCaseTables.Refunds);
        Same<OpenPayment, OpenPayment>(context, PaymentCaseTables.Open);
        Same<BillingFinding, BillingFinding>(context, PaymentCaseTables.Findings);
        Same<FraudSignal, FraudSignal>(context, PaymentCaseTables.Signals);
        Same<BlockCandidate, BlockCandidate>(context, PaymentCaseTables.Candidates);
        Same<Restatement, Restatement>(context, RestatementTable.Rows);
    }

    [Theory]
    [InlineData(ScopeKind.Vendor)]
    [InlineData(ScopeKind.Nothing)]
    public void EveryTable_IsFilteredOutsideStaffScope(ScopeKind kind)
    {
        using var context = Open(StoreProvider.Sqlite, kind == ScopeKind.Vendor ? DataScope.Vendor(7) : DataScope.Nothing);
        foreach (var entity in context.Model.GetEntityTypes())
            Assert.True(entity.GetDeclaredQueryFilters().Count > 0, entity.DisplayName() + " has no filter");
    }

    private static void Same<TEntity, TRow>(AnalyticsDbContext context, DerivedTable<TRow> table)
    {
        var entity = context.Model.FindEntityType(typeof(TEntity))!;
        Assert.Equal(entity.GetTableName(), table.Name);
        Assert.Equal(entity.GetProperties().Select(property => property.GetColumnName()).Order(StringComparer.Ordinal), table.Columns.Order(StringComparer.Ordinal));
        Assert.Equal(entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()), table.Key);
        Assert.Equal(table.Key, table.Columns.Take(table.Key.Length));
    }

    private static AnalyticsDbContext Open(StoreProvider provider, DataScope? scope = null) => new AnalyticsStore(ReportingStoreFactory.Create(
        new StoreOptions { Provider = provider, DataDirectory = "none", ConnectionString = "Host=127.0.0.1;Database=none" })).Open(scope ?? DataScope.Staff);
}
