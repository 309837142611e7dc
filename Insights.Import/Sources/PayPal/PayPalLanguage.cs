using Insights.Import.Pipeline;

namespace Insights.Import.Sources.PayPal;

/// <summary>What the activity download calls its columns in one language, and how it writes days and amounts there.</summary>
internal sealed record PayPalLanguage
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required DateConvention Dates { get; init; }
    public required char DecimalMark { get; init; }
    public required string[] Date { get; init; }
    public required string[] Time { get; init; }
    public required string[] Zone { get; init; }
    public required string[] Type { get; init; }
    public required string[] Currency { get; init; }
    public required string[] Gross { get; init; }
    public required string[] Net { get; init; }
    public required string[] Status { get; init; }
    public required string[] Fee { get; init; }
    public required string[] CounterParty { get; init; }
    public required string[] From { get; init; }
    public required string[] To { get; init; }
    public required string[] Id { get; init; }
    public required string[] Reference { get; init; }
    public required string[] Invoice { get; init; }
    public required string[] Custom { get; init; }
    public required string[] Item { get; init; }
    public required string[] Country { get; init; }
    public required string[] Impact { get; init; }
    public required string[] EventCode { get; init; }
    public required string[] CardType { get; init; }
    public required string[] Receipt { get; init; }

    public static IReadOnlyList<PayPalLanguage> All { get; } =
    [
        new()
        {
            Code = "de",
            Name = "German",
            Dates = DateConvention.DayFirst,
            DecimalMark = ',',
            Date = ["Datum"],
            Time = ["Uhrzeit"],
            Zone = ["Zeitzone"],
            Type = ["Typ", "Beschreibung"],
            Currency = ["Währung"],
            Gross = ["Brutto", "Betrag"],
            Net = ["Netto"],
            Status = ["Status"],
            Fee = ["Gebühr", "Entgelt", "Gebühren"],
            CounterParty = ["Name"],
            From = ["Absender E-Mail-Adresse", "Von E-Mail-Adresse"],
            To = ["Empfänger E-Mail-Adresse", "An E-Mail-Adresse"],
            Id = ["Transaktionscode"],
            Reference = ["Zugehöriger Transaktionscode"],
            Invoice = ["Rechnungsnummer"],
            Custom = ["Zollnummer", "Benutzerdefinierte Nummer"],
            Item = ["Artikelbezeichnung"],
            Country = ["Ländervorwahl", "Ländercode"],
            Impact = ["Auswirkung auf Guthaben"],
            EventCode = ["Transaktionsereigniscode"],
            CardType = ["Kartentyp"],
            Receipt = ["Empfangsnummer"],
        },
        new()
        {
            Code = "it",
            Name = "Italian",
            Dates = DateConvention.DayFirst,
            DecimalMark = ',',
            Date = ["Data"],
            Time = ["Orario", "Ora"],
            Zone = ["Fuso orario"],
            Type = ["Tipo", "Descrizione"],
            Currency = ["Valuta"],
            Gross = ["Lordo", "Importo"],
            Net = ["Netto"],
            Status = ["Stato"],
            Fee = ["Tariffa", "Tariffe", "Commissione"],
            CounterParty = ["Nome"],
            From = ["Indirizzo email mittente", "Dall'indirizzo email"],
            To = ["Indirizzo email destinatario", "All'indirizzo email"],
            Id = ["Codice transazione"],
            Reference = ["Codice transazione di riferimento"],
            Invoice = ["N° ordine commerciante", "Numero fattura", "N° fattura"],
            Custom = ["Numero personalizzato"],
            Item = ["Titolo oggetto"],
            Country = ["Codice Paese"],
            Impact = ["Impatto sul saldo"],
            EventCode = ["Codice evento transazione"],
            CardType = ["Tipo di carta"],
            Receipt = ["Codice ricevuta"],
        },
        new()
        {
            Code = "fr",
            Name = "French",
            Dates = DateConvention.DayFirst,
            DecimalMark = ',',
            Date = ["Date"],
            Time = ["Heure"],
            Zone = ["Fuseau horaire"],
            Type = ["Type", "Description"],
            Currency = ["Devise"],
            Gross = ["Avant commission", "Brut", "Montant brut", "Montant"],
            Net = ["Net"],
            Status = ["État", "Etat"],
            Fee = ["Commission", "Frais"],
            CounterParty = ["Nom"],
            From = ["De l'adresse email", "Adresse email de l'expéditeur"],
            To = ["À l'adresse email", "Adresse email du destinataire"],
            Id = ["Numéro de transaction", "N° de transaction"],
            Reference = ["Numéro de la transaction de référence"],
            Invoice = ["Numéro de facture"],
            Custom = ["Numéro de client", "Numéro personnalisé"],
            Item = ["Titre de l'objet"],
            Country = ["Code du pays de l'acheteur pour cette transaction", "Code pays"],
            Impact = ["Impact sur le solde"],
            EventCode = ["Code de transaction", "Code d'événement de la transaction"],
            CardType = ["Type de carte"],
            Receipt = ["Numéro de reçu"],
        },
        new()
        {
            Code = "es",
            Name = "Spanish",
            Dates = DateConvention.DayFirst,
            DecimalMark = ',',
            Date = ["Fecha"],
            Time = ["Hora"],
            Zone = ["Zona horaria"],
            Type = ["Tipo", "Descripción"],
            Currency = ["Divisa", "Moneda"],
            Gross = ["Bruto", "Importe"],
            Net = ["Neto"],
            Status = ["Estado"],
            Fee = ["Comisión", "Tarifa", "Comisiones"],
            CounterParty = ["Nombre"],
            From = ["Correo electrónico del remitente", "De la dirección de correo electrónico", "Remitente"],
            To = ["Correo electrónico del destinatario", "A la dirección de correo electrónico", "Destinatario"],
            Id = ["Id. de transacción", "ID de transacción", "Identificador de transacción"],
            Reference = ["Id. de referencia de trans.", "Id. de transacción de referencia", "ID de transacción de referencia"],
            Invoice = ["Número de factura"],
            Custom = ["Número personalizado"],
            Item = ["Título del artículo"],
            Country = ["Código de país", "Código del país"],
            Impact = ["Efecto en el saldo", "Impacto en el saldo", "Repercusión en el saldo"],
            EventCode = ["Código de evento de la transacción"],
            CardType = ["Tipo de tarjeta"],
            Receipt = ["Id. del recibo", "Id. de recibo"],
        },
        new()
        {
            Code = "nl",
            Name = "Dutch",
            Dates = DateConvention.DayFirst,
            DecimalMark = ',',
            Date = ["Datum"],
            Time = ["Tijd"],
            Zone = ["Tijdzone"],
            Type = ["Type", "Omschrijving"],
            Currency = ["Valuta"],
            Gross = ["Bruto", "Bedrag"],
            Net = ["Netto", "Net"],
            Status = ["Status"],
            Fee = ["Kosten", "Vergoeding"],
            CounterParty = ["Naam"],
            From = ["Van e-mailadres"],
            To = ["Naar e-mailadres"],
            Id = ["Transactiereferentie", "Transactie-ID", "Transactie-id"],
            Reference = ["Referentie-id van transactie", "Gerelateerde transactiereferentie"],
            Invoice = ["Factuurreferentie", "Factuurnummer"],
            Custom = ["Aangepast nummer"],
            Item = ["Objectnaam", "Naam van object"],
            Country = ["Landcode"],
            Impact = ["Effect op saldo", "Gevolgen voor saldo"],
            EventCode = ["Transactiegebeurteniscode"],
            CardType = ["Type kaart"],
            Receipt = ["Ontvangstbewijsreferentie", "Kwitantienummer"],
        },
        new()
        {
            Code = "pl",
            Name = "Polish",
            Dates = DateConvention.DayFirst,
            DecimalMark = ',',
            Date = ["Data"],
            Time = ["Godzina", "Czas"],
            Zone = ["Strefa czasowa"],
            Type = ["Typ", "Opis"],
            Currency = ["Waluta"],
            Gross = ["Brutto", "Kwota"],
            Net = ["Netto"],
            Status = ["Status", "Stan"],
            Fee = ["Opłata", "Opłaty"],
            CounterParty = ["Nazwa", "Imię i nazwisko"],
            From = ["Z adresu e-mail"],
            To = ["Na adres e-mail"],
            Id = ["Numer transakcji"],
            Reference = ["Pomocniczy numer transakcji"],
            Invoice = ["Numer faktury"],
            Custom = ["Numer niestandardowy"],
            Item = ["Nazwa przedmiotu"],
            Country = ["Kod kraju"],
            Impact = ["Wpływ na saldo"],
            EventCode = ["Kod zdarzenia transakcji"],
            CardType = ["Typ karty"],
            Receipt = ["Numer potwierdzenia"],
        },
        new()
        {
            Code = "pt",
            Name = "Portuguese",
            Dates = DateConvention.DayFirst,
            DecimalMark = ',',
            Date = ["Data"],
            Time = ["Hora"],
            Zone = ["Fuso horário"],
            Type = ["Tipo", "Descrição"],
            Currency = ["Moeda"],
            Gross = ["Bruto", "Valor bruto", "Valor", "Montante bruto"],
            Net = ["Líquido", "Valor líquido", "Montante líquido"],
            Status = ["Status", "Estado"],
            Fee = ["Tarifa", "Taxa", "Comissão"],
            CounterParty = ["Nome"],
            From = ["E-mail do remetente", "Do endereço de e-mail", "Endereço de e-mail do remetente"],
            To = ["E-mail do destinatário", "Para o endereço de e-mail", "Endereço de e-mail do destinatário"],
            Id = ["ID da transação", "Código da transação", "Identificação da transação"],
            Reference = ["ID de referência da transação", "ID da transação de referência"],
            Invoice = ["Número da fatura"],
            Custom = ["Número personalizado"],
            Item = ["Título do item"],
            Country = ["Código do país"],
            Impact = ["Impacto no saldo", "Efeito no saldo"],
            EventCode = ["Código de evento da transação"],
            CardType = ["Tipo de cartão"],
            Receipt = ["ID do recibo", "Número do recibo"],
        },
        new()
        {
            Code = "ja",
            Name = "Japanese",
            Dates = DateConvention.Iso,
            DecimalMark = '.',
            Date = ["日付"],
            Time = ["時間", "時刻"],
            Zone = ["タイムゾーン"],
            Type = ["タイプ", "説明"],
            Currency = ["通貨"],
            Gross = ["合計", "総額", "金額"],
            Net = ["正味", "純額"],
            Status = ["ステータス"],
            Fee = ["手数料"],
            CounterParty = ["名前"],
            From = ["送信者メールアドレス"],
            To = ["受信者メールアドレス"],
            Id = ["取引ID", "取引 ID"],
            Reference = ["リファレンス トランザクションID", "リファレンストランザクションID"],
            Invoice = ["請求書番号"],
            Custom = ["カスタム番号"],
            Item = ["商品タイトル"],
            Country = ["国コード"],
            Impact = ["残高への影響"],
            EventCode = ["取引イベントコード"],
            CardType = ["カードの種類"],
            Receipt = ["領収書ID"],
        },
    ];
}
