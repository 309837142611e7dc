using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Analytics.Queries.Rules;

/// <summary>Which policies were looked at for a made-up ticket, in which order, and why each was taken or not.</summary>
internal static class PolicyTrials
{
    public static IReadOnlyList<TriedPolicies> Of(SimulatedTicket ticket, TicketHistory history, ServiceLevelRules rules, bool hasClocks)
    {
        var trials = new List<TriedPolicies>();
        var attributes = history.Attributes;
        // A clock keeps the versions of its start, so a later priority is looked up among those too.
        foreach (var (at, priority) in ticket.Events.Where(each => each.Kind == "priority" && each.At >= ticket.CreatedAt).OrderBy(each => each.At)
            .Select(each => (each.At, each.Value)).Prepend((ticket.CreatedAt, ticket.Priority)))
        {
            trials.Add(Trial("customer", PromiseKind.Customer, attributes with { Priority = priority }, at));
        }

        if (hasClocks && ticket.Team is not null && rules.Tried(ticket.CreatedAt, PromiseKind.Group).Length > 0)
            trials.Add(Trial("team", PromiseKind.Group, attributes, ticket.CreatedAt));
        foreach (var hold in ticket.Events.Where(each => each is { Kind: "status", Value: "on_hold", Reason.Length: > 0 } && each.At >= ticket.CreatedAt))
        {
            if (rules.Tried(hold.At, PromiseKind.ThirdParty).Length > 0)
                trials.Add(Trial("third party", PromiseKind.ThirdParty, attributes with { ThirdParty = hold.Reason }, hold.At));
        }

        return trials;

        TriedPolicies Trial(string to, PromiseKind kind, TicketAttributes having, Instant at)
        {
            var lookedUpAt = kind == PromiseKind.Customer ? ticket.CreatedAt : at;
            var rows = new List<IReadOnlyList<Cell>>();
            var taken = false;
            foreach (var version in rules.Tried(lookedUpAt, kind))
            {
                var (verdict, why) = Why(version, having, lookedUpAt, taken);
                taken |= verdict == "matches";
                rows.Add([new Cell.Text(version.Definition.Name.Length > 0 ? version.Definition.Name : version.Definition.Code), new Cell.Text(version.Definition.Code), new Cell.Count(version.Definition.Version), new Cell.Text(verdict), new Cell.Text(why)]);
            }

            return new(to, at, new()
            {
                Id = FormattableString.Invariant($"policies-{to.Replace(' ', '-')}-{at.ToUnixTimeSeconds()}"),
                Title = "Policies in the order they are tried",
                Columns = [new("policy", "Policy", ColumnKind.Text), new("code", "Code", ColumnKind.Text), new("version", "Version", ColumnKind.Count), new("result", "Result", ColumnKind.Text), new("why", "Why", ColumnKind.Text)],
                Rows = rows,
                EmptyText = "No policy is in force then.",
            });
        }
    }

    private static (string Verdict, string Why) Why(ServiceLevelRules.Policy version, TicketAttributes ticket, Instant at, bool taken)
    {
        if (taken)
            return ("not tried", "one above it matches");
        if (version.HasEnded(at))
            return ("ended", $"it ended {version.Definition.ValidTo}");
        var conditions = version.Definition.Match.Conditions(ticket).ToList();
        if (conditions.Count == 0)
            return ("matches", "it is for every ticket");
        var failed = conditions.Where(each => !each.Holds).ToList();
        return failed.Count == 0
            ? ("matches", string.Join("; ", conditions.Select(each => $"{each.Condition} is {each.Has}")))
            : ("does not match", string.Join("; ", failed.Select(each => $"{each.Condition} is {(string.IsNullOrEmpty(each.Has) ? "not given" : each.Has)}, wanted {string.Join(" or ", each.Wanted)}")));
    }
}
