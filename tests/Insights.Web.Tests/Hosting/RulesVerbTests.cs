using System.Text.Json.Nodes;
using Xunit;

namespace Insights.Web.Tests.Hosting;

/// <summary>A policy whose second version says it has held from the beginning: nothing decided changes until the list was approved by its number.</summary>
public sealed class RulesVerbTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("insights-rules-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Rules_ComparedAndApproved_CountForThePast()
    {
        var data = Path.Combine(_root, "data");
        // Answered after 90 minutes: missed by the first version, kept by the second.
        File.WriteAllText(Path.Combine(_root, "tickets.csv"), "ticket_id,vendor,priority,status,created_at,updated_at,solved_at\nt1,maple,normal,solved,2026-03-02T09:00:00Z,2026-03-02T11:00:00Z,2026-03-02T11:00:00Z\n");
        File.WriteAllText(Path.Combine(_root, "ticket-events.csv"), """
            ticket_id,event_id,occurred_at,kind,actor_kind,public,value
            t1,1,2026-03-02T09:00:00Z,created,customer,true,new
            t1,2,2026-03-02T10:30:00Z,comment,agent,true,
            t1,3,2026-03-02T11:00:00Z,status,agent,,solved

            """);
        Done("import", Policies(1, 3600), Path.Combine(_root, "tickets.csv"), Path.Combine(_root, "ticket-events.csv"));
        Done("import", Policies(2, 7200));

        var waiting = Json("rules", "--json");
        var compared = Json("rules", "compare", "--json");
        var id = compared["proposal"]!["id"]!.GetValue<int>();
        var other = InsightsProcess.Run(data, "rules", "approve", "--proposal", (id + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var approved = Json("rules", "approve", "--proposal", id.ToString(System.Globalization.CultureInfo.InvariantCulture), "--json");

        Assert.Equal((2, "policy"), (Assert.Single(waiting["undecided"]!.AsArray())!["version"]!.GetValue<int>(), waiting["undecided"]![0]!["kind"]!.GetValue<string>()));
        Assert.Null(waiting["proposal"]);
        Assert.Equal(("ready", 1L), (compared["proposal"]!["state"]!.GetValue<string>(), compared["proposal"]!["clocks"]!.GetValue<long>()));
        Assert.Equal((0L, 1L, 1L, 0L), Month(compared));
        Assert.Equal(1, other.ExitCode);
        Assert.Equal("approved", approved["proposal"]!["state"]!.GetValue<string>());
        Assert.Empty(approved["undecided"]!.AsArray());
        Assert.Equal(1.0, Json("metric", "first_reply_attainment", "--month", "2026-03", "--json")["value"]!.GetValue<double>());

        JsonNode Json(params string[] words) => JsonNode.Parse(Done(words))!;

        string Done(params string[] words)
        {
            var outcome = InsightsProcess.Run(data, words);
            Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
            return outcome.Output;
        }
    }

    [Fact]
    public void Approve_WithoutTheNumberOfTheList_IsRefused()
    {
        var outcome = InsightsProcess.Run(Path.Combine(_root, "none"), "rules", "approve");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("Usage: insights rules", outcome.Error, StringComparison.Ordinal);
    }

    private static (long Met, long MetAfter, long Breached, long BreachedAfter) Month(JsonNode compared)
    {
        var month = compared["proposal"]!["months"]![0]!;
        return (month["met"]!.GetValue<long>(), month["met_after"]!.GetValue<long>(), month["breached"]!.GetValue<long>(), month["breached_after"]!.GetValue<long>());
    }

    private string Policies(int version, int seconds)
    {
        var path = Path.Combine(_root, FormattableString.Invariant($"sla-policies-{version}.json"));
        File.WriteAllText(path, FormattableString.Invariant($$$"""[{"code":"all","version":{{{version}}},"name":"All","valid_from":null,"hours":"calendar","targets":{"first_reply_time":{{{seconds}}}}}]"""));
        return path;
    }
}
