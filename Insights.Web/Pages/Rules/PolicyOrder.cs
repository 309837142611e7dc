using System.Text.Json.Nodes;
using Insights.Analytics.Queries;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>The order of policies is part of their versions: who moves gets a new one, so that the past keeps its order.</summary>
internal static class PolicyOrder
{
    /// <param name="order">Codes from the first tried to the last.</param>
    /// <param name="edited">The new version of the policy that is being saved; null when only the order changes.</param>
    /// <param name="from">From when on the order holds; null = from the beginning.</param>
    /// <returns>The items to import: the edited policy, and every other whose place changes.</returns>
    public static string Versions(IReadOnlyList<PolicyCard> cards, IReadOnlyList<string> order, JsonObject? edited, Instant? from)
    {
        var items = new JsonArray();
        if (edited is not null)
            items.Add(edited);
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == edited?["code"]?.ToString() || cards.FirstOrDefault(card => card.Code == order[i]) is not { } card || card.Place == i + 1)
                continue;
            var moved = JsonNode.Parse((card.InForce ?? card.Newest).Json)!.AsObject();
            moved["version"] = card.Versions.Max(version => version.Version) + 1;
            moved["position"] = i + 1;
            moved["valid_from"] = from is { } at ? TimeTexts.Iso(at) : null;
            items.Add(moved);
        }

        return items.ToJsonString();
    }
}
