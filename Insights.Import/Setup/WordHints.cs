using Insights.Import.Pipeline.Values;

namespace Insights.Import;

/// <summary>What common foreign words of closed vocabularies mean, for suggestions that a person checks; an import never guesses by these.</summary>
internal static class WordHints
{
    private static readonly Dictionary<string, Vocabulary> ByVocabulary = new(StringComparer.Ordinal)
    {
        ["transaction_kind"] = Of("charge: payment sale capture purchase zahlung pago venta kauf|refund: return erstattung rückzahlung reembolso gutschrift|fee: commission gebühr entgelt comision|payout: withdrawal transfer auszahlung|adjustment: correction korrektur"),
        ["transaction_status"] = Of("succeeded: paid success successful completed complete captured settled ok approved bezahlt abgeschlossen erfolgreich pagado completado|failed: declined refused error rejected abgelehnt fehlgeschlagen fallido|pending: processing open authorized authorised ausstehend offen pendiente|canceled: void voided expired storniert abgebrochen cancelado"),
        ["method"] = Of("card: credit_card debit_card creditcard kreditkarte tarjeta|wallet: paypal apple_pay google_pay|bank_debit: sepa direct_debit ach lastschrift|bank_transfer: transfer wire ideal überweisung transferencia|bnpl: klarna afterpay"),
        ["ticket_status"] = Of("new: neu nuevo|open: in_progress active assigned offen in_bearbeitung abierto|pending: waiting waiting_on_customer wartend pendiente|on_hold: hold waiting_on_third_party|solved: resolved done fixed gelöst erledigt resuelto|closed: geschlossen cerrado"),
        ["priority"] = Of("urgent: critical highest p1 blocker dringend kritisch urgente|high: p2 hoch alta|normal: medium p3 mittel media|low: lowest p4 niedrig baja"),
        ["satisfaction"] = Of("good: positive satisfied|bad: negative unsatisfied"),
        ["dispute_status"] = Of("needs_response: open new received|challenged: responded submitted under_review defended|won: reversed merchant_won|lost: merchant_lost closed_lost|accepted: conceded|expired: timed_out"),
    };

    public static string? Find(string vocabulary, string word) => ByVocabulary.TryGetValue(vocabulary, out var hints) ? hints.Find(word) : null;

    private static Vocabulary Of(string lines) => new(
        from line in lines.Split('|')
        let parts = line.Split(':')
        from word in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select KeyValuePair.Create(word, parts[0]));
}
