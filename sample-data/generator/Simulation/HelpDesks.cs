using Insights.SampleData.Planting;
using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

/// <summary>Turns contacts into tickets with a history: replies inside opening hours, waiting, escalation, reopening, merging.</summary>
internal sealed class HelpDesks(Story story, Plan plan, IReadOnlyList<Desk> desks, Schedule<Contact> contacted)
{
    private static readonly Mix<string> Channels = new(("email", 48), ("web", 24), ("chat", 16), ("phone", 8), ("api", 4));
    private static readonly Mix<string> HoldReasons = new(("acquirer", 34), ("vendor", 28), ("provider", 20), ("network", 10), ("supplier", 8));

    private static readonly (string Detail, double Careful, double Otherwise)[] Details =
        [("account", 0.95, 0.6), ("error", 0.85, 0.2), ("began", 0.9, 0.4), ("environment", 0.8, 0.15), ("screenshot", 0.75, 0.12)];
    private static readonly Mix<string> OtherIssues = new(("refund", 40), ("billing_error", 30), ("failed_payment", 20), ("payment_method", 10));

    private ulong numbers = 100_000;
    private bool testCardWritten;

    /// <summary>The ticket of a contact; a second one when the customer wrote twice and the first swallowed it.</summary>
    public IEnumerable<SupportCase> Answer(Contact contact)
    {
        var dice = Dice.For(story.Seed, 3, contact.Tie, (ulong)contact.At);
        var ticket = Open(contact, contact.At, dice);
        Work(ticket, dice);
        ticket.Conclude(story.Now);
        yield return ticket;

        if (dice.Chance(0.025))
        {
            var at = contact.At + dice.Between(120, 5400);
            var merged = at + dice.Between(300, 20_000);
            if (merged > story.Now)
                yield break;
            var second = Open(contact, at, dice);
            second.MergedInto = ticket.Number;
            second.Add(merged, "merged", Actor.Agent, ticket.Agent, value: Id(ticket.Number));
            second.Add(merged, "status", Actor.Agent, ticket.Agent, value: "closed");
            second.Conclude(story.Now);
            yield return second;
        }
    }

    public static string Id(ulong number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private SupportCase Open(Contact contact, long at, Dice dice)
    {
        // One ticket in 60 is read by the bot alone and never reaches a desk: no policy matches it.
        var desk = dice.Chance(1 / 60.0) ? null : desks.First(d => d.Region == contact.Customer.Country.Region);
        var channel = Channels.Pick(dice);
        var subject = Subjects.For(contact, dice);
        if (!testCardWritten && story.Planted && contact.Topic == "payment_method" && desk is { Region: not Region.Americas })
        {
            testCardWritten = true;
            subject = Subjects.WithTestCard;
        }
        var (given, second) = Request(contact, at);
        var ticket = new SupportCase
        {
            Number = ++numbers,
            Contact = contact,
            Desk = desk,
            Channel = channel,
            Subject = subject,
            CreatedAt = at,
            UpdatedAt = at,
            Priority = Priority(contact.Category, dice),
            Tier = desk is null ? null : "tier 1",
            FollowUpOf = contact.FollowUpOf,
            Tags = (contact.Topic == contact.Category ? contact.Category : contact.Category + " " + contact.Topic) + (second is null ? "" : " " + second),
            Given = given,
        };
        var byAgent = channel == "phone" && desk is not null && dice.Chance(0.6);
        var agent = byAgent ? desk!.Agent("tier 1", dice).Name : null;
        ticket.Add(at, "created", byAgent ? Actor.Agent : Actor.Customer, agent, value: byAgent ? "open" : "new");
        if (agent is not null)
        {
            ticket.Add(at, "comment", Actor.Agent, agent, isPublic: true);
            ticket.Add(at, "agent", Actor.System, value: agent);
        }
        return ticket;
    }

    /// <summary>What the customer wrote: three in ten think of nearly everything. Dice of its own, so that nothing else in the case moves with it.</summary>
    private (IReadOnlyList<string> Given, string? SecondIssue) Request(Contact contact, long at)
    {
        var dice = Dice.For(story.Seed, 11, contact.Tie, (ulong)at);
        var careful = dice.Chance(0.3);
        var given = new List<string>(5);
        foreach (var (detail, often, seldom) in Details)
        {
            if (dice.Chance(careful ? often : seldom))
                given.Add(detail);
        }
        var other = OtherIssues.Pick(dice);
        return (given, dice.Chance(0.03) && other != contact.Category ? other : null);
    }

    private void Work(SupportCase ticket, Dice dice)
    {
        var at = ticket.CreatedAt;
        if (dice.Chance(0.3))
            ticket.Add(at + dice.Between(4, 45), "comment", Actor.Bot, "autoreply", isPublic: true);
        if (ticket.Desk is not { } desk)
        {
            ticket.Add(at + dice.Between(60, 600), "status", Actor.Bot, "autoreply", value: "solved");
            return;
        }

        var slow = desk.Region == Region.Emea && plan.Understaffed.Covers(at) ? 4.5 : 1;
        if (slow > 1)
            plan.Count("understaffed_week", "tickets");
        var (firstReply, resolution) = ServiceTargets.For(ticket.Priority);
        if (dice.Chance(0.03))
        {
            // Whoever reads the history needs the value before the change as well.
            ticket.Add(at, "priority", Actor.System, value: ticket.Priority);
            ticket.Add(desk.After(at, firstReply * 0.2 * slow), "priority", Actor.Agent, desk.Agent("tier 1", dice).Name, value: ticket.Priority == "urgent" ? "high" : "urgent");
        }
        var agent = desk.Agent("tier 1", dice).Name;
        var reply = Reply(desk, ticket.Priority, at, dice.LogNormal(firstReply * 0.33, 0.8) * slow);
        ticket.Add(at + (long)((reply - at) * 0.7), "agent", Actor.System, value: agent);
        if (dice.Chance(0.12))
            ticket.Add(at + (long)((reply - at) * (0.2 + (0.7 * dice.Unit()))), "comment", Actor.Customer, isPublic: true);
        if (dice.Chance(0.02))
        {
            // Solved without a word: spam, or settled elsewhere.
            ticket.Add(reply, "status", Actor.Agent, agent, value: "solved");
            Close(ticket, reply, dice);
            return;
        }

        at = reply;
        // Whoever has to ask back what the error said takes half as long again.
        var pace = resolution * 0.16 * slow * (ticket.Given.Contains("error") ? 0.8 : 1.2);
        if (dice.Chance(0.16))
            (at, agent) = Escalate(ticket, desk, at, pace, dice);
        ticket.Add(at, "comment", Actor.Agent, agent, isPublic: true);
        for (var round = 0; round < 3; round++)
        {
            var turn = dice.Unit();
            if (turn < 0.5)
                break;
            if (turn < 0.86)
            {
                ticket.Add(at + 2, "status", Actor.Agent, agent, value: "pending");
                if (dice.Chance(0.12))
                {
                    // The customer never came back.
                    at += 5 * Story.DaySeconds;
                    break;
                }
                at += (long)Math.Max(300, dice.LogNormal(7 * 3600, 1.1));
                ticket.Add(at, "comment", Actor.Customer, isPublic: true);
                ticket.Add(at, "status", Actor.Customer, value: "open");
            }
            else
            {
                ticket.Add(at + 2, "comment", Actor.Agent, agent);
                ticket.Add(at + 2, "status", Actor.Agent, agent, value: "on_hold", reason: HoldReasons.Pick(dice));
                at = desk.After(at, dice.LogNormal(9 * 3600, 0.8));
                ticket.Add(at, "status", Actor.System, value: "open");
            }
            at = desk.After(at, dice.LogNormal(pace, 0.7));
            ticket.Add(at, "comment", Actor.Agent, agent, isPublic: true);
        }

        at += dice.Between(5, 900);
        ticket.Add(at, "status", Actor.Agent, agent, value: "solved");
        if (dice.Chance(0.065))
        {
            at += (long)((0.2 + (2.8 * dice.Unit())) * Story.DaySeconds);
            ticket.Add(at, "comment", Actor.Customer, isPublic: true);
            ticket.Add(at, "status", Actor.System, value: "open");
            at = desk.After(at, dice.LogNormal(pace, 0.7));
            ticket.Add(at, "comment", Actor.Agent, agent, isPublic: true);
            ticket.Add(at + 3, "status", Actor.Agent, agent, value: "solved");
        }
        Close(ticket, at, dice);
    }

    private void Close(SupportCase ticket, long solved, Dice dice)
    {
        if (dice.Chance(0.3))
        {
            ticket.Add(solved + 3600, "satisfaction", Actor.System, value: "offered");
            if (dice.Chance(0.4))
                ticket.Add(solved + 3600 + (long)dice.LogNormal(20_000, 1), "satisfaction", Actor.Customer, value: dice.Chance(0.84) ? "good" : "bad");
        }
        if (!dice.Chance(0.4))
            return;
        var closed = solved + (4 * Story.DaySeconds);
        ticket.Add(closed, "status", Actor.System, value: "closed");
        if (dice.Chance(0.025))
        {
            var again = closed + (long)((0.5 + (9 * dice.Unit())) * Story.DaySeconds);
            contacted.Add(again, new Contact
            {
                At = again,
                Category = ticket.Contact.Category,
                Topic = ticket.Contact.Topic,
                Vendor = ticket.Contact.Vendor,
                Customer = ticket.Contact.Customer,
                About = ticket.Contact.About,
                FollowUpOf = ticket.Number,
                Tie = ticket.Contact.Tie,
            });
        }
    }

    private static (long At, string Agent) Escalate(SupportCase ticket, Desk desk, long at, double pace, Dice dice)
    {
        var tier = "tier 2";
        var agent = desk.Agent(tier, dice).Name;
        ticket.Add(at, "comment", Actor.Agent, ticket.Agent);
        ticket.Add(ticket.CreatedAt, "tier", Actor.System, value: "tier 1");
        ticket.Add(at, "tier", Actor.Agent, value: tier);
        ticket.Add(at + 1, "agent", Actor.System, value: agent);
        at = desk.After(at, dice.LogNormal(pace * 0.5, 0.6));
        if (dice.Chance(0.15))
        {
            tier = "tier 3";
            agent = desk.Agent(tier, dice).Name;
            ticket.Add(at, "tier", Actor.Agent, value: tier);
            ticket.Add(at + 1, "agent", Actor.System, value: agent);
            at = desk.After(at, dice.LogNormal(pace * 0.7, 0.6));
        }
        return (at, agent);
    }

    // Urgent tickets are answered at any hour; the night shift takes a little longer.
    private static long Reply(Desk desk, string priority, long at, double seconds) =>
        priority == "urgent" ? at + (long)Math.Max(60, seconds) : desk.After(at, Math.Max(60, seconds));

    private static string Priority(string category, Dice dice)
    {
        var roll = dice.Unit();
        return category switch
        {
            "fraud" or "chargeback" => roll < 0.3 ? "urgent" : roll < 0.8 ? "high" : "normal",
            "failed_payment" or "billing_error" => roll < 0.06 ? "urgent" : roll < 0.35 ? "high" : roll < 0.93 ? "normal" : "low",
            _ => roll < 0.02 ? "urgent" : roll < 0.18 ? "high" : roll < 0.8 ? "normal" : "low",
        };
    }
}
