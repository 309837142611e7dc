namespace Insights.Import.Sources.Vocabularies;

/// <summary>A provider's status in our lifecycle.</summary>
/// <param name="State">Canonical state; null where another field decides.</param>
internal sealed record DisputeState(string? State, bool IsFinal);

/// <summary>Providers' statuses, from dispute-states.csv. A provider with several status fields is written <c>provider.field</c>.</summary>
internal static class DisputeStates
{
    private static readonly Dictionary<(string Provider, string Status), DisputeState> States = EmbeddedTable.Read("dispute-states.csv").ToDictionary(
        row => (row["psp"], row["raw_status"].ToLowerInvariant()),
        row => new DisputeState(row["canonical_state"].Length == 0 ? null : row["canonical_state"], row["final"] == "yes"));

    public static DisputeState? Find(string provider, string status) => States.GetValueOrDefault((provider, status.Trim().Replace(' ', '_').ToLowerInvariant()));

    public static string Known(string provider) => string.Join(", ", States.Keys.Where(k => k.Provider == provider).Select(k => k.Status));
}
