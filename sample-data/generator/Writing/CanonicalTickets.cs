using Insights.SampleData.Simulation;

namespace Insights.SampleData.Writing;

/// <summary>canonical-tickets and canonical-ticket-events: the desks that do not use Zendesk.</summary>
internal sealed class CanonicalTickets(string ticketsPath, string eventsPath, Ids ids) : IDisposable
{
    public const string Header = "ticket_id,vendor,customer,subject,channel,category,priority,status,team,tier,agent,created_at,updated_at,solved_at,transaction_id,merged_into,follow_up_of,satisfaction,tags,intake";

    public const string EventHeader = "ticket_id,event_id,occurred_at,kind,actor_kind,actor,public,value,reason";

    private readonly RecordFile tickets = new(ticketsPath, Header);
    private readonly RecordFile events = new(eventsPath, EventHeader);

    public long Rows => tickets.Rows;
    public long EventRows => events.Rows;

    public void Write(SupportCase t)
    {
        tickets.Number(t.Number).Text(t.Contact.Vendor.Code).Id(Ids.CustomerPrefix, t.Contact.Customer.Key).Text(t.Subject).Text(t.Channel).Text(t.Contact.Category)
            .Text(t.Priority).Text(t.Status).Text(t.Desk?.Team).Text(t.Tier).Text(t.Agent)
            .Instant(t.CreatedAt).Instant(t.UpdatedAt).Instant(t.SolvedAt);
        if (t.Contact.About is { } about)
            tickets.Id(Ids.PaymentPrefix(about), ids.Payment(about));
        else
            tickets.Empty();
        Ticket(t.MergedInto);
        Ticket(t.FollowUpOf);
        tickets.Text(t.Satisfaction).Text(t.Tags).Text(t.Given.Count == 0 ? "none" : string.Join(' ', t.Given)).EndRow();

        for (var i = 0; i < t.Events.Count; i++)
        {
            var e = t.Events[i];
            events.Number(t.Number).Number((ulong)(i + 1), "e").Instant(e.At).Text(e.Kind).Text(CaseText.ActorKind(e.Actor));
            if (e.Who is null && e.Actor == Actor.Customer)
                events.Id(Ids.CustomerPrefix, t.Contact.Customer.Key);
            else
                events.Text(e.Who);
            events.Text(e.Kind == "comment" ? e.Public ? "true" : "false" : null).Text(e.Value).Text(e.Reason).EndRow();
        }
    }

    public void Dispose()
    {
        tickets.Dispose();
        events.Dispose();
    }

    private void Ticket(ulong number)
    {
        if (number == 0)
            tickets.Empty();
        else
            tickets.Number(number);
    }
}

internal static class CaseText
{
    public static string ActorKind(Actor actor) => actor switch { Actor.Customer => "customer", Actor.Agent => "agent", Actor.Bot => "bot", _ => "system" };
}
