using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using NodaTime;

namespace Insights.Analytics.Queries.Evaluation;

/// <summary>Which daily sums a metric is made of.</summary>
internal enum DaySource
{
    Payments,
    DisputesOpened,
    DisputesCharged,
    DisputesDecided,
    Tickets,
    Clocks,

    /// <summary>The number of rows of a set, counted one by one.</summary>
    Counted,

    /// <summary>The same of disputes and fraud reports, of which a month has few.</summary>
    DisputesCounted,

    /// <summary>Rows and amounts of the dispute ledger.</summary>
    Ledger,

    /// <summary>Rows and amounts of the payment cases: failed orders, refunds, doubtful charges.</summary>
    PaymentCases,
}

/// <summary>A number of rows, or an amount, as a function of daily sums.</summary>
/// <param name="RowSet">The set whose rows are counted, where the source may have to count them.</param>
internal sealed record Measure(DaySource Source, Func<Sums, long> Of, string? RowSet = null)
{
    /// <summary>Only rows of this card network, whatever the filter says besides; null = all.</summary>
    public string? Network { get; init; }

    /// <summary>The calendar months before those of the period: what Mastercard divides by.</summary>
    public bool OfMonthsBefore { get; init; }

    /// <summary>Of the ledger: which of its sums.</summary>
    public int LedgerColumn { get; init; }

    /// <summary>Amounts are asked for, so that counts alone do not do.</summary>
    public bool WithAmounts { get; init; }

    /// <summary>Days are asked for one by one, also where the number is split.</summary>
    public bool ByDay { get; init; }

    public static Measure OfLedger(string rowSet, int column = LedgerColumns.Rows) => new(DaySource.Ledger, sums => sums[column], rowSet) { LedgerColumn = column };

    public static Measure OfCases(string rowSet, int column = PaymentCaseLoader.Rows) => new(DaySource.PaymentCases, sums => sums[column], rowSet);

    public static Measure Counted(string rowSet) => new(DaySource.Counted, sums => sums[0], rowSet);

    /// <summary>The days whose rows belong to a period.</summary>
    public DateRange Days(DateRange range) => OfMonthsBefore ? MonthsBefore(range) : range;

    /// <summary>Whole months, each one month back: the ratio of a running month is divided by all of the month before.</summary>
    public static DateRange MonthsBefore(DateRange range) =>
        new(range.From.With(DateAdjusters.StartOfMonth).PlusMonths(-1), range.To.With(DateAdjusters.StartOfMonth).PlusDays(-1));

    public FactKind Kind => Source switch
    {
        DaySource.Payments => FactKind.Payments,
        DaySource.Tickets => FactKind.Outcomes,
        DaySource.Clocks => FactKind.Clocks,
        DaySource.PaymentCases => PaymentCaseRows.KindOf(RowSet!),
        DaySource.Counted => RowSets.Find(RowSet!)!.Kind == RowKind.Clocks ? FactKind.Clocks : FactKind.Outcomes,
        _ => FactKind.Disputes,
    };
}

/// <summary>How a metric of the catalogue is computed from what is stored. Definitions are in the catalogue; here is only where its rows and amounts lie.</summary>
internal abstract record MetricPlan(MetricDefinition Definition)
{
    public sealed record Count(MetricDefinition Definition, Measure Rows) : MetricPlan(Definition);

    /// <summary>Unsolved tickets at the end of the last day: spans begun minus spans ended, from the beginning of the data.</summary>
    public sealed record Level(MetricDefinition Definition) : MetricPlan(Definition);

    public sealed record Share(MetricDefinition Definition, Measure Above, Measure Below) : MetricPlan(Definition);

    /// <summary>The same rows above and below the line, by what they amount to.</summary>
    public sealed record ShareOfValue(MetricDefinition Definition, Measure Above, Measure AmountAbove, Measure Below, Measure AmountBelow) : MetricPlan(Definition);

    public sealed record Money(MetricDefinition Definition, Measure Rows, Measure Amount) : MetricPlan(Definition);

    public sealed record Duration(MetricDefinition Definition, string Clock, bool Business, double Percentile) : MetricPlan(Definition);

    /// <summary>Stands among the clocks for the time to the first answer to a dispute.</summary>
    public const string DisputeResponse = "dispute_response";

    /// <summary>Stands among the clocks for the time from a charge to its dispute.</summary>
    public const string DaysToDispute = "days_to_dispute";

    public FactKind Kind => this switch
    {
        Count count => count.Rows.Kind,
        Share share => share.Above.Kind,
        ShareOfValue share => share.Above.Kind,
        Money money => money.Rows.Kind,
        Duration duration => duration.Clock is DisputeResponse or DaysToDispute ? FactKind.Disputes : FactKind.Clocks,
        _ => FactKind.Tickets,
    };

    /// <exception cref="ArgumentException">No metric has this id.</exception>
    public static MetricPlan Of(string metricId)
    {
        var definition = MetricCatalog.Find(metricId);
        return definition.Unit switch
        {
            _ when definition.Rows == RowSets.TicketsBacklog => new Level(definition),
            MetricUnit.Count => new Count(definition, RowsOf(definition.Rows)),
            MetricUnit.Percent when definition.ByValue =>
                new ShareOfValue(definition, RowsOf(definition.Rows) with { ByDay = true }, AmountOf(metricId), RowsOf(definition.DenominatorRows!) with { ByDay = true }, SalesOf(definition.DenominatorRows!)),
            MetricUnit.Percent or MetricUnit.PerThousand => new Share(definition, RowsOf(definition.Rows), RowsOf(definition.DenominatorRows!)),
            MetricUnit.Money => new Money(definition, RowsOf(definition.Rows) with { WithAmounts = true }, AmountOf(metricId)),
            _ => OfDuration(definition),
        };
    }

    private static Duration OfDuration(MetricDefinition definition)
    {
        var clock = definition.Rows switch
        {
            RowSets.ClocksFirstReply => "first_reply_time",
            RowSets.ClocksFullResolution => "full_resolution_time",
            RowSets.DisputesResponded => DisputeResponse,
            RowSets.DisputesChargeKnown => DaysToDispute,
            _ => throw new InvalidOperationException($"No clock is known for the rows '{definition.Rows}' of the metric '{definition.Id}'."),
        };
        return new(definition, clock, definition.TimeBasis == "business", definition.Id.EndsWith("_p90", StringComparison.Ordinal) ? 0.9 : 0.5);
    }

    /// <summary>The count of every row set, so that a number and the list behind it cannot part.</summary>
    public static Measure RowsOf(string rowSet) => rowSet switch
    {
        RowSets.TicketsCreated => new(DaySource.Tickets, sums => sums[TicketColumns.Created], rowSet),
        RowSets.TicketsClassified => new(DaySource.Tickets, sums => sums[TicketColumns.Classified], rowSet),
        RowSets.TicketsWordsKnown => new(DaySource.Tickets, sums => sums[TicketColumns.WordsKnown], rowSet),
        RowSets.TicketsWordsAgree => new(DaySource.Tickets, sums => sums[TicketColumns.WordsAgree], rowSet),
        RowSets.TicketsSolved => new(DaySource.Tickets, sums => sums[TicketColumns.Solved], rowSet),
        RowSets.ClocksDecided => new(DaySource.Clocks, AllDecided),
        RowSets.ClocksMet => new(DaySource.Clocks, sums => sums[ClockColumns.FirstReplyMet] + sums[ClockColumns.ResolutionMet] + sums[ClockColumns.OtherMet]),
        RowSets.ClocksFirstReplyDecided => new(DaySource.Clocks, sums => sums[ClockColumns.FirstReplyMet] + sums[ClockColumns.FirstReplyBreached]),
        RowSets.ClocksFirstReplyMet => new(DaySource.Clocks, sums => sums[ClockColumns.FirstReplyMet]),
        RowSets.ClocksResolutionDecided => new(DaySource.Clocks, sums => sums[ClockColumns.ResolutionMet] + sums[ClockColumns.ResolutionBreached]),
        RowSets.ClocksResolutionMet => new(DaySource.Clocks, sums => sums[ClockColumns.ResolutionMet]),
        RowSets.PaymentsSucceeded => new(DaySource.Payments, sums => sums[PaymentColumns.Succeeded]),
        RowSets.PaymentsAttempts => new(DaySource.Payments, sums => sums[PaymentColumns.Succeeded] + sums[PaymentColumns.Failed]),
        RowSets.PaymentsFailed => new(DaySource.Payments, sums => sums[PaymentColumns.Failed]),
        RowSets.Refunds => new(DaySource.Payments, sums => sums[PaymentColumns.Refunds]),
        RowSets.RefundsFailed => new(DaySource.Payments, sums => sums[PaymentColumns.RefundsFailed]),
        RowSets.RefundsAnswered => new(DaySource.Payments, sums => sums[PaymentColumns.Refunds] + sums[PaymentColumns.RefundsFailed]),
        RowSets.PaymentsVisa => new(DaySource.Payments, sums => sums[PaymentColumns.Succeeded]) { Network = "visa" },
        RowSets.PaymentsMastercardBefore => new(DaySource.Payments, sums => sums[PaymentColumns.Succeeded]) { Network = "mastercard", OfMonthsBefore = true },
        RowSets.DisputesMastercard => new(DaySource.DisputesOpened, sums => sums[DisputeColumns.Disputes]) { Network = "mastercard" },
        RowSets.DisputesVamp or RowSets.FraudNotices => new(DaySource.DisputesCounted, sums => sums[0], rowSet),
        RowSets.DisputesOpened => new(DaySource.DisputesOpened, sums => sums[DisputeColumns.Disputes]),
        RowSets.DisputesCharged => new(DaySource.DisputesCharged, sums => sums[DisputeColumns.Disputes]),
        RowSets.DisputesDecided => new(DaySource.DisputesDecided, sums => sums[DisputeColumns.Disputes]),
        RowSets.DisputesChallengedDecided => new(DaySource.DisputesDecided, sums => sums[DisputeColumns.ChallengedDecided]),
        RowSets.DisputesWon => new(DaySource.DisputesDecided, sums => sums[DisputeColumns.Won]),
        _ when LedgerRows.Has(rowSet) => Measure.OfLedger(rowSet),
        _ when PaymentCaseRows.Has(rowSet) => Measure.OfCases(rowSet),
        _ when RowSets.Find(rowSet) is { Kind: RowKind.Tickets or RowKind.Clocks } => Measure.Counted(rowSet),
        _ => throw new InvalidOperationException($"No sums are kept for the row set '{rowSet}'."),
    };

    private static long AllDecided(Sums sums)
    {
        long total = 0;
        for (var column = ClockColumns.FirstReplyMet; column <= ClockColumns.OtherBreached; column++)
            total += sums[column];
        return total;
    }

    private static Measure AmountOf(string metricId) => metricId switch
    {
        "payment_volume" => new(DaySource.Payments, sums => sums[PaymentColumns.SucceededMinor]),
        "recovered_value" => Measure.OfCases(RowSets.OrdersRecovered, PaymentCaseLoader.AmountMinor),
        "lost_order_value" => Measure.OfCases(RowSets.OrdersLost, PaymentCaseLoader.AmountMinor),
        "refunded_value" => new(DaySource.Payments, sums => sums[PaymentColumns.RefundsMinor]),
        "dispute_activity_value" or "mastercard_value_ratio" => new(DaySource.DisputesOpened, sums => sums[DisputeColumns.DisputedMinor]),
        "dispute_rate_value" => new(DaySource.DisputesCharged, sums => sums[DisputeColumns.DisputedMinor]),
        "vamp_value_ratio" or "fraud_rate" => new(DaySource.DisputesCounted, sums => sums[1]),
        // What was decided and not lost was won.
        "win_rate_value" => new(DaySource.DisputesDecided, sums => sums[DisputeColumns.DisputedMinor] - sums[DisputeColumns.LostMinor]),
        "recovery_share_value" => Measure.OfLedger(RowSets.DisputesWonOfReceived, LedgerColumns.RecoveredMinor),
        "disputed_value" => new(DaySource.DisputesOpened, sums => sums[DisputeColumns.DisputedMinor]),
        "revenue_recovered" => Measure.OfLedger(RowSets.DisputesRecovered, LedgerColumns.RecoveredMinor),
        "deflectable_value" => Measure.OfLedger(RowSets.DisputesDeflectable, LedgerColumns.AmountMinor),
        "deflectable_fees" => Measure.OfLedger(RowSets.DisputesDeflectable, LedgerColumns.FeesMinor),
        "double_loss" => Measure.OfLedger(RowSets.DisputesDoubleLoss, LedgerColumns.TwiceLostMinor),
        "net_loss" => new(DaySource.DisputesDecided, sums => DisputeColumns.NetLoss(sums)),
        _ => throw new InvalidOperationException($"No amount is kept for the metric '{metricId}'."),
    };

    /// <summary>What the rows below the line of a ratio by value amount to.</summary>
    private static Measure SalesOf(string rowSet) => rowSet switch
    {
        RowSets.DisputesOpened => new(DaySource.DisputesOpened, sums => sums[DisputeColumns.DisputedMinor]),
        RowSets.DisputesChallengedDecided => new(DaySource.DisputesDecided, sums => sums[DisputeColumns.ChallengedDecidedMinor]),
        _ => new(DaySource.Payments, sums => sums[PaymentColumns.SucceededMinor]),
    };
}
