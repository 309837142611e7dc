using Insights.Import.Sources.Adyen;
using Insights.Import.Sources.Braintree;
using Insights.Import.Sources.Canonical;
using Insights.Import.Sources.CheckoutCom;
using Insights.Import.Sources.Freshdesk;
using Insights.Import.Sources.Intercom;
using Insights.Import.Sources.Jira;
using Insights.Import.Sources.OsTicket;
using Insights.Import.Sources.PayPal;
using Insights.Import.Sources.ServiceNow;
using Insights.Import.Sources.Shopify;
using Insights.Import.Sources.Square;
using Insights.Import.Sources.Stripe;
using Insights.Import.Sources.Zendesk;

namespace Insights.Import.Sources;

/// <summary>Every layout we know. A new source adds its profiles here and nowhere else.</summary>
internal static class Formats
{
    public static IReadOnlyList<FormatProfile> All { get; } =
    [
        CanonicalFormats.Calendars,
        CanonicalFormats.SlaPolicies,
        CanonicalFormats.Vendors,
        CanonicalFormats.Agents,
        CanonicalFormats.FxRates,
        CanonicalFormats.PortalRates,
        CanonicalFormats.Transactions,
        CanonicalFormats.Tickets,
        CanonicalFormats.TicketEvents,
        CanonicalFormats.Chargebacks,
        CanonicalFormats.ChargebackEvents,
        StripeFormats.Payments,
        StripeFormats.Disputes,
        StripeLedgerFormats.Balance,
        StripeLedgerFormats.BalanceUtc,
        StripeLedgerFormats.Payouts,
        StripeLedgerFormats.PayoutsUtc,
        StripeLedgerFormats.AllActivity,
        StripeJsonFormats.Charges,
        StripeJsonFormats.PaymentIntents,
        StripeJsonFormats.Refunds,
        StripeJsonFormats.Disputes,
        StripeJsonFormats.BalanceTransactions,
        StripeJsonFormats.Payouts,
        StripeJsonFormats.Events,
        PayPalFormats.ActivityEnglish,
        PayPalFormats.ActivityPersonal,
        .. PayPalFormats.ActivityTranslated,
        PayPalFormats.Settlement,
        PayPalFormats.TransactionDetails,
        PayPalFormats.Reporting,
        PayPalFormats.Cases,
        PayPalFormats.Subscriptions,
        PayPalFormats.Disputes,
        PayPalFormats.DisputeEvents,
        ShopifyFormats.Transactions,
        SquareFormats.Transactions,
        ZendeskFormats.Tickets,
        ZendeskFormats.Audits,
        ZendeskFormats.MetricEvents,
        AdyenFormats.Accounting,
        AdyenFormats.Settlement,
        AdyenFormats.Received,
        AdyenFormats.Disputes,
        AdyenFormats.Webhooks,
        ZendeskFormats.Metrics,
        ZendeskFormats.OversizeNotes,
        ZendeskFormats.TicketsCsv,
        ZendeskFormats.Explore,
        FreshdeskFormats.Tickets,
        FreshdeskFormats.TicketsJson,
        .. JiraFormats.Issues,
        JiraFormats.IssuesJson,
        ServiceNowFormats.Incidents,
        ServiceNowFormats.IncidentRecords,
        OsTicketFormats.Tickets,
        IntercomFormats.Conversations,
        IntercomLists.Conversations,
        BraintreeFormats.Transactions,
        BraintreeFormats.Disputes,
        BraintreeFormats.Webhooks,
        BraintreeFormats.Search,
        BraintreeFormats.DisputeReport,
        CheckoutFormats.Breakdown,
        CheckoutFormats.Payouts,
        CheckoutFormats.DisputeReport,
        CheckoutFormats.Disputes,
    ];

    public static FormatProfile? Find(string id) => All.FirstOrDefault(f => string.Equals(f.Id, id, StringComparison.OrdinalIgnoreCase));
}
