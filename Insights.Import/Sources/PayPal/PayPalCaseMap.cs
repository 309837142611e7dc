using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.PayPal;

/// <summary>
/// The case report: one row a case and day while it is open, so every row is a snapshot dated by the report. PayPal's disputes are talks between
/// buyer and seller and count as inquiries; claims and chargebacks are disputes.
/// </summary>
internal sealed class PayPalCaseMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _type = columns["type"], _id = columns["id"], _status = columns["status"], _amount = columns["amount"], _currency = columns["currency"];
    private readonly Column _filed = columns["filed"], _reason = columns["reason"], _payment = columns["payment"], _charged = columns["charged"], _cardType = columns["card_type"];
    private readonly Column _email = columns["email"], _name = columns["name"], _due = columns["due"], _disputed = columns["disputed"], _movement = columns["movement"];
    private readonly Column _payout = columns["payout"], _code = columns["code"], _outcome = columns["outcome"], _vendor = columns["vendor"];
    private readonly PayPalFooters _footers = new(context, columns.Headers);

    public void Map(Row row, FactChunk chunk)
    {
        _footers.CountRow();
        var currency = row.Currency(_currency, context.Profile.Currencies);
        PayPalCurrencies.Flag(currency, context, row);
        string? type = row.Pooled(_type);
        string? status = row.Pooled(_status);
        string? outcome = row.Pooled(_outcome);
        var stage = PayPalCases.StageOf(type);
        string state = PayPalCases.StateOf(stage, status, outcome, row.Pooled(_movement), !row.IsEmpty(_payout) && context.Amount(row, _payout, currency) > 0);
        if (state.Length == 0)
            state = row.Meaning(ValueKinds.DisputeStatus, status) ?? "";
        if (state.Length == 0 && !row.IsRejected)
            row.Reject(_status.Header, status, "status-unknown", $"This status of a case is not known here, so nobody could say whether it counts. Known: {PayPalCases.Known}.");
        var chargeback = new Chargeback
        {
            ExternalId = row.Id(_id),
            TransactionRef = row.Reference(_payment) ?? row.Reference(_disputed),
            CustomerRef = row.Reference(_email) ?? row.Reference(_name),
            Network = Brands.Of(row, _cardType) ?? "paypal",
            ReasonCode = row.Pooled(_code),
            ProviderReason = row.Pooled(_reason),
            RawStatus = outcome is null ? status : $"{status}: {outcome}",
            State = state,
            OpenedAt = row.RequiredInstant(_filed),
            ChargedAt = row.Instant(_charged),
            EvidenceDueAt = row.Instant(_due),
            VersionAt = _footers.ReportedAt,
            AmountMinor = context.Amount(row, _amount, currency) ?? 0,
            Currency = currency?.Code ?? "",
            Line = row.Line,
        };
        if (DisputeRules.IsDecided(state))
            Decide(chargeback, row);
        PayPalCases.Classify(chargeback, row);
        Validate.Chargeback(chargeback, row);
        string? vendor = context.VendorOf(row, _vendor);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(chargeback, vendor, Partial: true));
        if (row.IsRejected)
            return;
        if (stage == PayPalStage.Chargeback)
            PayPalLedger.Supersede(chargeback, vendor, chunk);
        AddEvents(chargeback, stage, chunk);
    }

    public void Structure(IReadOnlyList<string> cells, int line) => _footers.Record(cells, line);

    public void Finish(FactChunk chunk) => _footers.Finish();

    /// <summary>A case is in the report while it is open and once more when it was closed: the report's date is the decision's, to the day.</summary>
    private void Decide(Chargeback chargeback, Row row)
    {
        chargeback.DecidedAt = _footers.ReportedAt;
        if (chargeback.State == "won")
            chargeback.RecoveredMinor = chargeback.AmountMinor;
        if (chargeback.DecidedAt is null && context.FirstTime("decision-date-unknown"))
            row.Warn(_status.Header, Encoding.UTF8.GetString(row.Bytes(_status)), "decision-date-unknown", "The case is closed, and the file has no report header (RH) that would date it. The decision stays undated. Said once for this file.");
    }

    private static void AddEvents(Chargeback chargeback, PayPalStage stage, FactChunk chunk)
    {
        chunk.ChargebackEvents.Add(new ChargebackEvent
        {
            ChargebackRef = chargeback.ExternalId,
            EventId = "opened",
            OccurredAt = chargeback.OpenedAt,
            State = stage == PayPalStage.Inquiry ? "inquiry_open" : "needs_response",
            AmountMinor = chargeback.AmountMinor,
            Line = chargeback.Line,
        });
        if (chargeback.DecidedAt is { } at)
        {
            chunk.ChargebackEvents.Add(new ChargebackEvent
            {
                ChargebackRef = chargeback.ExternalId,
                EventId = chargeback.State,
                OccurredAt = at,
                State = chargeback.State,
                RawStatus = chargeback.RawStatus,
                AmountMinor = chargeback.AmountMinor,
                Line = chargeback.Line,
            });
        }
    }
}

internal enum PayPalStage
{
    /// <summary>Buyer and seller talk; nothing was taken and PayPal does not decide.</summary>
    Inquiry,

    /// <summary>PayPal decides.</summary>
    Claim,

    /// <summary>The card's issuer decides.</summary>
    Chargeback,
    PreArbitration,
    Arbitration,
}

/// <summary>Stages, statuses and outcomes of PayPal's cases in the lifecycle of disputes.</summary>
internal static class PayPalCases
{
    // Statuses of the report are phrases whose wording changed over the years; these are the words in them that decide.
    private static readonly (string Part, string State)[] Open =
    [
        ("your response", "needs_response"), ("seller response", "needs_response"), ("seller's response", "needs_response"), ("merchant response", "needs_response"),
        ("waiting for seller", "needs_response"), ("action required", "needs_response"), ("response required", "needs_response"), ("needs response", "needs_response"),
        ("buyer response", "challenged"), ("buyer's response", "challenged"), ("waiting for buyer", "challenged"), ("customer response", "challenged"),
        ("under review", "challenged"), ("review", "challenged"), ("disputing on your behalf", "challenged"), ("disputed on your behalf", "challenged"),
        ("appeal", "challenged"), ("pending", "challenged"), ("waiting", "challenged"), ("open", "needs_response"), ("new", "needs_response"),
    ];

    private static readonly (string Part, string State)[] Outcomes =
    [
        ("seller favo", "won"), ("seller's favo", "won"), ("your favo", "won"), ("merchant favo", "won"), ("resolved_seller", "won"),
        ("buyer favo", "lost"), ("buyer's favo", "lost"), ("customer favo", "lost"), ("resolved_buyer", "lost"), ("claimant favo", "lost"),
        ("payout", "won"), ("paypal covered", "won"), ("protected", "won"), ("cancel", "withdrawn"), ("withdrawn", "withdrawn"),
        ("accepted", "accepted"), ("refund", "accepted"), ("no response", "expired"), ("timed out", "expired"), ("expired", "expired"),
        ("win", "won"), ("won", "won"), ("loss", "lost"), ("lost", "lost"),
    ];

    private static readonly (string Part, string Reason)[] Reasons =
    [
        ("not received", "MERCHANDISE_OR_SERVICE_NOT_RECEIVED"), ("non-receipt", "MERCHANDISE_OR_SERVICE_NOT_RECEIVED"), ("non receipt", "MERCHANDISE_OR_SERVICE_NOT_RECEIVED"), ("inr", "MERCHANDISE_OR_SERVICE_NOT_RECEIVED"),
        ("not as described", "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED"), ("snad", "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED"), ("defective", "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED"), ("merchandise", "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED"),
        ("unauthori", "UNAUTHORISED"), ("fraud", "UNAUTHORISED"), ("credit not", "CREDIT_NOT_PROCESSED"), ("refund not", "CREDIT_NOT_PROCESSED"),
        ("duplicate", "DUPLICATE_TRANSACTION"), ("incorrect amount", "INCORRECT_AMOUNT"), ("wrong amount", "INCORRECT_AMOUNT"), ("amount", "INCORRECT_AMOUNT"),
        ("paid with other", "PAYMENT_BY_OTHER_MEANS"), ("other method", "PAYMENT_BY_OTHER_MEANS"), ("other means", "PAYMENT_BY_OTHER_MEANS"),
        ("recurring", "CANCELED_RECURRING_BILLING"), ("subscription", "CANCELED_RECURRING_BILLING"), ("remittance", "PROBLEM_WITH_REMITTANCE"), ("other", "OTHER"),
    ];

    public static string Known => "Open, Waiting for your response, Waiting for buyer's response, Under review, Appeal, Disputing on your behalf, Closed, Resolved";

    public static PayPalStage StageOf(string? caseType) => caseType is null ? PayPalStage.Claim
        : caseType.Contains("chargeback", StringComparison.OrdinalIgnoreCase) || caseType.Contains("bank", StringComparison.OrdinalIgnoreCase) ? PayPalStage.Chargeback
        : caseType.Contains("dispute", StringComparison.OrdinalIgnoreCase) || caseType.Contains("inquiry", StringComparison.OrdinalIgnoreCase) ? PayPalStage.Inquiry
        : PayPalStage.Claim;

    /// <summary>Empty for a status that is not known.</summary>
    public static string StateOf(PayPalStage stage, string? status, string? outcome, string? movement, bool wasPaidOut)
    {
        string text = status?.ToLowerInvariant() ?? "";
        bool closed = text.Contains("closed", StringComparison.Ordinal) || text.Contains("resolved", StringComparison.Ordinal) || text.Contains("complete", StringComparison.Ordinal) || text.Contains("cancel", StringComparison.Ordinal);
        if (!closed)
        {
            string open = Find(Open, text) ?? "";
            return stage != PayPalStage.Inquiry || open.Length == 0 ? open : open == "needs_response" ? "inquiry_open" : "inquiry_answered";
        }

        // Closed without becoming a claim: nobody won, and it never counted.
        if (stage == PayPalStage.Inquiry)
            return "inquiry_closed";
        if (wasPaidOut)
            return "won";
        string? decided = Find(Outcomes, outcome?.ToLowerInvariant() ?? "") ?? Find(Outcomes, text);
        return decided ?? movement?.Trim().ToLowerInvariant() switch
        {
            // PayPal calls it a win when a case was closed and no money was taken.
            null or "" or "credit" => "won",
            "debit" => "lost",
            _ => "",
        };
    }

    public static void Classify(Chargeback chargeback, RowProblems row)
    {
        string? reason = chargeback.ProviderReason is null ? null : Find(Reasons, chargeback.ProviderReason.ToLowerInvariant()) ?? chargeback.ProviderReason;
        string? network = chargeback.Network == "paypal" ? null : chargeback.Network;
        DisputeRules.Apply(chargeback, ReasonCodes.Classify(network, chargeback.ReasonCode, subReason: null, "paypal", reason, chargeback.State), row);
    }

    private static string? Find((string Part, string Means)[] words, string text)
    {
        if (text.Length == 0)
            return null;
        foreach (var (part, means) in words)
        {
            if (text.Contains(part, StringComparison.Ordinal))
                return means;
        }

        return null;
    }
}
