namespace Insights.Web.Pages.Guide;

/// <summary>The canonical files to start from: the header row and one made-up row. The layout is described in the Import stage's Sources/Canonical/README.md.</summary>
internal static class Templates
{
    public static readonly IReadOnlyList<Template> All =
    [
        new("transactions", "Payments and refunds", "One row a money movement.",
            "transaction_id,vendor,kind,status,occurred_at,updated_at,settled_at,amount,currency,fee,original_transaction_id,refund_extent,refund_mode,customer,order_id,gateway,method,brand,country,bin,last4,card_fingerprint,failure_code,failure_cause,descriptor,product,three_ds,avs,cvc",
            "pay-1001,acme,charge,succeeded,2026-10-31T14:05:00Z,,,49.90,EUR,1.02,,,,cust-17,order-88,gateway-a,card,visa,DE,411111,1111,,,,ACME SHOP,Lamp,authenticated,,"),
        new("chargebacks", "Disputes", "One row a dispute, its latest state.",
            "chargeback_id,transaction_id,vendor,network,reason_code,sub_reason,provider_reason,status,opened_at,charged_at,updated_at,amount,currency,transaction_amount,transaction_currency,evidence_due_at,evidence_submitted_at,decided_at,fee,fee_returned,recovered,customer,country,bin,last4,card_fingerprint,product",
            "dp-501,pay-1001,acme,visa,10.4,,fraudulent,needs_response,2026-11-12T09:00:00Z,2026-10-31T14:05:00Z,2026-11-12T09:00:00Z,49.90,EUR,49.90,EUR,2026-12-02T23:59:59Z,,,15.00,,,cust-17,DE,411111,1111,,Lamp"),
        new("tickets", "Tickets", "One row a ticket, its latest state.",
            "ticket_id,vendor,customer,subject,channel,category,priority,status,team,tier,agent,created_at,updated_at,solved_at,transaction_id,merged_into,follow_up_of,satisfaction,tags",
            "T-9001,acme,cust-17,I was charged twice,email,billing_error,high,open,EMEA payments,tier1,a.keller,2026-11-02T08:15:00Z,2026-11-02T09:02:00Z,,pay-1001,,,,refund"),
        new("ticket-events", "Ticket events", "What happened to tickets, in any order: the service-level clocks are derived from these.",
            "ticket_id,event_id,occurred_at,kind,actor_kind,actor,public,value,reason",
            "T-9001,1,2026-11-02T08:15:00Z,created,customer,cust-17,,new,"),
        new("chargeback-events", "Dispute stages", "The stages of disputes, in any order.",
            "chargeback_id,event_id,occurred_at,state,amount,currency",
            "dp-501,1,2026-11-12T09:00:00Z,needs_response,49.90,EUR"),
        new("vendors", "Vendors", "Names for the codes that other files carry.",
            "vendor,name,country",
            "acme,Acme Lamps,DE"),
        new("agents", "Agents", "Teams and tiers of agents.",
            "agent,team,tier",
            "a.keller,EMEA payments,tier1"),
    ];
}

internal sealed record Template(string Id, string Title, string Holds, string Header, string Example);
