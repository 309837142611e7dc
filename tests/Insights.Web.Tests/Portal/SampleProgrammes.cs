using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;

namespace Insights.Web.Tests.Portal;

/// <summary>The delivered lines, and edits kept in memory the way the store keeps them.</summary>
internal sealed class SampleProgrammes : IProgrammeTable
{
    private readonly Dictionary<string, List<ProgrammeVersion>> _versions = ProgrammeTable.Delivered.Lines.ToDictionary(line => line.Id, line => new List<ProgrammeVersion> { new(0, line, null, null, "Insights", "delivered") });
    private readonly List<ProgrammeVersion> _setting = [new(0, null, "true", null, "Insights", "delivered")];

    public Task<ProgrammeTableView> ViewAsync(CancellationToken cancel = default) => Task.FromResult(new ProgrammeTableView(
        [.. _versions.Select(pair => new ProgrammeCard(pair.Key, pair.Value[^1].Line, [.. Enumerable.Reverse(pair.Value)]))],
        new(_setting[^1].Value == "true"), [.. Enumerable.Reverse(_setting)], ProgrammeTable.Delivered.Regions.Names));

    public Task<string?> SaveAsync(ProgrammeLine line, bool isNew, string by, string reason, CancellationToken cancel = default)
    {
        if (ProgrammeTable.Delivered.RefusalOf(line) is { } refusal)
            return Task.FromResult<string?>(refusal);
        if (!_versions.ContainsKey(line.Id))
            _versions[line.Id] = [];
        return Add(_versions[line.Id], line, null, by, reason);
    }

    public Task<string?> RemoveAsync(string id, string by, string reason, CancellationToken cancel = default) => Add(_versions[id], null, null, by, reason);

    public Task<string?> RestoreAsync(string id, int version, string by, string reason, CancellationToken cancel = default) =>
        Add(_versions[id], _versions[id].Single(one => one.Version == version).Line, null, by, reason);

    public Task<string?> SetDisputesIncludeFraudAsync(bool included, string by, string reason, CancellationToken cancel = default) => Add(_setting, null, included ? "true" : "false", by, reason);

    private static Task<string?> Add(List<ProgrammeVersion> versions, ProgrammeLine? line, string? value, string by, string reason)
    {
        if (reason.Length == 0)
            return Task.FromResult<string?>("Say why.");
        versions.Add(new(versions.Count, line, value, Sample.Now, by, reason));
        return Task.FromResult<string?>(null);
    }
}
