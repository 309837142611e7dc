namespace Insights.Analytics.Rollups.Tables;

/// <summary>What the derived tables were derived by. When one of these differs from what holds now, they are derived anew.</summary>
internal sealed class RollupState
{
    /// <summary>Version of the rules in code.</summary>
    public const string Rules = "rules";

    /// <summary>The reporting zone that cut the days.</summary>
    public const string Zone = "zone";

    /// <summary>Fingerprint of policies, calendars and vendor codes: what clocks are judged by besides a ticket's own history.</summary>
    public const string Policies = "policies";

    /// <summary>Fingerprint of the words by which contacts are told apart.</summary>
    public const string Words = "words";

    /// <summary>Until which import the tables are up to date: see <see cref="History.SeenSoFar"/>. Never makes a rebuild necessary.</summary>
    public const string Seen = "seen";

    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}
