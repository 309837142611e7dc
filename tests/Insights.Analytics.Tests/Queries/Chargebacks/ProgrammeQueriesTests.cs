using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Chargebacks;

/// <summary>Today is 1 April 2026, 12:00; the data reaches to 11:00.</summary>
public sealed class ProgrammeQueriesTests
{
    private static readonly ReportFilter s_any = new() { Range = new(new(2026, 3, 1), new(2026, 3, 31)) };

    private static readonly LocalDate s_march = new(2026, 3, 1);

    [StoreFact]
    public async Task Standing_CountsTheRightDaysNetworksAndVendors(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await WriteAsync(world);
        var standing = await OneAsync(world, "Mastercard ECM");

        // 3 disputes of March over 4 payments of February; payments of March and Visa's rows are none of it.
        Assert.Equal(new Ratio(3, 4), standing.Verdict.Ratio);
        Assert.Null(standing.Progress);
        Assert.Equal(("acme", "mastercard", "all", ProgrammeStatus.Below), (standing.VendorCode, standing.Network, standing.Region, standing.Status));
        Assert.Equal((97L, null, 100L), (standing.Left, standing.Chance, standing.Verdict.FirstLine!.Limit));
        Assert.Equal(13, standing.History.Count);
        Assert.Equal((new LocalDate(2025, 3, 1), s_march), (standing.History[0].Figures.Month, standing.Month));
        Assert.Equal(ProgrammeStatus.Undefined, standing.History[^2].Verdict!.Status);
        // By value, of the same month: EUR 30 disputed, EUR 20 paid.
        Assert.Equal(new Ratio(3_000, 2_000), standing.Now.ActivityByValue);
    }

    [StoreFact]
    public async Task Standing_WithFraudReports_IsNoLowerBoundAndFollowsTheSetting(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await WriteAsync(world);
        var before = await OneAsync(world, "Visa VAMP");
        Assert.Equal((new Ratio(2, 1), true), (before.Verdict.Ratio, before.Verdict.IsLowerBound));

        await world.WriteAsync(chunk => Add(chunk, Notice("f1", At(3, 9))));
        await world.RefreshAsync();
        var after = await OneAsync(world, "Visa VAMP");
        Assert.Equal((new Ratio(3, 1), false), (after.Verdict.Ratio, after.Verdict.IsLowerBound));

        Assert.Null(await world.ProgrammeTable.SetDisputesIncludeFraudAsync(false, "ada", "the acquirer says 11 to 13 only"));
        // One of the two disputes is for fraud: its report stands for it.
        Assert.Equal(new Ratio(2, 1), (await OneAsync(world, "Visa VAMP")).Verdict.Ratio);
        Assert.Equal(2, (await world.Metrics.ValueAsync("vamp_ratio", s_any.With("vendor", "acme"), DataScope.Staff)).Numerator);
        Assert.Equal(2, await world.Rows.CountAsync(RowSets.DisputesVamp, s_any.With("vendor", "acme"), DataScope.Staff));
        Assert.Equal(1, (await world.Metrics.ValueAsync("fraud_notices", s_any, DataScope.Staff)).Numerator);
    }

    [StoreFact]
    public async Task Metrics_OfTheNetworks_DivideByTheirOwnMonths(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await WriteAsync(world);

        var whole = await world.Metrics.ValueAsync("mastercard_ratio", s_any.With("vendor", "acme"), DataScope.Staff);
        var part = await world.Metrics.ValueAsync("mastercard_ratio", s_any.With("vendor", "acme").Over(new(new(2026, 3, 10), new(2026, 3, 20))), DataScope.Staff);
        var visa = await world.Metrics.ValueAsync("mastercard_ratio", s_any.With("network", "visa"), DataScope.Staff);

        Assert.Equal((3L, 4L), (whole.Numerator, whole.Denominator));
        // A part of March still stands over the whole of February.
        Assert.Equal((1L, 4L), (part.Numerator, part.Denominator));
        Assert.Equal((0L, 0L), (visa.Numerator, visa.Denominator));
        Assert.Equal(4, await world.Rows.CountAsync(RowSets.PaymentsMastercardBefore, s_any.With("vendor", "acme"), DataScope.Staff));
    }

    [StoreFact]
    public async Task Standing_InAVendorsScope_IsItsOwnOnly(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await WriteAsync(world);
        var staff = await world.Programmes.StandingsAsync(s_march, s_any, DataScope.Staff);
        var birch = await world.Programmes.StandingsAsync(s_march, s_any, DataScope.Vendor(await world.VendorAsync("birch")));

        Assert.Equal(["acme", "birch"], staff.Select(standing => standing.VendorCode).Distinct().Order());
        Assert.All(birch, standing => Assert.Equal("birch", standing.VendorCode));
        Assert.NotEmpty(birch);
        Assert.Empty(await world.Programmes.StandingsAsync(s_march, s_any.With("vendor", "acme"), DataScope.Vendor(await world.VendorAsync("birch"))));
        Assert.Empty(await world.Programmes.StandingsAsync(s_march, s_any, DataScope.Nothing));
    }

    [StoreFact]
    public async Task Standing_OfARunningMonth_ForecastsItsEnd(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        world.Clock.Set(new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero));
        await WriteAsync(world);
        var standing = await OneAsync(world, "Mastercard ECM");

        // 15 of 31 days are over.
        Assert.Equal(new MonthProgress(15, 31), standing.Progress);
        Assert.Equal(MonthEndForecast.Of(3, 15, 31)!.ExpectedTotal, standing.Verdict.Forecast!.ExpectedTotal, 9);
        Assert.InRange(standing.Chance!.Value, 0, 0.001);
        Assert.Equal(s_march, await world.Programmes.MonthAsync(s_any, DataScope.Staff));
    }

    [StoreFact]
    public async Task Edits_CountAtOnce_AndEveryOneCanBeTakenBack(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await WriteAsync(world);
        var line = (await world.ProgrammeTable.ViewAsync()).Find("mastercard-ecm")!.Current!;

        Assert.Null(await world.ProgrammeTable.SaveAsync(line with { MinCount = 3 }, isNew: false, "ada", "a try"));
        Assert.Equal("ECM", (await OneAsync(world, "Mastercard ECM")).Tier);

        Assert.Null(await world.ProgrammeTable.RestoreAsync("mastercard-ecm", 0, "ben", "the try is over"));
        Assert.Null((await OneAsync(world, "Mastercard ECM")).Tier);

        Assert.Null(await world.ProgrammeTable.RemoveAsync("mastercard-ecm", "ada", "not ours"));
        Assert.Null(await world.ProgrammeTable.RemoveAsync("mastercard-hecm", "ada", "not ours"));
        var view = await world.ProgrammeTable.ViewAsync();
        Assert.Null(view.Find("mastercard-ecm")!.Current);
        Assert.Equal([3, 2, 1, 0], view.Find("mastercard-ecm")!.Versions.Select(version => version.Version));
        Assert.Equal(["ada", "ben", "ada", "Insights"], view.Find("mastercard-ecm")!.Versions.Select(version => version.SavedBy));

        Assert.Null(await world.ProgrammeTable.RestoreAsync("mastercard-ecm", 2, "ada", "it was"));
        Assert.Equal(97, (await OneAsync(world, "Mastercard ECM")).Left);
    }

    [StoreFact]
    public async Task Edits_WithoutAReasonOrSense_AreRefused(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        var line = (await world.ProgrammeTable.ViewAsync()).Find("mastercard-ecm")!.Current!;

        Assert.Contains("why", await world.ProgrammeTable.SaveAsync(line, isNew: false, "ada", " "));
        Assert.Contains("already", await world.ProgrammeTable.SaveAsync(line, isNew: true, "ada", "again"));
        Assert.Contains("region", await world.ProgrammeTable.SaveAsync(line with { Region = "Atlantis" }, isNew: false, "ada", "new"));
        Assert.Contains("no version", await world.ProgrammeTable.RestoreAsync("mastercard-ecm", 7, "ada", "back"));
        Assert.Single((await world.ProgrammeTable.ViewAsync()).Find("mastercard-ecm")!.Versions);
    }

    [StoreFact]
    public async Task Cohorts_AreByMonthOfSaleAndAge(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var month = 1; month <= 3; month++)
                for (var i = 0; i < 10 * month; i++)
                    chunk.Transactions.Add(Sale(FormattableString.Invariant($"s{month}-{i}"), At(month, 5), "visa", "acme"));
            // January's sales: one dispute in January, two in February, one in March, and one in April that is not over.
            Add(chunk, Dispute("d1", At(1, 20), At(1, 5)), Dispute("d2", At(2, 3), At(1, 5)), Dispute("d3", At(2, 9), At(1, 5)), Dispute("d4", At(3, 9), At(1, 5)), Dispute("d5", At(4, 1), At(1, 5)));
            Add(chunk, Dispute("d6", At(3, 2), At(2, 5)));
        });
        await world.RefreshAsync();
        var report = await world.Maturity.CohortsAsync(s_any, DataScope.Staff);

        Assert.Equal((new LocalDate(2026, 3, 1), 3), (report.Until, report.Ages));
        Assert.Equal([10, 20, 30], report.Lines.Select(line => line.Payments));
        Assert.Equal([1, 3, 4], report.Lines[0].Cumulative);
        Assert.Equal([0, 1], report.Lines[1].Cumulative);
        Assert.Equal([0], report.Lines[2].Cumulative);
        Assert.Equal(5, report.Lines[0].SoFar);
        // Three months of history show no month that is complete: nothing is projected.
        Assert.All(report.Lines, line => Assert.Null(line.Projected.Ultimate));

        // Every cell leads to as many rows, and to no dispute that came later.
        foreach (var line in report.Lines)
        {
            for (var age = 0; age < line.Cumulative.Count; age++)
            {
                var cell = s_any.Over(new(line.Month, line.Month.With(DateAdjusters.EndOfMonth))).With("within", age.ToString(System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(line.Cumulative[age], await world.Rows.CountAsync(RowSets.DisputesCohort, cell, DataScope.Staff));
            }
        }
        Assert.Equal(5, await world.Rows.CountAsync(RowSets.DisputesCohort, s_any.Over(new(new(2026, 1, 1), new(2026, 1, 31))), DataScope.Staff));
        Assert.Equal(0, await world.Rows.CountAsync(RowSets.DisputesCohort, s_any.Over(new(new(2026, 1, 1), new(2026, 1, 31))), DataScope.Vendor(99)));

        var february = await world.Maturity.CohortsAsync(s_any.Over(new(new(2026, 2, 1), new(2026, 2, 28))), DataScope.Staff);
        Assert.Equal([1, 3], february.Lines[0].Cumulative);
        Assert.Empty((await world.Maturity.CohortsAsync(s_any.With("vendor", "nobody"), DataScope.Staff)).Lines);
        Assert.Empty((await world.Maturity.CohortsAsync(s_any.With("network", "amex"), DataScope.Staff)).Lines);
    }

    [StoreFact]
    public async Task Amex_TakesOffWhatWasWonBackAndRefunded(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 9; i++)
                chunk.Transactions.Add(Sale(FormattableString.Invariant($"a{i}"), At(3, 2 + i), "amex", "acme"));
            var refund = Sale("r1", At(3, 20), "amex", "acme");
            refund.Row.Kind = "refund";
            chunk.Transactions.Add(refund);
            // Three of March; one that came in February was won back in March.
            foreach (var (id, at, state) in new[] { ("d1", At(3, 3), "needs_response"), ("d2", At(3, 4), "needs_response"), ("d3", At(3, 5), "lost"), ("d0", At(2, 5), "won") })
            {
                var dispute = AnalyticsWorld.Dispute(id, at, state);
                dispute.Network = "amex";
                if (state != "needs_response")
                    dispute.DecidedAt = At(3, 25);
                Add(chunk, dispute);
            }
        });
        await world.RefreshAsync();
        var standing = await OneAsync(world, "Amex excessive disputes");

        Assert.Equal(new Ratio(2, 8), standing.Verdict.Ratio);
        Assert.Equal((3L, 1L, 9L, 1L), (standing.Now.Figures.Disputes, standing.Now.Figures.Reversals, standing.Now.Figures.Payments, standing.Now.Figures.Credits));
        Assert.Equal(1, await world.Rows.CountAsync(RowSets.DisputesWon, s_any.With("network", "amex"), DataScope.Staff));
        Assert.Equal(1, await world.Rows.CountAsync(RowSets.Refunds, s_any.With("brand", "amex"), DataScope.Staff));
    }

    [StoreFact]
    public async Task Figures_TellHowManyPaymentsOfTheMonthBeforeWentThroughThreeDs(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Of February: one says nothing, one failed, one is on another network. March is not asked.
            foreach (var (id, month, how, brand, status) in new[]
                     {
                         ("a", 2, "authenticated", "mastercard", "succeeded"), ("b", 2, "attempted", "mastercard", "succeeded"), ("c", 2, "not_used", "mastercard", "succeeded"), ("d", 2, null, "mastercard", "succeeded"),
                         ("e", 2, "authenticated", "mastercard", "failed"), ("f", 2, "authenticated", "visa", "succeeded"), ("g", 3, "failed", "mastercard", "succeeded"),
                     })
            {
                var sale = Sale(id, At(month, 5), brand, "acme");
                (sale.Row.ThreeDs, sale.Row.Status) = (how, status);
                chunk.Transactions.Add(sale);
            }
        });
        await world.RefreshAsync();

        Assert.Equal(new Ratio(2, 3), (await OneAsync(world, "Mastercard EFM")).Now.Figures.ThreeDsOfMonthBefore);
        Assert.Null((await OneAsync(world, "Mastercard EFM")).History[^2].Figures.ThreeDsOfMonthBefore);
    }

    /// <summary>Acme sits in Australia, birch in the United States; everybody else is held against neither line.</summary>
    [StoreFact]
    public async Task FraudByAuthentication_IsToldByMonthAndByQuarter(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            foreach (var (vendor, currency) in new[] { ("acme", "AUD"), ("birch", "USD"), ("other", "USD") })
            {
                foreach (var (id, month, brand, how, amount) in new[]
                         {
                             ("dec", -1, "visa", "not_used", 50_000L), ("jan", 1, "visa", null, 10_000L), ("feb", 2, "mastercard", "not_used", 20_000L), ("feb3", 2, "visa", "authenticated", 70_000L),
                             ("mar", 3, "visa", "attempted", 40_000L), ("mar2", 3, "visa", "authenticated", 10_000L), ("mar3", 3, "visa", "failed", 5_000L), ("mar4", 3, "paypal", null, 90_000L),
                         })
                {
                    var sale = Sale(vendor + id, month < 0 ? new DateTime(2025, 12, 20, 10, 0, 0, DateTimeKind.Utc) : At(month, 5), brand, vendor);
                    (sale.Row.ThreeDs, sale.Row.AmountMinor, sale.Row.Currency) = (how, amount, currency);
                    chunk.Transactions.Add(sale);
                }
                // Reports about an unauthenticated payment of January, of February, and about an authenticated one of March; and of one that nobody has imported.
                foreach (var (id, payment, network, at, amount) in new[]
                         {
                             ("n1", "jan", "visa", At(1, 25), 1_000L), ("n2", "feb", "mastercard", At(2, 25), 2_000L), ("n3", "mar", "visa", At(3, 25), 4_000L), ("n4", "nowhere", "visa", At(3, 26), 500L),
                         })
                {
                    var notice = Notice(vendor + id, at);
                    (notice.Network, notice.TransactionRef, notice.AmountMinor, notice.Currency) = (network, vendor + payment, amount, currency);
                    chunk.Chargebacks.Add(new(notice, vendor));
                }
            }
        });
        await using (var context = world.Test.Store.Open(DataScope.Staff))
        {
            foreach (var vendor in context.Vendors.ToList())
                vendor.Country = vendor.Code switch { "acme" => "AU", "birch" => "US", _ => "DE" };
            await context.SaveChangesAsync();
        }
        await world.RefreshAsync();
        world.Test.Store.Changed();
        var standings = await world.Programmes.StandingsAsync(s_march, s_any, DataScope.Staff);

        // Birch in March: USD 40 reported of USD 500 through 3-D Secure; the report without a payment is none of it.
        var vsefp = standings.Single(standing => standing.Programme == "Visa VSEFP");
        Assert.Equal(("birch", "visa", new Ratio(40, 500)), (vsefp.VendorCode, vsefp.Network, vsefp.Verdict.Ratio));
        Assert.Equal(new Ratio(0, 700), vsefp.History[^2].Verdict!.Ratio);

        // Acme from January to March, all cards, no PayPal: AUD 10 + 20 + 5 reported of AUD 100 + 200 + 50; December is another quarter.
        var quarterly = standings.Single(standing => standing.Programme == "AusPayNet fraud mitigation");
        Assert.Equal(("acme", "all", new Ratio(35, 350), ProgrammeStatus.Below), (quarterly.VendorCode, quarterly.Network, quarterly.Verdict.Ratio, quarterly.Status));
        Assert.Equal(new Ratio(30, 300), quarterly.History[^2].Verdict!.Ratio);
        Assert.Equal(new Ratio(10, 100), quarterly.History[^3].Verdict!.Ratio);
        Assert.Equal(new Ratio(0, 500), quarterly.History[^4].Verdict!.Ratio);

        // Narrowed to one network, nothing is told of all.
        Assert.DoesNotContain(await world.Programmes.StandingsAsync(s_march, s_any.With("network", "visa"), DataScope.Staff), standing => standing.Network == ProgrammeLine.AllNetworks);
    }

    [StoreFact]
    public async Task Mastercard_PlacesInItsFraudProgrammeAlone(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // 1,000 payments of February at EUR 1; 100 disputes of March for fraud, of EUR 600 each: 10 % and over USD 50,000 (at 1.00), and no 3-D Secure.
            for (var i = 0; i < 1_000; i++)
                chunk.Transactions.Add(Sale(FormattableString.Invariant($"s{i}"), At(2, 5), "mastercard", "acme"));
            for (var i = 0; i < 100; i++)
            {
                var dispute = Mastercard(FormattableString.Invariant($"d{i}"), At(3, 5));
                (dispute.AmountMinor, dispute.Currency, dispute.ReasonGroup) = (60_000, "USD", "fraud");
                Add(chunk, dispute);
            }
        });
        await using (var context = world.Test.Store.Open(DataScope.Staff))
        {
            context.FxRates.Add(new() { Currency = "USD", Day = new(2026, 3, 31), PerEuroMillionths = 1_000_000 });
            context.FxRates.Add(new() { Currency = "USD", Day = new(2026, 2, 28), PerEuroMillionths = 1_000_000 });
            await context.SaveChangesAsync();
        }
        await world.RefreshAsync();

        var fraud = await OneAsync(world, "Mastercard EFM");
        var excessive = await OneAsync(world, "Mastercard ECM");
        Assert.NotNull(fraud.Verdict.Reached);
        Assert.Null(fraud.ReplacedBy);
        Assert.NotNull(excessive.Verdict.Reached);
        Assert.Equal("Mastercard EFM", excessive.ReplacedBy);
        Assert.Null(excessive.Fine);
    }

    [StoreFact]
    public async Task ThreeMonthsBelow_LeaveTheProgramme_AndTwoDoNot(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Every month has a hundred payments; 100 disputes reach the line. Acme: September, then two below, December and on. Birch: September, then three below, January and on.
            for (var month = 0; month < 9; month++)
            {
                foreach (var vendor in new[] { "acme", "birch" })
                {
                    for (var i = 0; i < 100; i++)
                        chunk.Transactions.Add(Sale(FormattableString.Invariant($"{vendor}{month}-{i}"), new DateTime(2025, 7, 5, 10, 0, 0, DateTimeKind.Utc).AddMonths(month), "mastercard", vendor));
                }
            }
            foreach (var (vendor, months) in new (string, DateTime[])[] { ("acme", [new(2025, 9, 5), new(2025, 12, 5), new(2026, 1, 5), new(2026, 2, 5), new(2026, 3, 5)]), ("birch", [new(2025, 9, 5), new(2026, 1, 5), new(2026, 2, 5), new(2026, 3, 5)]) })
            {
                foreach (var month in months)
                    for (var i = 0; i < 100; i++)
                        chunk.Chargebacks.Add(new(Mastercard(FormattableString.Invariant($"{vendor}-{month:yyMM}-{i}"), DateTime.SpecifyKind(month, DateTimeKind.Utc)), vendor));
            }
        });
        await world.RefreshAsync();
        var standings = (await world.Programmes.StandingsAsync(s_march, s_any, DataScope.Staff)).Where(standing => standing.Programme == "Mastercard ECM").ToDictionary(standing => standing.VendorCode, standing => (standing.MonthsAtLine, standing.MonthsInRow));

        Assert.Equal((5, 4), standings["acme"]);
        Assert.Equal((3, 3), standings["birch"]);
    }

    private static async Task<ProgrammeStanding> OneAsync(AnalyticsWorld world, string programme) =>
        (await world.Programmes.StandingsAsync(s_march, s_any.With("vendor", "acme"), DataScope.Staff)).Single(standing => standing.Programme == programme);

    private static async Task WriteAsync(AnalyticsWorld world)
    {
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 4; i++)
                chunk.Transactions.Add(Sale(FormattableString.Invariant($"m{i}"), At(2, 10 + i), "mastercard", "acme"));
            chunk.Transactions.Add(Sale("m-mar-1", At(3, 10), "mastercard", "acme"));
            chunk.Transactions.Add(Sale("m-mar-2", At(3, 11), "mastercard", "acme"));
            chunk.Transactions.Add(Sale("v1", At(3, 10), "visa", "acme"));
            chunk.Transactions.Add(Sale("b1", At(3, 10), "visa", "birch"));
            Add(chunk, Mastercard("d1", At(3, 2)), Mastercard("d2", At(3, 9)), Mastercard("d3", At(3, 14)));
            Add(chunk, Dispute("d4", At(3, 3), At(2, 1)), Dispute("d5", At(3, 4), At(2, 1), group: "consumer_dispute"));
        });
        await world.RefreshAsync();
    }

    private static DateTime At(int month, int day) => new(2026, month, day, 10, 0, 0, DateTimeKind.Utc);

    private static Incoming<Transaction> Sale(string id, DateTime at, string brand, string vendor)
    {
        var sale = AnalyticsWorld.Sale(id, at);
        sale.Brand = brand;
        return new(sale, vendor);
    }

    private static Chargeback Mastercard(string id, DateTime opened)
    {
        var dispute = AnalyticsWorld.Dispute(id, opened);
        dispute.Network = "mastercard";
        return dispute;
    }

    private static Chargeback Dispute(string id, DateTime opened, DateTime charged, string group = "fraud")
    {
        var dispute = AnalyticsWorld.Dispute(id, opened, charged: charged);
        dispute.ReasonGroup = group;
        return dispute;
    }

    private static Chargeback Notice(string id, DateTime at)
    {
        var notice = AnalyticsWorld.Dispute(id, at, "fraud_notice");
        notice.IsDispute = false;
        return notice;
    }

    private static void Add(FactChunk chunk, params Chargeback[] disputes)
    {
        foreach (var dispute in disputes)
            chunk.Chargebacks.Add(new(dispute, "acme"));
    }

    /// <summary>63 expected by what had come until the end of the month; 40 have come by now, then 65.</summary>
    [Theory]
    [InlineData(40, 63.0)]
    [InlineData(65, 65.0)]
    public void ExpectedEnd_IsNeverBelowWhatHasCome(long soFar, double expected) => Assert.Equal(
        expected,
        new CohortLine(new(2026, 10, 1), 5_334, [23], new(23, 0.28, 63, null, Insights.Analytics.Metrics.Chargebacks.Maturity.ProjectionMethod.CapeCod, null), soFar).ExpectedEnd);
}
