using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources;
using Xunit;

namespace Insights.Import.Tests.Sources;

/// <summary>Every payment provider's export is taken for itself and for nothing else, whatever the order of its columns and whatever stands beside them.</summary>
public sealed class PaymentRecognitionTests
{
    public static TheoryData<string, string> Headers { get; } = new()
    {
        { "stripe-payments-csv", "id|Description|Created|Amount|Amount Refunded|Currency|Converted Amount|Converted Amount Refunded|Fee|Converted Currency|Mode|Status|Customer ID|Customer Description|Customer Email|Captured|Card Last4|Card Type|Card Exp Month|Card Exp Year|Card Name|Card Address Line1|Card Address Line2|Card Address City|Card Address State|Card Address Country|Card Address Zip|Card Issue Country|Card Fingerprint|Card CVC Status|Card AVS Zip Status|Card AVS Line1 Status|Dispute Status" },
        { "stripe-payments-csv", "id|Description|Seller Message|Created (UTC)|Amount|Amount Refunded|Currency|Converted Amount|Converted Amount Refunded|Fee|Tax|Converted Currency|Mode|Status|Statement Descriptor|Customer ID|Customer Description|Customer Email|Captured|Card ID|Card Last4|Card Brand|Card Funding|Card Exp Month|Card Exp Year|Card Name|Card Address Line1|Card Address Line2|Card Address City|Card Address State|Card Address Country|Card Address Zip|Card Issue Country|Card Fingerprint|Card CVC Status|Card AVS Zip Status|Card AVS Line1 Status|Card Tokenization Method|Disputed Amount|Dispute Status|Dispute Reason|Dispute Date (UTC)|Dispute Evidence Due (UTC)|Invoice ID|Payment Source Type|Destination|Transfer|Interchange Costs|Merchant Service Charge|Transfer Group|PaymentIntent ID" },
        { "stripe-payments-csv", "id|Created date (UTC)|Amount|Amount Refunded|Currency|Captured|Converted Amount|Converted Amount Refunded|Converted Currency|Description|Fee|Is Link|Mode|PaymentIntent ID|Payment Source Type|Refunded date (UTC)|Statement Descriptor|Status|Seller Message|Taxes On Fee|Card ID|Card Name|Card Address Line1|Card Address Line2|Card Address City|Card Address State|Card Address Country|Card Address Zip|Card AVS Line1 Status|Card AVS Zip Status|Card Brand|Card CVC Status|Card Exp Month|Card Exp Year|Card Fingerprint|Card Funding|Card Issue Country|Card Last4|Card Tokenization Method|Customer ID|Customer Description|Customer Email|Customer Phone|Shipping Name|Shipping Address Line1|Shipping Address Line2|Shipping Address City|Shipping Address State|Shipping Address Country|Shipping Address Postal Code|Disputed Amount|Dispute Date (UTC)|Dispute Evidence Due (UTC)|Dispute Reason|Dispute Status|Invoice ID|Invoice Number|Checkout Session ID|Checkout Custom Field 1 Key|Checkout Custom Field 1 Value|Checkout Custom Field 2 Key|Checkout Custom Field 2 Value|Checkout Custom Field 3 Key|Checkout Custom Field 3 Value|Checkout Line Item Summary|Checkout Promotional Consent|Checkout Terms of Service Consent|Client Reference ID|Payment Link ID|UTM Campaign|UTM Content|UTM Medium|UTM Source|UTM Term|Application Fee|Application ID|Destination|Transfer|Transfer Group" },
        { "stripe-disputes-csv", "id|Description|Dispute Created (UTC)|Charge Created (UTC)|Dispute Amount|Dispute Currency|Charge Amount|Charge Currency|Charge ID|Card Fingerprint|Card Brand|Card Funding|Customer Email|Customer ID|Reason|Status|Due By (UTC)|Past Due|Has Evidence|Submission Count|Is Charge Refundable|Amount Refunded|Win Likelihood|Is Visa Rapid Dispute Resolution|Visa Compelling Evidence 3 Status|Visa Compliance Status|Payment Method Type|Payment Intent|Account ID" },
        { "stripe-itemized-balance-csv", "balance_transaction_id|created|available_on|currency|gross|fee|net|reporting_category|description" },
        { "stripe-itemized-balance-csv-utc", "balance_transaction_id|created_utc|available_on_utc|currency|gross|fee|net|reporting_category|description" },
        { "stripe-itemized-payouts-csv", "balance_transaction_id|currency|description|effective_at|fee|gross|net|payout_expected_arrival_date|payout_id|payout_status|reporting_category" },
        { "stripe-all-activity-csv", "ID|Type|Source|Amount|Fee|Net|Currency|Created (UTC)|Available On (UTC)" },
        { "paypal-activity-csv-en", "Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|Transaction ID|Shipping Address|Address Status|Item Title|Item ID|Shipping and Handling Amount|Insurance Amount|Sales Tax|Option 1 Name|Option 1 Value|Option 2 Name|Option 2 Value|Reference Txn ID|Invoice Number|Custom Number|Quantity|Receipt ID|Balance|Address Line 1|Address Line 2/District/Neighborhood|Town/City|State/Province/Region/County/Territory/Prefecture/Republic|Zip/Postal Code|Country|Contact Phone Number|Subject|Note|Country Code|Balance Impact" },
        { "paypal-activity-csv-en", "Date|Time|Time zone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|Transaction ID|Counterparty Status|Shipping Address|Address Status|Option 1 Name|Reference Txn ID|Quantity|Receipt ID|Country|Contact Phone Number|Subject|Balance Impact|Buyer Wallet" },
        { "paypal-activity-csv-personal", "Date|Time|TimeZone|Name|Type|Status|Currency|Amount|Receipt ID|Balance" },
        { "paypal-activity-csv-de", "Datum|Uhrzeit|Zeitzone|Name|Typ|Status|Währung|Brutto|Gebühr|Netto|Absender E-Mail-Adresse|Empfänger E-Mail-Adresse|Transaktionscode|Lieferadresse|Adress-Status|Artikelbezeichnung|Artikelnummer|Versand- und Bearbeitungsgebühr|Versicherungsbetrag|Umsatzsteuer|Option 1 Name|Option 1 Wert|Option 2 Name|Option 2 Wert|Zugehöriger Transaktionscode|Rechnungsnummer|Zollnummer|Anzahl|Empfangsnummer|Guthaben|Adresszeile 1|Adresszusatz|Ort|Bundesland|PLZ|Land|Telefon|Betreff|Hinweis|Ländervorwahl|Auswirkung auf Guthaben" },
        { "paypal-stl-csv", "CH|Transaction ID|Invoice ID|PayPal Reference ID|PayPal Reference ID Type|Transaction Event Code|Transaction Initiation Date|Transaction Completion Date|Transaction Debit or Credit|Gross Transaction Amount|Gross Transaction Currency|Fee Debit or Credit|Fee Amount|Fee Currency|Transaction Description" },
        { "paypal-stl-csv", "CH|Transaction ID|Invoice ID|PayPal Reference ID|PayPal Reference ID Type|Transaction Event Code|Transaction Initiation Date|Transaction Completion Date|Transaction Debit or Credit|Gross Transaction Amount|Gross Transaction Currency|Fee Debit or Credit|Fee Amount|Fee Currency|Custom Field|Consumer ID|Payment Tracking ID|Store ID" },
        { "paypal-stl-csv", "CH|Transaction ID|Invoice ID|PayPal Reference ID|PayPal Reference ID Type|Transaction Event Code|Transaction Initiation Date|Transaction Completion Date|Transaction Debit or Credit|Gross Transaction Amount|Gross Transaction Currency|Fee Debit or Credit|Fee Amount|Fee Currency|Custom Field|Consumer ID|Payment Tracking ID|Store ID|Bank Reference ID|Credit Transactional Fee|Credit Promotional Fee|Credit Term" },
        { "paypal-trr-csv", "CH|Transaction ID|Invoice ID|PayPal Reference ID|PayPal Reference ID Type|Transaction Event Code|Transaction Initiation Date|Transaction Completion Date|Transaction Debit or Credit|Gross Transaction Amount|Gross Transaction Currency|Fee Debit or Credit|Fee Amount|Fee Currency|Transactional Status|Insurance Amount|Sales Tax Amount|Shipping Amount|Transaction Subject|Transaction Note|Payer's Account ID|Payer Address Status|Item Name|Item ID|Option 1 Name|Option 1 Value|Option 2 Name|Option 2 Value|Auction Site|Auction Buyer ID|Auction Closing Date|Shipping Address Line1|Shipping Address Line2|Shipping Address City|Shipping Address State|Shipping Address Zip|Shipping Address Country|Shipping Method|Custom Field|Billing Address Line1|Billing Address Line2|Billing Address City|Billing Address State|Billing Address Zip|Billing Address Country|Consumer ID|First Name|Last Name|Consumer Business Name|Card Type|Payment Source|Shipping Name|Authorization Review Status|Protection Eligibility|Payment Tracking ID" },
        { "paypal-case-report-csv", "CH|Case type|Case ID|Original transaction ID|Transaction date|Transaction invoice ID|Card Type|Case reason|Claimant name|Claimant email address|Case filing date|Case status|Response due date|Disputed amount|Disputed currency|Disputed transaction ID|Money movement|Settlement type|Seller protection|Seller protection payout amount|Seller protection currency|Payment Tracking ID|Buyer comments|Store ID|Chargeback Reason Code|Outcome" },
        { "paypal-sar-csv", "CH|Subscription ID|Subscription Action Type|Subscription Currency|Subscription Creation Date|Subscription Period 1|Period 1 Amount|Subscription Period 2|Period 2 Amount|Subscription Period 3|Period 3 Amount|Recurring|Recurrence number|Subscription Payer PayPal Account ID|Subscription Payer email address|Subscription Payer Name|Subscription Payer Business Name|Shipping Address Line1|Shipping Address City|Shipping Address State|Shipping Address Zip|Shipping Address Country|Subscription Description|Subscription Memo|Subscription Custom Field" },
        { "shopify-payments-transactions-csv", "Transaction Date|Type|Order|Card Brand|Card Source|Payout Status|Payout Date|Available On|Amount|Fee|Net|Checkout|Payment Method Name|Presentment Amount|Presentment Currency|Currency" },
        { "square-transactions-csv", "Date|Time|Time Zone|Gross Sales|Discounts|Service Charges|Net Sales|Gift Card Sales|Tax|Tip|Partial Refunds|Total Collected|Source|Card|Card Entry Methods|Cash|Square Gift Card|Other Tender|Other Tender Type|Tender Note|Fees|Net Total|Transaction ID|Payment ID|Card Brand|PAN Suffix|Device Name|Staff Name|Staff ID|Details|Description|Event Type|Location|Dining Option|Customer ID|Customer Name|Customer Reference ID|Device Nickname|Third Party Fees|Deposit ID|Deposit Date|Deposit Details|Fee Percentage Rate|Fee Fixed Rate|Refund Reason|Discount Name|Transaction Status|Cash App|Order Reference ID|Fulfillment Note|Free Processing Applied|Channel|Unattributed Tips|Table Info|International Fee" },
        { "stripe-itemized-balance-csv-utc", "balance_transaction_id|created|available_on|currency|gross|fee|net|reporting_category|description|automatic_payout_effective_at|automatic_payout_id|charge_id|payment_intent_id|payment_method_type|card_brand|card_country|card_funding|source_id|trace_id_status|customer_facing_amount|customer_facing_currency|customer_name|customer_email|customer_phone|customer_address_line1|customer_address_line2|customer_address_city|customer_address_state|customer_address_postal_code|customer_address_country|created_utc|available_on_utc|automatic_payout_effective_at_utc|dispute_reason|connected_account_id|customer_id|invoice_id|invoice_number|statement_descriptor|payment_metadata[<key>]" },
        { "square-transactions-csv", "Date|Time|Time Zone|Gross Sales|Discounts|Net Sales|Gift Card Sales|Tax|Tip|Partial Refunds|Total Collected|Source|Card|Card Entry Methods|Cash|Square Gift Card|Other Tender|Other Tender Type|Tender Note|Fees|Net Total|Transaction ID|Payment ID|Card Brand|PAN Suffix|Device Name|Staff Name|Staff ID|Details|Description|Event Type|Dining Option|Customer ID|Customer Name|Customer Reference ID|Device Nickname" },
    };

    public static TheoryData<string, string> Records { get; } = new()
    {
        { "stripe-charge-json", """{"id":"ch_1","object":"charge","amount":1,"amount_captured":1,"amount_refunded":0,"balance_transaction":"txn_1","captured":true,"created":1,"currency":"usd","customer":null,"dispute":null,"livemode":true,"metadata":{},"outcome":{},"paid":true,"payment_intent":"pi_1","payment_method_details":{},"refunded":false,"refunds":{"data":[]},"status":"succeeded"}""" },
        { "stripe-payment-intent-json", """{"id":"pi_1","object":"payment_intent","amount":1,"amount_capturable":0,"amount_received":1,"canceled_at":null,"capture_method":"automatic","client_secret":null,"created":1,"currency":"usd","latest_charge":"ch_1","livemode":true,"metadata":{},"payment_method_types":["card"],"status":"succeeded"}""" },
        { "stripe-refund-json", """{"id":"re_1","object":"refund","amount":1,"balance_transaction":"txn_1","charge":"ch_1","created":1,"currency":"usd","metadata":{},"payment_intent":null,"reason":null,"receipt_number":null,"status":"succeeded","transfer_reversal":null}""" },
        { "stripe-dispute-json", """{"id":"du_1","object":"dispute","amount":1,"balance_transactions":[],"charge":"ch_1","created":1,"currency":"usd","evidence":{},"evidence_details":{},"is_charge_refundable":false,"livemode":true,"metadata":{},"payment_intent":null,"reason":"general","status":"lost"}""" },
        { "stripe-balance-transaction-json", """{"id":"txn_1","object":"balance_transaction","amount":1,"available_on":1,"created":1,"currency":"usd","description":null,"exchange_rate":null,"fee":0,"fee_details":[],"net":1,"reporting_category":"charge","source":"ch_1","status":"available","type":"charge"}""" },
        { "stripe-payout-json", """{"id":"po_1","object":"payout","amount":1,"arrival_date":1,"automatic":true,"balance_transaction":"txn_1","created":1,"currency":"usd","livemode":true,"metadata":{},"method":"standard","status":"paid","type":"bank_account"}""" },
        { "stripe-event-json", """{"id":"evt_1","object":"event","api_version":"2024-06-20","created":1,"data":{"object":{"object":"charge"}},"livemode":true,"pending_webhooks":0,"request":{},"type":"charge.succeeded"}""" },
        { "paypal-dispute-json", """{"dispute_id":"PP-D-1","create_time":"","update_time":"","disputed_transactions":[],"reason":"OTHER","status":"OPEN","dispute_state":"REQUIRED_ACTION","dispute_amount":{},"dispute_life_cycle_stage":"CHARGEBACK","dispute_channel":"INTERNAL","links":[]}""" },
        { "paypal-dispute-event-json", """{"id":"WH-1","event_version":"1.0","create_time":"","resource_type":"dispute","event_type":"CUSTOMER.DISPUTE.CREATED","summary":"","resource":{},"links":[]}""" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void Recognise_ColumnsInAnyOrderWithExtras_IsItself(string format, string header)
    {
        string[] columns = header.Split('|');
        Assert.Equal(format, Recognised(columns));
        Assert.Equal(format, Recognised([.. columns.Select(c => " " + c.ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal))]));
        var random = new Random(7);
        for (int i = 0; i < 10; i++)
        {
            string[] shuffled = [.. columns, "Region", "custom note (metadata)", "Extra " + i];
            random.Shuffle(shuffled);
            Assert.Equal(format, Recognised(shuffled));
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Recognise_Record_IsItself(string format, string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(format, Recognise.Json([document.RootElement], null, Formats.All).Profile?.Id);
        string reversed = "{" + string.Join(',', document.RootElement.EnumerateObject().Reverse().Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}")) + ",\"note\":1}";
        using var other = JsonDocument.Parse(reversed);
        Assert.Equal(format, Recognise.Json([other.RootElement], null, Formats.All).Profile?.Id);
    }

    /// <summary>Neighbours of our formats that are none of them: a Shopify orders list, Square's items, a bank statement, Stripe's customers.</summary>
    [Theory]
    [InlineData("Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Lineitem name")]
    [InlineData("Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID")]
    [InlineData("Date,Description,Amount,Balance")]
    [InlineData("id,Description,Email,Created (UTC),Delinquent,Currency")]
    [InlineData("Date,Time,Type,Status,Currency,Amount")]
    public void Recognise_OthersTables_AreRefused(string header) => Assert.Null(Recognised(header.Split(',')));

    private static string? Recognised(string[] header) => Recognise.Delimited([header], null, Formats.All).Profile?.Id;
}
