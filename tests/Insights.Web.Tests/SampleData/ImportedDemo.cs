using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Import.Store;
using Xunit;

namespace Insights.Web.Tests.SampleData;

/// <summary>The planted demo taken through the real import, the metrics and the night's search, once for all tests that look at it.</summary>
public sealed class ImportedDemo(SampleWorld world) : IAsyncLifetime
{
    public static ReportFilter LastDays { get; } = new() { Range = new(SampleWorld.End.PlusDays(-29), SampleWorld.End), Compare = Comparison.None };

    internal ImportedData Data { get; private set; } = null!;

    internal IReadOnlyList<Pattern> Patterns { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Data = await ImportedData.LoadAsync(world.Planted.Files, SampleWorld.Now);
        await Data.Get<IJobRunner>().RunAsync(JobIds.FindPatterns, "test");
        Patterns = await Data.Get<IPatternQueries>().ListAsync(LastDays, DataScope.Staff);
    }

    public async Task DisposeAsync() => await Data.DisposeAsync();
}
