using Insights.Import.Pipeline.Values;

namespace Insights.Import;

/// <summary>What common foreign words of closed vocabularies mean, for suggestions that a person checks; an import never guesses by these.</summary>
internal static class WordHints
{
    private static readonly Dictionary<string, Vocabulary> ByVocabulary = new(StringComparer.Ordinal)
    {
        ["transaction_kind"] = Of("charge: payment sale capture purchase zahlung pago venta kauf оплата платёж платеж продажа покупка 支付 付款 消费 売上 支払い دفع شراء|refund: return erstattung rückzahlung reembolso gutschrift возврат 退款 返金 استرداد|fee: commission gebühr entgelt comision комиссия 手续费 手数料 رسوم|payout: withdrawal transfer auszahlung выплата вывод 提现 出金 سحب|adjustment: correction korrektur корректировка 调整 調整 تسوية"),
        ["transaction_status"] = Of("succeeded: paid success successful completed complete captured settled ok approved bezahlt abgeschlossen erfolgreich pagado completado оплачен оплачено успешно завершён завершен 成功 已支付 已付款 支付成功 完了 成功 ناجحة ناجح مدفوع مكتمل|failed: declined refused error rejected abgelehnt fehlgeschlagen fallido отклонён отклонен ошибка неуспешно 失败 支付失败 失敗 拒否 فاشلة فشل مرفوض|pending: processing open authorized authorised ausstehend offen pendiente ожидает ожидание 处理中 待支付 処理中 保留 معلق قيد_الانتظار|canceled: void voided expired storniert abgebrochen cancelado отменён отменен отмена 已取消 取消 已关闭 ملغي ملغاة"),
        ["method"] = Of("card: credit_card debit_card creditcard kreditkarte tarjeta|wallet: paypal apple_pay google_pay|bank_debit: sepa direct_debit ach lastschrift|bank_transfer: transfer wire ideal überweisung transferencia|bnpl: klarna afterpay"),
        ["ticket_status"] = Of("new: neu nuevo новый новая 新建 新規 جديد|open: in_progress active assigned offen in_bearbeitung abierto открыт открыта в_работе 处理中 进行中 対応中 オープン مفتوح مفتوحة|pending: waiting waiting_on_customer wartend pendiente ожидает ожидание 等待 待回复 保留中 معلق|on_hold: hold waiting_on_third_party отложен отложена 挂起 搁置|solved: resolved done fixed gelöst erledigt resuelto решён решен решена 已解决 解決 解決済み محلول|closed: geschlossen cerrado закрыт закрыта 已关闭 クローズ 完了 مغلق مغلقة"),
        ["priority"] = Of("urgent: critical highest p1 blocker dringend kritisch urgente срочный критический 紧急 緊急 عاجل|high: p2 hoch alta высокий 高 عالية عالي|normal: medium p3 mittel media средний обычный 中 普通 متوسطة متوسط|low: lowest p4 niedrig baja низкий 低 منخفضة منخفض"),
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
