using Insights.Analytics.Metrics.Chargebacks.Programmes;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <param name="Cards">Every line there is or was, by network, programme, rank and region.</param>
/// <param name="SettingVersions">Of <see cref="ProgrammeSettings.DisputesIncludeFraud"/>, newest first.</param>
/// <param name="Regions">What a line's region may be.</param>
public sealed record ProgrammeTableView(
    IReadOnlyList<ProgrammeCard> Cards, ProgrammeSettings Settings, IReadOnlyList<ProgrammeVersion> SettingVersions, IReadOnlyList<string> Regions)
{
    public ProgrammeCard? Find(string id) => Cards.FirstOrDefault(card => card.Id == id);
}

/// <summary>One line with its history.</summary>
/// <param name="Current">As it holds; null when it was taken out.</param>
/// <param name="Versions">Newest first; the last is what was delivered, or the first that was saved.</param>
public sealed record ProgrammeCard(string Id, ProgrammeLine? Current, IReadOnlyList<ProgrammeVersion> Versions)
{
    public ProgrammeLine Shown => Current ?? Versions.First(version => version.Line is not null).Line!;
}

/// <param name="Version">0 = delivered with the program.</param>
/// <param name="Line">Null = taken out of the table, or a version of a setting.</param>
/// <param name="Value">What the setting was set to; null for lines.</param>
public sealed record ProgrammeVersion(int Version, ProgrammeLine? Line, string? Value, Instant? SavedAt, string SavedBy, string Reason);
